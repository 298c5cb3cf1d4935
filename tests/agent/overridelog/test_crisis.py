from datetime import timedelta

import pytest

from agent.errors import NotAllowed
from agent.overridelog.crisis import Hold
from agent.overridelog.kinds import CardOpened, CrisisHeld
from agent.times import wire_time
from protocol.messages.figures import LogFigures
from protocol.messages.log import LogFilter
from tests.support.logs import NOON, WARNED, World

JANE = WARNED.client


def held(hours: int = 24, client: str = JANE) -> CrisisHeld:
    return CrisisHeld(client, "J. D.", "current", wire_time(NOON + timedelta(hours=hours)))


def kinds(logs: World) -> list[str]:
    return [stored.link.kind for chunk in logs.log.chunks() for stored in chunk]


def test_a_hold_runs_until_its_end_and_outlives_a_lock(logs: World) -> None:
    assert logs.log.crisis.of(JANE, NOON) is None
    hold = logs.log.hold(held(2))
    assert logs.log.crisis.of(JANE, NOON) == hold == Hold(2, "J. D.", NOON, NOON + timedelta(hours=2))
    assert logs.log.crisis.next_end(NOON) == hold.until
    logs.reopen()
    assert logs.log.crisis.all(NOON) == {JANE: hold}
    logs.clock.turn(hours=2)
    assert logs.log.crisis.of(JANE, logs.clock()) is None
    assert (logs.log.crisis.all(logs.clock()), logs.log.crisis.next_end(logs.clock())) == ({}, None)
    logs.reopen()
    assert logs.log.crisis.all(NOON) == {}
    assert logs.verify().ok


def test_a_hold_that_was_ended_stays_ended(logs: World) -> None:
    hold = logs.log.hold(held())
    logs.clock.turn(minutes=5)
    logs.log.release(JANE)
    logs.log.release(JANE)
    assert logs.log.crisis.of(JANE, logs.clock()) is None
    logs.reopen()
    assert logs.log.crisis.of(JANE, logs.clock()) is None
    entry = logs.log.entry(hold.sequence)
    assert (entry.kind, entry.until, entry.label) == ("crisis_hold", "2026-11-22T12:05:00.000Z", "J. D.")
    assert kinds(logs) == ["started", "crisis_held", "crisis_released"]


def test_one_begun_anew_takes_the_place_of_the_first(logs: World) -> None:
    logs.log.hold(held(1))
    logs.clock.turn(minutes=1)
    again = logs.log.hold(held(24))
    other = logs.log.hold(held(3, "c-robin"))
    assert kinds(logs) == ["started", "crisis_held", "crisis_released", "crisis_held", "crisis_held"]
    logs.reopen()
    assert logs.log.crisis.all(logs.clock()) == {JANE: again, "c-robin": other}
    assert logs.log.crisis.next_end(logs.clock()) == other.until


def test_what_belongs_to_a_crisis_is_found_noted_and_erased_as_any_entry(logs: World) -> None:
    logs.log.add_warning(WARNED)
    opened = logs.log.add_card_opened(CardOpened(JANE, "J. D.", "current"))
    hold = logs.log.hold(held()).sequence
    entries = logs.log.entries(LogFilter(crisis=True)).entries
    assert [(one.kind, one.interaction, one.tier, one.outcome) for one in entries] == [
        ("crisis_hold", None, None, None),
        ("crisis_card", None, None, None),
    ]
    assert len(logs.log.entries(LogFilter(client=JANE)).entries) == 3
    assert [one.kind for one in logs.log.entries(LogFilter(undecided=True)).entries] == ["warning"]
    logs.log.note(opened, "at night", ["record"])
    assert logs.log.entries(LogFilter(flag="record")).entries[0].note == "at night"
    with pytest.raises(NotAllowed, match="no warning here"):
        logs.log.warned(opened)
    logs.log.erase(hold, "request")
    assert logs.log.crisis.of(JANE, NOON) is None
    logs.reopen()
    assert logs.log.crisis.of(JANE, NOON) is None
    logs.log.erase(opened, "retention")
    assert logs.verify().ok
    assert [one.kind for one in logs.log.entries().entries] == ["warning"]


def test_it_counts_in_no_figures(logs: World) -> None:
    logs.log.add_card_opened(CardOpened(JANE, "J. D.", None))
    logs.log.hold(held())
    before = logs.log.figures(LogFigures())
    assert (before.weeks, before.places, before.months) == ([], [], [])
    logs.log.add_warning(WARNED)
    logs.clock.turn(seconds=1)
    assert [one.undecided for one in logs.log.figures(LogFigures()).weeks] == [1]


def test_a_hold_that_was_changed_from_outside_is_left_to_verify(logs: World) -> None:
    logs.log.hold(held())
    logs.tamper("UPDATE log_bodies SET body = '{}' WHERE sequence = 2")
    logs.reopen()
    assert logs.log.crisis.all(NOON) == {}
    assert not logs.verify().ok
