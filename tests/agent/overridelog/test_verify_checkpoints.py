from dataclasses import replace

import msgspec
import pytest

from agent.overridelog import chain
from agent.overridelog.seed import fresh
from agent.overridelog.verify import LEADS_THROUGH, LISTED
from agent.overridelog.writer import New
from tests.support.logs import WARNED, feed
from tests.support.verifying import READY, history, problems, verify


def test_a_log_that_leads_through_its_checkpoint_says_what_that_proves() -> None:
    made = history()
    checkpoint = made.checkpoint()
    made.add(New("warned", WARNED))
    found = feed(made.events, checkpoint).finish(READY, 11)
    assert found.ok
    assert found.notes == [LEADS_THROUGH.format(sequence=10, time="2026-11-22 12:00 UTC")]


def test_a_removed_end_shows_by_a_checkpoint() -> None:
    made = history()
    checkpoint = made.checkpoint()
    found = feed(made.events[:8], checkpoint).finish(READY, 8)
    assert found.problems == [
        "The log ends at event 8, but the checkpoint of 2026-11-22 12:00 UTC was made at event 10: the end is gone."
    ]
    found = feed([], checkpoint).finish(READY, 0)
    assert found.problems[0].startswith("The log ends at event 0, but")


def test_a_log_that_was_written_anew_shows_by_a_checkpoint() -> None:
    checkpoint = history().checkpoint()
    anew = history()
    assert verify(anew.events).ok
    assert feed(anew.events, checkpoint).finish(READY, 10).problems == [
        "The log doesn't lead through the checkpoint of 2026-11-22 12:00 UTC: event 10 or one before it was rewritten."
    ]


def test_a_checkpoint_at_an_event_that_is_gone_is_a_problem() -> None:
    made = history(1)
    checkpoint = made.checkpoint()
    made.add(New("warned", WARNED))
    found = feed([each for each in made.events if each.link.sequence != 4], checkpoint).finish(READY, 5)
    assert found.problems[1].startswith("The log doesn't lead through the checkpoint of")


@pytest.mark.parametrize(
    "change",
    [
        {"time": "2026-11-23T12:00:00.000Z"},
        {"sequence": 9},
        {"sequence": -1},
        {"sequence": 1 << 70},
        {"head": "00" * 32},
        {"head": "not hex"},
        {"public_key": "00"},
        {"public_key": "00" * 32},
        {"signature": ""},
        {"signature": "ab" * 64},
    ],
)
def test_a_checkpoint_that_was_changed_is_a_problem(change: dict[str, object]) -> None:
    made = history()
    checkpoint = msgspec.structs.replace(made.checkpoint(), **change)
    found = feed(made.events, checkpoint).finish(READY, 10)
    assert found.problems == [
        "The checkpoint is not as it was made: its own signature doesn't hold. Ask for the original."
    ]


def test_a_checkpoint_signed_by_somebody_else_is_a_problem() -> None:
    made = history()
    assert made.tail
    checkpoint = chain.make_checkpoint(made.tail, "2026-11-22T12:00:00.000Z", fresh(10, ""))
    found = feed(made.events, checkpoint).finish(READY, 10)
    assert found.problems == [
        "This log's key didn't sign the checkpoint of 2026-11-22 12:00 UTC: the checkpoint was made by somebody else."
    ]


def test_many_problems_are_counted() -> None:
    events = [replace(event, body=b"{}x") for event in history(20).events]
    found = problems(events)
    assert len(found) == LISTED + 1
    assert found[-1] == "There are 21 more problems."


def test_looking_for_where_events_were_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.overridelog.broken.BUDGET", 10)
    events = [replace(event, link=replace(event.link, time="")) for event in history(5).events]
    assert len(problems(events)) == 16
