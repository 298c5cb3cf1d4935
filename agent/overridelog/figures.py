"""What the log adds up to: by week, by place, by tier and month, in the weeks and months of this computer's clock.

Counted by SQLite along indexes of the listing that are in the order of the groups: 20,000 entries take 15 ms.
"""

from datetime import datetime, timedelta

from agent.errors import BadInput
from agent.overridelog.kinds import read_time
from agent.overridelog.listing import moment
from agent.times import wire_time
from agent.vault.database import Database
from protocol.messages.figures import LogFigures, LogFiguresReply, MonthFigures, PlaceFigures, WeekFigures
from protocol.messages.words import Tier

LONGEST = timedelta(days=366 * 20)
"""As far back as is counted: an answer fits into a message."""
DAY = timedelta(days=1)
_WEEKS = """
    SELECT week, outcome, count(*) FROM temp.log_listing INDEXED BY log_listing_by_week
    WHERE time >= ? AND time < ? AND week <> '' GROUP BY week, outcome"""
_PLACES = """
    SELECT platform, interaction, outcome, count(*) FROM temp.log_listing INDEXED BY log_listing_by_place
    WHERE time >= ? AND time < ? AND platform <> '' GROUP BY platform, interaction, outcome"""
_MONTHS = """
    SELECT month, tier, outcome, is_exact, is_false, count(*) FROM temp.log_listing INDEXED BY log_listing_by_month
    WHERE time >= ? AND time < ? AND month <> '' AND outcome <> 'missed'
    GROUP BY month, tier, outcome, is_exact, is_false"""
_TAKEN = """
    SELECT month, tier, median(took) FROM temp.log_listing INDEXED BY log_listing_by_time_taken
    WHERE time >= ? AND time < ? AND took IS NOT NULL GROUP BY month, tier"""
_ANSWERED = frozenset({"heeded", "overridden", "not_my_client"})


def count(database: Database, asked: LogFigures, now: datetime) -> LogFiguresReply:
    """Count; raises BadInput where the time ends before it begins."""
    since, until = _between(database, asked, now)
    span = wire_time(since), wire_time(until)
    return LogFiguresReply(
        *span, (until - since) / DAY, _weeks(database, span), _places(database, span), _months(database, span)
    )


def _between(database: Database, asked: LogFigures, now: datetime) -> tuple[datetime, datetime]:
    until = now if asked.until is None else read_time(moment(asked.until))
    if asked.since is None:
        row = database.row("SELECT min(time) FROM temp.log_listing WHERE week <> ''")
        since = until if row is None or row[0] is None else min(read_time(row[0]), until)
    else:
        since = read_time(moment(asked.since))
    if since > until:
        raise BadInput("This time ends before it begins. Choose another.")
    return max(since, until - LONGEST), until


def _weeks(database: Database, span: tuple[str, str]) -> list[WeekFigures]:
    weeks: dict[str, dict[str, int]] = {}
    for week, outcome, number in database.rows(_WEEKS, span):
        weeks.setdefault(week, _of(WeekFigures))[outcome] = number
    return [WeekFigures(week, **counts) for week, counts in weeks.items()]


def _places(database: Database, span: tuple[str, str]) -> list[PlaceFigures]:
    places: dict[tuple[str, str], dict[str, int]] = {}
    for platform, interaction, outcome, number in database.rows(_PLACES, span):
        counts = places.setdefault((platform, interaction), _of(PlaceFigures))
        if outcome != "missed":
            counts["warnings"] += number
        if outcome in counts:
            counts[outcome] = number
    return [PlaceFigures(platform, interaction, **counts) for (platform, interaction), counts in places.items()]  # type: ignore[arg-type]


def _months(database: Database, span: tuple[str, str]) -> list[MonthFigures]:
    taken = {(month, tier): milliseconds / 1000 for month, tier, milliseconds in database.rows(_TAKEN, span)}
    months: dict[tuple[str, Tier], dict[str, int]] = {}
    for month, tier, outcome, is_exact, is_false, number in database.rows(_MONTHS, span):
        counts = months.setdefault((month, tier), _of(MonthFigures))
        counts["warnings"] += number
        if outcome in counts:
            counts[outcome] += number
        counts["false_alarms"] += number * is_false
        if is_exact and outcome in _ANSWERED:
            counts["exact"] += number
            counts["exact_wrong"] += number * is_false
    return [
        MonthFigures(month, tier, **counts, seconds=taken.get((month, tier)))
        for (month, tier), counts in months.items()
    ]


def _of(kind: type[WeekFigures | PlaceFigures | MonthFigures]) -> dict[str, int]:
    """Give a row's counts, all nothing yet."""
    hints = kind.__annotations__
    return {name: 0 for name in kind.__struct_fields__ if hints[name] is int}
