import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from agent.commands import proof
from agent.overridelog.verify import Stored, Verifier
from protocol.messages.log import (
    CheckpointReply,
    LogCheckpoint,
    LogList,
    LogNote,
    LogReply,
    LogShow,
    LogShowReply,
    LogVerify,
    Verification,
)
from protocol.messages.state import Done, Problem
from protocol.messages.warnings import Sighting, WarningDecide, WarningOpen, WarningView
from protocol.messages.watchlist import ClientAdd
from tests.support.agents import Asked, unlocked
from tests.support.logs import Clock, full_disk

FOLLOW = WarningOpen([Sighting("x:jamie_doe")], "follow", "performs", "click")


@pytest.fixture
async def asked(made_home: Path, tmp_path: Path) -> AsyncIterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        made.agent.clock = Clock()
        await made.ask(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
        for _ in range(3):
            await made.ask(FOLLOW)
        await made.ask(WarningDecide(2, "heeded"))
        yield made


async def test_entries_are_listed_by_the_page_and_shown_with_their_events(asked: Asked) -> None:
    page = await asked.ask(LogList(limit=2))
    assert isinstance(page, LogReply)
    assert [entry.sequence for entry in page.entries] == [4, 3]
    rest = await asked.ask(LogList(before=page.more, limit=2))
    assert isinstance(rest, LogReply)
    assert ([(entry.sequence, entry.outcome) for entry in rest.entries], rest.more) == ([(2, "heeded")], None)
    shown = await asked.ask(LogShow(2))
    assert isinstance(shown, LogShowReply)
    assert shown.entry == rest.entries[0]
    assert [event.kind for event in shown.events] == ["warned", "decided"]


async def test_listing_says_what_has_expired(asked: Asked) -> None:
    clock = asked.agent.clock
    assert isinstance(clock, Clock)
    clock.turn(minutes=30)
    page = await asked.ask(LogList(outcome="expired"))
    assert isinstance(page, LogReply)
    assert [entry.sequence for entry in page.entries] == [4, 3]


async def test_the_log_can_be_read_on_a_full_disk(asked: Asked) -> None:
    clock = asked.agent.clock
    assert isinstance(clock, Clock)
    clock.turn(minutes=30)
    with full_disk(asked.agent.vault.database):
        for number in range(200):
            if isinstance(await asked.ask(LogNote(2, f"{number}" * 1000)), Problem):
                break
        page = await asked.ask(LogList())
    assert isinstance(page, LogReply)
    assert len(page.entries) == 3


@pytest.mark.parametrize("before", [-1, 0, 1 << 62, 1 << 70, -(1 << 70)])
async def test_a_place_that_is_none_is_no_failure(asked: Asked, before: int) -> None:
    page = await asked.ask(LogList(before=before))
    assert isinstance(page, LogReply)
    assert len(page.entries) in {0, 3}


async def test_a_note_is_added(asked: Asked) -> None:
    assert await asked.ask(LogNote(2, "To be discussed.", ["supervision"])) == Done()
    shown = await asked.ask(LogShow(2))
    assert isinstance(shown, LogShowReply)
    assert (shown.entry.note, shown.entry.flags) == ("To be discussed.", ["supervision"])


@pytest.mark.parametrize("request_", [LogShow(99), LogNote(99, "note"), LogShow(1)])
async def test_what_is_not_there_is_said(asked: Asked, request_: LogShow | LogNote) -> None:
    problem = await asked.ask(request_)
    assert isinstance(problem, Problem)
    assert problem.code == "not_found"


async def test_the_log_is_verified_against_a_checkpoint(asked: Asked) -> None:
    made = await asked.ask(LogCheckpoint())
    assert isinstance(made, CheckpointReply)
    await asked.ask(FOLLOW)
    verified = await asked.ask(LogVerify(made.checkpoint))
    assert isinstance(verified, Verification)
    assert (verified.ok, verified.events, verified.problems) == (True, 6, [])
    false = msgspec.structs.replace(made.checkpoint, head="00" * 32)
    found = await asked.ask(LogVerify(false))
    assert isinstance(found, Verification)
    assert not found.ok


async def test_warnings_go_on_while_the_log_is_verified(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.overridelog.store.CHUNK", 1)

    fed = proof._feed

    def feed(verifier: Verifier, events: list[Stored]) -> None:
        fed(verifier, events)
        if events[0].link.sequence in {3, 4}:
            loop.call_soon_threadsafe(log.erase, events[0].link.sequence - 1, "request")

    _, log = asked.agent.require_open()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(proof, "_feed", feed)
    verified, opened = await asyncio.gather(asked.ask(LogVerify()), asked.ask(FOLLOW))
    assert isinstance(opened, WarningView)
    assert isinstance(verified, Verification)
    assert verified.ok, verified.problems
