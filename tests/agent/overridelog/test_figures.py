"""What the log adds up to."""

import time
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from agent.errors import BadInput
from agent.overridelog.kinds import Decided, Missed
from agent.times import wire_time
from protocol.messages.figures import LogFigures, LogFiguresReply, MonthFigures, PlaceFigures, WeekFigures
from protocol.messages.words import Outcome, Tier
from tests.support.logs import NOON, WARNED, World

DECISIONS: tuple[tuple[Tier, Outcome | None, float], ...] = (
    ("A", "heeded", 4),
    ("A", "heeded", 10),
    ("A", "overridden", 30),
    ("A", "not_my_client", 6),
    ("A", "expired", 600),
    ("B", "not_my_client", 2),
    ("B", None, 0),
)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An hour ahead of UTC, two in summer."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def fill(logs: World) -> None:
    for tier, outcome, seconds in DECISIONS:
        made = logs.log.add_warning(msgspec.structs.replace(WARNED, tier=tier))
        logs.clock.turn(seconds=seconds)
        if outcome:
            logs.log.decide(made, Decided(outcome, "supervisor_advised" if outcome == "overridden" else None))
        if tier == "B" and outcome == "not_my_client":
            logs.log.unclear(made)
    logs.log.add_missed(Missed("c-lena", "Lena", "current", "B", "x", "x:lena", "share"))


def figures(logs: World, since: str | None = None, until: str | None = None) -> LogFiguresReply:
    return logs.log.figures(LogFigures(since, until))


def test_weeks_places_and_months_are_counted(logs: World) -> None:
    fill(logs)
    logs.clock.turn(days=1)
    found = figures(logs)
    assert found.weeks == [WeekFigures("2026-11-16", 2, 1, 2, 1, 1, 1)]
    assert found.places == [
        PlaceFigures("mastodon", "follow", 7, 1, 0),
        PlaceFigures("x", "share", 0, 0, 1),
    ]
    assert found.months == [
        MonthFigures("2026-11", "A", 5, 2, 1, 1, 1, 4, 1, 8.0),
        MonthFigures("2026-11", "B", 2, 0, 0, 0, 0, 1, 0, 2.0),
    ]
    assert round(found.days, 3) == round(1 + 652 / 86400, 3)


def test_a_name_that_only_resembled_is_no_exact_match(logs: World) -> None:
    made = logs.log.add_warning(msgspec.structs.replace(WARNED, verdict="possible"))
    logs.log.decide(made, Decided("not_my_client"))
    (month,) = figures(logs, until="2027-01-01T00:00:00Z").months
    assert (month.false_alarms, month.exact, month.exact_wrong) == (1, 0, 0)


@pytest.mark.usefixtures("berlin")
def test_weeks_and_months_are_those_of_this_computer(logs: World) -> None:
    logs.clock.now = NOON.replace(month=10, day=31, hour=23, minute=30)  # half past midnight on 1 November
    logs.log.add_warning(WARNED)
    logs.clock.now = NOON.replace(month=11, day=1, hour=23, minute=30)  # on Monday
    logs.log.add_warning(WARNED)
    logs.clock.turn(hours=1)
    found = figures(logs)
    assert [(week.start, week.undecided) for week in found.weeks] == [("2026-10-26", 1), ("2026-11-02", 1)]
    assert [(month.month, month.warnings) for month in found.months] == [("2026-11", 2)]


def test_only_the_time_that_is_asked_for_is_counted(logs: World) -> None:
    for _ in range(3):
        logs.log.add_warning(WARNED)
        logs.clock.turn(days=7)
    since, until = (wire_time(NOON + timedelta(days=day)) for day in (7, 14))
    found = figures(logs, since, until)
    assert [week.start for week in found.weeks] == ["2026-11-23"]
    assert (sum(place.warnings for place in found.places), sum(month.warnings for month in found.months)) == (1, 1)
    assert (found.since, found.until, found.days) == (since, until, 7)


def test_a_time_that_ends_before_it_begins_is_refused(logs: World) -> None:
    with pytest.raises(BadInput, match="ends before it begins"):
        figures(logs, "2026-11-22T00:00:00Z", "2026-11-21T00:00:00Z")


def test_an_empty_log_adds_up_to_nothing(logs: World) -> None:
    found = figures(logs)
    assert (found.days, found.weeks, found.places, found.months) == (0, [], [], [])


def test_entries_that_were_erased_or_can_not_be_read_are_not_counted(logs: World) -> None:
    first, second, _ = logs.fill()
    assert second == 5
    logs.log.erase(first, "request")
    logs.tamper("UPDATE log_bodies SET body = '{}' WHERE sequence = 5")
    logs.reopen()
    logs.clock.turn(days=1)
    found = figures(logs)
    assert sum(month.warnings for month in found.months) == 1
    assert found.weeks == [WeekFigures("2026-11-16", 0, 0, 0, 0, 1, 0)]
