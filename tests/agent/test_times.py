from datetime import datetime, timedelta, timezone

from agent.times import wire_time


def test_times_are_written_in_utc_with_milliseconds() -> None:
    moment = datetime(2026, 11, 22, 11, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    assert wire_time(moment) == "2026-11-22T10:00:00.123Z"
