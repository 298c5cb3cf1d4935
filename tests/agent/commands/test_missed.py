"""What couldn't be held is recorded for clients, and for nobody else."""

from pathlib import Path

import pytest

from agent.errors import DiskFull
from agent.outdated import Outdated
from protocol.messages.log import Entry, LogList, LogNote, LogReply, LogShow, LogShowReply, LogVerify, Verification
from protocol.messages.state import Done, Problem
from protocol.messages.warnings import AdapterOutdated, Missed, Pause, Sighting, WarningDecide, WarningUse
from protocol.messages.watchlist import ClientEdit, ClientRemove
from protocol.messages.words import Interaction
from protocol.reading import shipped
from tests.support.logs import full_disk
from tests.support.talk import Talk


async def entries(talk: Talk, **wanted: bool | str) -> list[Entry]:
    return (await talk.get(LogList(**wanted), LogReply)).entries  # type: ignore[arg-type]  # fields of `LogList`


async def say(talk: Talk, *accounts: str, interaction: Interaction = "follow", names: tuple[str, ...] = ()) -> None:
    sightings = [Sighting(account, [], list(names)) for account in accounts]
    await talk.get(Missed(sightings, interaction), Done)


async def test_a_clients_is_recorded_and_has_no_outcome(talk: Talk) -> None:
    await say(talk, "x:sam", "x:jamie_doe")
    (entry,) = await entries(talk)
    assert (entry.kind, entry.account, entry.interaction, entry.tier) == ("missed", "x:jamie_doe", "follow", "A")
    assert (entry.label, entry.verdict, entry.outcome, entry.reason, entry.use) == ("J. D.", "listed", None, None, None)
    shown = await talk.get(LogShow(entry.sequence), LogShowReply)
    assert [event.kind for event in shown.events] == ["missed"]
    assert (await talk.get(LogVerify(), Verification)).ok


async def test_nobody_else_is_recorded(talk: Talk) -> None:
    await say(talk, "x:sam", names=("Jamie Doe",))
    assert (await talk.get(LogVerify(), Verification)).events == 0


async def test_what_would_not_have_been_held_is_not_missed(talk: Talk) -> None:
    client = (await talk.client("Lena Brandt", "x:lena")).id
    await talk.ask(ClientEdit(client, status="prospective"))
    await say(talk, "x:lena", interaction="react")
    await talk.get(Pause(10), Done)
    await say(talk, "x:jamie_doe")
    assert await entries(talk) == []


async def test_notes_can_be_added_but_nothing_decided(talk: Talk) -> None:
    await say(talk, "x:jamie_doe")
    (entry,) = await entries(talk)
    await talk.get(LogNote(entry.sequence, "Told in session", ["record"]), Done)
    (entry,) = await entries(talk)
    assert (entry.note, entry.flags) == ("Told in session", ["record"])
    for request in (WarningDecide(entry.sequence, "heeded"), WarningUse(entry.sequence, "used")):
        problem = await talk.ask(request)
        assert isinstance(problem, Problem)
        assert problem.code == "not_allowed"


async def test_it_is_listed_alone_and_by_client(talk: Talk) -> None:
    await talk.client("Lena Brandt", "x:lena")
    await say(talk, "x:lena")
    await say(talk, "x:jamie_doe")
    jamie, lena = await entries(talk, missed=True)
    assert [one.account for one in (jamie, lena)] == ["x:jamie_doe", "x:lena"]
    assert await entries(talk, missed=True, client=lena.client) == [lena]
    page = await talk.get(LogList(missed=True, limit=1), LogReply)
    assert page.entries == [jamie]
    assert (await talk.get(LogList(missed=True, before=page.more), LogReply)).entries == [lena]
    assert await entries(talk, outcome="heeded") == []
    problem = await talk.ask(LogList(missed=True, outcome="heeded"))
    assert isinstance(problem, Problem)
    assert problem.code == "bad_input"


async def test_it_stays_when_the_client_is_removed(talk: Talk) -> None:
    await say(talk, "x:jamie_doe")
    (entry,) = await entries(talk)
    await talk.ask(ClientRemove(entry.client))
    assert await entries(talk) == [entry]


async def test_an_adapter_that_was_found_out_of_date_is_kept(talk: Talk) -> None:
    adapter = shipped()[0]
    for interaction in ("react", "follow", "react"):
        await talk.get(AdapterOutdated(adapter.name, adapter.checked, [interaction]), Done)
    report = Outdated(talk.agent.paths).read()[adapter.name]
    assert report.interactions == ["react", "follow"]
    assert set(Outdated(talk.agent.paths).read()) == {adapter.name}


@pytest.mark.parametrize(("name", "checked"), [("X", "2001-01-01"), ("Nowhere", "2026-11-22")])
async def test_another_version_of_an_adapter_is_refused(talk: Talk, name: str, checked: str) -> None:
    problem = await talk.ask(AdapterOutdated(name, checked, ["react"]))
    assert isinstance(problem, Problem)
    assert problem.code == "bad_input"
    assert not talk.agent.paths.outdated.exists()


async def test_a_full_disk_is_said(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path, _data: bytes) -> None:
        raise DiskFull

    adapter = shipped()[0]
    monkeypatch.setattr("agent.outdated.write_private", fail)
    problem = await talk.ask(AdapterOutdated(adapter.name, adapter.checked, ["react"]))
    assert isinstance(problem, Problem)
    assert problem.code == "disk_full"
    with full_disk(talk.agent.vault.database):
        for _ in range(500):
            problem = await talk.ask(Missed([Sighting("x:jamie_doe")], "follow"))
            if isinstance(problem, Problem):
                break
    assert isinstance(problem, Problem)
    assert problem.code == "disk_full"
