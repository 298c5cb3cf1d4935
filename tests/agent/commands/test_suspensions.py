import asyncio
from datetime import UTC, datetime, timedelta

from protocol.messages import ListChanged
from protocol.messages.log import LogVerify, Verification
from protocol.messages.state import Done, StatusAsk, StatusReply
from protocol.messages.warnings import Pause, Sighting, Unprotected, Verdict, WarningDecide, WarningOpen
from tests.support.talk import JAMIE, Talk


async def test_a_snooze_holds_for_that_interaction_until_it_ends(talk: Talk) -> None:
    view = await talk.open(interaction="react")
    assert (await talk.override(view, snooze=True)).granted
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]
    verdict = await talk.verdict()
    assert (verdict.verdict, "react" in verdict.holds, "follow" in verdict.holds) == ("listed", False, True)
    request = WarningOpen([JAMIE], "react", "performs", "click")
    assert (await talk.refused(request))[0] == "not_allowed"
    assert (await talk.open(interaction="follow")).tier == "A"
    assert (await talk.kinds(view)) == ["warned", "decided", "snoozed"]
    talk.clock.turn(minutes=15)
    assert "react" in (await talk.verdict()).holds


async def test_a_snooze_ends_with_a_lock_unless_it_is_asked_for_again(talk: Talk) -> None:
    view = await talk.open(interaction="react")
    await talk.override(view, snooze=True)
    talk.reopen()
    assert "react" in (await talk.verdict()).holds
    await talk.override(view, snooze=True)
    assert "react" not in (await talk.verdict()).holds
    assert (await talk.kinds(view)) == ["warned", "decided", "snoozed"]


async def test_a_snooze_of_whoever_resembles_a_client_is_by_code_too(talk: Talk) -> None:
    stranger = Sighting("x:jamie_stranger", names=["Jamie Doe"])
    view = await talk.open(stranger)
    await talk.override(view, snooze=True)
    assert "follow" not in (await talk.verdict(stranger)).holds
    assert "follow" in (await talk.verdict()).holds
    assert (await talk.verdict(Sighting("x:nobody"))) == Verdict("clear")


async def test_a_snooze_is_for_going_ahead_in_tiers_b_and_c(talk: Talk) -> None:
    strict, mild = await talk.open(), await talk.open(interaction="react")
    for request in (
        WarningDecide(strict.warning, "overridden", "supervisor_advised", snooze=True),
        WarningDecide(mild.warning, "heeded", snooze=True),
    ):
        assert (await talk.refused(request))[0] == "bad_input"


async def test_during_a_pause_nothing_is_held(talk: Talk) -> None:
    await talk.get(Pause(30), Done)
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]
    assert await talk.verdict() == Verdict("listed")
    request = WarningOpen([JAMIE], "follow", "performs", "click")
    assert (await talk.refused(request))[0] == "not_allowed"
    status = await talk.get(StatusAsk(1, "test"), StatusReply)
    assert status.paused_until == "2026-11-22T12:30:00.000Z"
    talk.reopen()
    assert await talk.verdict() == Verdict("listed")
    talk.clock.turn(minutes=30)
    assert "follow" in (await talk.verdict()).holds


async def test_a_pause_can_be_ended(talk: Talk) -> None:
    await talk.get(Pause(0), Done)
    await talk.get(Pause(30), Done)
    await talk.get(Pause(0), Done)
    assert "follow" in (await talk.verdict()).holds
    assert (await talk.get(LogVerify(), Verification)).events == 3


async def test_verdicts_given_in_a_pause_are_void_when_it_ends(talk: Talk) -> None:
    """The end is waited for in real time: what the clock says then doesn't matter."""
    talk.agent.clock = lambda: datetime.now(UTC)
    talk.agent.require_open()[1].suspended.pause(datetime.now(UTC) + timedelta(seconds=0.05))
    for _ in range(3):
        assert await talk.verdict() == Verdict("listed")
    epoch = talk.agent.require_open()[0].epoch
    told: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    talk.agent.notify = told.set_result
    assert await told == ListChanged(epoch + 1)
    assert "follow" in (await talk.verdict()).holds
    talk.agent.clock = talk.clock


async def test_the_end_of_a_pause_is_nobodys_business_after_a_lock(talk: Talk) -> None:
    talk.agent.clock = lambda: datetime.now(UTC)
    talk.agent.require_open()[1].suspended.pause(datetime.now(UTC) + timedelta(seconds=0.05))
    await talk.verdict()
    talk.reopen()
    await asyncio.sleep(0.2)
    assert talk.notices == []
    talk.agent.clock = talk.clock


async def test_time_without_protection_is_recorded_once(talk: Talk) -> None:
    for _ in range(2):
        await talk.get(Unprotected("2026-11-22T11:00:00.000Z", "2026-11-22T11:15:00+00:00"), Done)
    assert (await talk.get(LogVerify(), Verification)).events == 2
