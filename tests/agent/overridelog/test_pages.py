"""What stands between entries."""

from datetime import timedelta

from agent.times import wire_time
from protocol.messages.log import LogFilter, Period
from tests.support.logs import NOON, WARNED, World


def times(*hours: float) -> list[str]:
    return [wire_time(NOON + timedelta(hours=hour)) for hour in hours]


def test_pauses_and_times_without_protection_stand_where_they_were(logs: World) -> None:
    first = logs.log.add_warning(WARNED)
    logs.log.pause(timedelta(hours=1))
    logs.clock.turn(minutes=30)
    logs.log.resume()
    logs.clock.turn(minutes=30)
    logs.log.pause(timedelta(hours=1))
    logs.log.unprotected(NOON - timedelta(hours=2), NOON - timedelta(hours=1))
    second = logs.log.add_warning(WARNED)
    noon, half, one, two = times(0, 0.5, 1, 2)
    before, after = times(-2, -1)
    reply = logs.log.entries()
    assert [entry.sequence for entry in reply.entries] == [second, first]
    assert [(each.kind, each.time, each.until) for each in reply.periods] == [
        ("unprotected", before, after),
        ("paused", one, two),
        ("paused", noon, half),
    ]
    assert all(first < period.sequence < second for period in reply.periods)


def test_a_page_has_what_stands_between_its_entries(logs: World) -> None:
    for _ in range(3):
        logs.log.add_warning(WARNED)
        logs.log.pause(timedelta(minutes=5))
        logs.log.resume()
    newest = logs.log.entries(limit=1)
    middle = logs.log.entries(before=newest.more, limit=1)
    oldest = logs.log.entries(before=middle.more, limit=1)
    assert [len(page.periods) for page in (newest, middle, oldest)] == [1, 1, 1]
    assert oldest.more is None


def test_entries_that_were_erased_are_told_where_they_stood(logs: World) -> None:
    first, second, _ = logs.fill()
    logs.clock.turn(hours=1)
    logs.log.erase(first, "retention")
    reply = logs.log.entries()
    assert second in [entry.sequence for entry in reply.entries]
    (began,), (erased,) = times(0), times(1)
    assert reply.periods == [Period(first, began, "erased", erased)]


def test_where_more_than_a_time_is_asked_for_only_entries_are_told(logs: World) -> None:
    logs.log.pause(timedelta(hours=1))
    assert logs.log.entries(LogFilter(tier="A")).periods == []
    assert len(logs.log.entries(LogFilter(since=times(-1)[0])).periods) == 1
    assert logs.log.entries(LogFilter(since=times(1)[0])).periods == []


def test_a_period_that_can_not_be_read_is_told_without_its_end(logs: World) -> None:
    logs.log.pause(timedelta(hours=1))
    logs.tamper("UPDATE log_bodies SET body = '{}' WHERE sequence = 2")
    (period,) = logs.log.entries().periods
    assert (period.kind, period.until) == ("paused", None)
