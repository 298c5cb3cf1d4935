import asyncio
from typing import get_args

import pytest

from protocol.messages import ListChanged
from protocol.messages.log import LogList, LogReply
from protocol.messages.practice_crisis import CrisisHold, CrisisHolds, CrisisHoldsReply, HeldInCrisis
from protocol.messages.settings import Settings, SettingsReply
from protocol.messages.state import Done
from protocol.messages.warnings import Missed, Pause, Sighting, WarningDecide, WarningDecided
from protocol.messages.watchlist import ClientList, ClientRemove, ClientReply, ClientsReply
from protocol.messages.words import Interaction
from tests.support.talk import JAMIE, Talk

EVERYTHING = list(get_args(Interaction))
STRANGER = Sighting("x:jamie_stranger", names=["Jamie Doe"])


async def held(talk: Talk, hours: int = 24) -> str:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    await talk.get(CrisisHold(client, hours), CrisisHoldsReply)
    return client


async def test_every_interaction_is_held_whatever_its_tier(talk: Talk) -> None:
    tiers = {"current.react": "C", "current.view": "none"}
    await talk.get(Settings(tiers=tiers), SettingsReply)  # type: ignore[arg-type]
    assert (await talk.verdict()).asks == ["react", "share", "join", "vote", "endorse"]
    talk.notices.clear()
    client = await held(talk)
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]
    verdict = await talk.verdict()
    assert (verdict.verdict, verdict.holds, verdict.asks) == ("listed", EVERYTHING, [])
    assert (await talk.verdict(Sighting("x:nobody"))).verdict == "clear"
    await talk.get(CrisisHold(client, 0), CrisisHoldsReply)
    assert (await talk.verdict()).asks == ["react", "share", "join", "vote", "endorse"]


@pytest.mark.parametrize("interaction", ["follow", "react", "view"])
async def test_its_warning_has_no_way_ahead(talk: Talk, interaction: Interaction) -> None:
    await talk.get(Settings(tiers={"current.view": "none"}), SettingsReply)
    client = await held(talk)
    view = await talk.open(interaction=interaction)
    assert (view.tier, view.crisis_until, view.snooze) == ("A", "2026-11-23T12:00:00.000Z", False)
    code, said = await talk.refused(WarningDecide(view.warning, "overridden", "supervisor_advised"))
    assert (code, "no way ahead" in said) == ("not_allowed", True)
    assert not (await talk.decide(view, "heeded")).granted
    await talk.get(CrisisHold(client, 0), CrisisHoldsReply)
    assert (await talk.open()).crisis_until is None


async def test_a_warning_that_was_open_before_has_none_either(talk: Talk) -> None:
    view = await talk.open()
    client = await held(talk)
    assert (await talk.refused(WarningDecide(view.warning, "overridden", "supervisor_advised")))[0] == "not_allowed"
    await talk.get(CrisisHold(client, 0), CrisisHoldsReply)
    assert (await talk.override(view)).granted


async def test_neither_pause_nor_snooze_lets_anything_through(talk: Talk) -> None:
    await talk.override(await talk.open(interaction="react"), snooze=True)
    await talk.get(Pause(60), Done)
    assert (await talk.verdict()).holds == []
    await held(talk)
    assert (await talk.verdict()).holds == EVERYTHING
    assert (await talk.open(interaction="react")).crisis_until is not None


async def test_who_only_resembles_the_client_is_held_too_and_can_be_told_apart(talk: Talk) -> None:
    await held(talk)
    assert (await talk.verdict(STRANGER)).holds == EVERYTHING
    view = await talk.open(STRANGER, interaction="view")
    assert (view.verdict, view.crisis_until is not None) == ("possible", True)
    await talk.get(WarningDecide(view.warning, "not_my_client"), WarningDecided)
    assert (await talk.verdict(STRANGER)).verdict == "clear"


async def test_a_client_in_crisis_comes_first_in_a_warning_about_several(talk: Talk) -> None:
    other = await talk.client("Robin Hall", "x:robin_hall")
    await talk.get(CrisisHold(other.id), CrisisHoldsReply)
    view = await talk.open(JAMIE, Sighting("x:robin_hall"))
    assert (view.label, view.crisis_until is not None) == ("R. H.", True)


async def test_what_went_out_without_a_warning_is_recorded_then(talk: Talk) -> None:
    await talk.get(Settings(tiers={"current.react": "C"}), SettingsReply)
    await talk.get(Missed([JAMIE], "react"), Done)
    await held(talk)
    await talk.get(Missed([JAMIE], "react"), Done)
    assert [one.tier for one in (await talk.get(LogList(missed=True), LogReply)).entries] == ["A"]


async def test_verdicts_are_void_when_it_is_over(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()

    def call_later(seconds: float, then: object, *arguments: object) -> None:
        waits.append(seconds)
        then(*arguments)  # type: ignore[operator]
        ended.set()

    await held(talk, 2)
    talk.notices.clear()
    monkeypatch.setattr(loop, "call_later", call_later)
    await talk.verdict()
    await ended.wait()
    assert waits == [2 * 3600]
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]
    talk.clock.turn(hours=2)
    assert "view" in (await talk.verdict()).holds
    assert "endorse" in (await talk.verdict()).holds
    assert (await talk.get(CrisisHolds(), CrisisHoldsReply)).holds == []


async def test_they_are_listed_by_client_and_outlive_a_lock(talk: Talk) -> None:
    client = await held(talk)
    expected = HeldInCrisis(client, "J. D.", "2026-11-22T12:00:00.000Z", "2026-11-23T12:00:00.000Z")
    talk.reopen()
    assert (await talk.get(CrisisHolds(), CrisisHoldsReply)).holds == [expected]
    await talk.get(ClientRemove(client), ClientReply)
    assert (await talk.get(CrisisHolds(), CrisisHoldsReply)).holds == [expected]
    assert (await talk.refused(CrisisHold(client)))[0] == "not_found"
    assert (await talk.get(CrisisHold(client, 0), CrisisHoldsReply)).holds == []


async def test_asking_for_them_does_not_keep_the_vault_open(talk: Talk) -> None:
    talk.agent.last_input = 0.0
    await talk.get(CrisisHolds(), CrisisHoldsReply)
    assert talk.agent.last_input == 0.0
    await held(talk)
    assert talk.agent.last_input > 0.0
