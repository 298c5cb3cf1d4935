"""What entries can be found and counted by, in a table that is made from the chain whenever the vault is opened.

The table is SQLite's own temporary one, in memory: nothing but the chain is ever on the disk, so there is no second
truth to hold against the first. It takes part in transactions, so it is never ahead of the chain or behind it. What
people are shown is folded from the events; the table only says of which entries.
"""

import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any

from agent.errors import BadInput, VaultDamaged
from agent.overridelog import store
from agent.overridelog.fold import Recorded, fold
from agent.overridelog.kinds import FIRST, read_time
from agent.times import wire_time
from agent.vault.database import Cursor, Database
from protocol.messages.log import Entry, LogFilter

AT_ONCE = 1_000
"""Entries that are read at a time while the table is made."""
NEVER = 1 << 62
"""A sequence that no log reaches."""
_TABLE = """
DROP TABLE IF EXISTS temp.log_listing;
CREATE TABLE temp.log_listing (
    sequence    INTEGER PRIMARY KEY,
    time        TEXT NOT NULL,
    week        TEXT NOT NULL,          -- its Monday, YYYY-MM-DD, by this computer's clock
    month       TEXT NOT NULL,          -- YYYY-MM
    tier        TEXT NOT NULL,
    client      TEXT NOT NULL,
    platform    TEXT NOT NULL,
    interaction TEXT NOT NULL,
    outcome     TEXT NOT NULL,          -- or `missed`, `undecided`, `crisis`
    is_exact    INTEGER NOT NULL,       -- whether the account was on the list
    is_false    INTEGER NOT NULL,       -- answered "Not my client", and that wasn't taken back
    took        INTEGER,                -- milliseconds to decide; of what somebody decided
    flags       TEXT NOT NULL,
    words       TEXT NOT NULL           -- label, account and notes, folded: what a search looks in
);
"""
_INDEXES = """
CREATE INDEX temp.log_listing_by_client ON log_listing (client, sequence);
CREATE INDEX temp.log_listing_by_week ON log_listing (week, outcome, time);
CREATE INDEX temp.log_listing_by_month ON log_listing (month, tier, outcome, is_exact, is_false, time);
CREATE INDEX temp.log_listing_by_time_taken ON log_listing (month, tier, took, time) WHERE took IS NOT NULL;
CREATE INDEX temp.log_listing_by_place ON log_listing (platform, interaction, outcome, time);
"""
_ROW = "INSERT INTO temp.log_listing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_DAMAGED = ("", "", "", "", "", "", "", "", 0, 0, None, "", "")
_WITHOUT_OUTCOME = {"warning": "undecided", "missed": "missed", "crisis_card": "crisis", "crisis_hold": "crisis"}
_EQUAL = ("client", "platform", "interaction", "tier", "outcome")


def make(database: Database) -> None:
    """Make the table anew from the chain."""
    with database.change() as cursor:
        cursor.execute(_TABLE)
        last = 0
        while found := store.firsts(database, last, AT_ONCE):
            cursor.executemany(_ROW, _rows(found, store.recorded(database, found)))
            last = found[-1]
        cursor.execute(_INDEXES)


def refresh(cursor: Cursor, database: Database, entries: Sequence[int]) -> None:
    """Take up what was added to entries, in the transaction that added it; events of no entry change nothing."""
    cursor.execute("DELETE FROM temp.log_listing WHERE sequence IN (SELECT value FROM json_each(?))", (_list(entries),))
    cursor.executemany(_ROW, _rows(entries, store.recorded(database, entries)))


def find(database: Database, wanted: LogFilter, before: int | None, limit: int) -> list[int]:
    """Give the sequences of entries, newest first; raises BadInput where they contradict each other."""
    where, values = _conditions(wanted)
    sql = f"SELECT sequence FROM temp.log_listing WHERE sequence < ? {where} ORDER BY sequence DESC LIMIT ?"  # noqa: S608
    return [row[0] for row in database.rows(sql, (below(before), *values, limit))]


def about(database: Database, client: str) -> list[tuple[int, str, str]]:
    """Give sequence, time and outcome (or `missed`, `undecided`) of all entries about a client, oldest first."""
    sql = "SELECT sequence, time, outcome FROM temp.log_listing WHERE client = ? ORDER BY sequence"
    return [(sequence, time, outcome) for sequence, time, outcome in database.rows(sql, (client,))]


def below(before: int | None) -> int:
    """Give a sequence to stay below of, whatever was asked for; None is the end of the log."""
    return NEVER if before is None else max(0, min(before, NEVER))


def is_narrowed(wanted: LogFilter) -> bool:
    """Whether more than a time is asked for, so that what is no entry has no place among what was found."""
    return bool(_conditions(LogFilter(**{**_as_dict(wanted), "since": None, "until": None}))[0])


def span(wanted: LogFilter) -> tuple[str, str]:
    """Give the first moment and the first after, as the log writes times; raises BadInput."""
    since = "" if wanted.since is None else moment(wanted.since)
    return since, "~" if wanted.until is None else moment(wanted.until)


def folded(text: str) -> str:
    """Give a text as it is searched: without case, accents and width."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _conditions(wanted: LogFilter) -> tuple[str, list[Any]]:
    values = {name: getattr(wanted, name) for name in _EQUAL}
    for outcome in ("missed", "undecided", "crisis"):
        if getattr(wanted, outcome):
            if values["outcome"] is not None:
                raise BadInput(
                    "What was missed, isn't decided or belongs to a crisis has no outcome. Ask for one or the other."
                )
            values["outcome"] = outcome
    parts = [(f"AND {name} = ?", value) for name, value in values.items() if value is not None]
    if wanted.flag is not None:
        parts.append(("AND instr(flags, ?)", wanted.flag))
    parts += [("AND instr(words, ?)", word) for word in folded(wanted.search).split()]
    since, until = span(wanted)
    if wanted.since is not None:
        parts.append(("AND time >= ?", since))
    if wanted.until is not None:
        parts.append(("AND time < ?", until))
    return " ".join(sql for sql, _ in parts), [value for _, value in parts]


def moment(text: str) -> str:
    """Give a time as the log writes it; raises BadInput."""
    try:
        return wire_time(read_time(text))
    except (VaultDamaged, OverflowError):
        raise BadInput(f"{text!a} isn't a time. Write it like 2026-11-22T10:00:00Z.") from None


def _rows(entries: Sequence[int], events: Sequence[Recorded]) -> Iterator[tuple[Any, ...]]:
    grouped: dict[int, list[Recorded]] = {sequence: [] for sequence in entries}
    for event in events:
        grouped[event.entry].append(event)
    for sequence, found in grouped.items():
        if found and found[0].kind in FIRST and found[0].body is not None:
            yield sequence, *_row(found)


def _row(events: Sequence[Recorded]) -> tuple[Any, ...]:
    try:
        entry = fold(events)
    except VaultDamaged:
        entry = None
    if entry is None:
        return _DAMAGED  # found by nothing but its place: `verify` says what is wrong with it
    is_false = entry.outcome == "not_my_client" and not any(event.kind == "uncleared" for event in events)
    kind = _WITHOUT_OUTCOME[entry.kind]
    return (
        entry.time,
        # What belongs to a crisis counts in no figures: it says nothing of how warnings do.
        *(("", "") if kind == "crisis" else _week_and_month(entry.time[:13])),
        entry.tier or "",
        entry.client,
        entry.platform,
        entry.interaction or "",
        entry.outcome or kind,
        entry.verdict == "listed",
        is_false,
        _took(entry),
        " ".join(entry.flags),
        folded(f"{entry.label}\n{entry.account}\n{entry.note}"),
    )


@lru_cache(maxsize=4096)
def _week_and_month(hour: str) -> tuple[str, str]:
    """Give both of an hour in UTC, `2026-11-22T10`; one within which a day begins is the earlier day's."""
    try:
        local = read_time(f"{hour}:00:00+00:00").astimezone()
    except VaultDamaged:
        return "", ""
    return f"{local - timedelta(days=local.weekday()):%Y-%m-%d}", f"{local:%Y-%m}"


def _took(entry: Entry) -> int | None:
    if entry.decided_at is None or entry.outcome == "expired":
        return None
    try:
        return round((read_time(entry.decided_at) - read_time(entry.time)).total_seconds() * 1000)
    except VaultDamaged:
        return None


def _as_dict(wanted: LogFilter) -> dict[str, Any]:
    return {name: getattr(wanted, name) for name in LogFilter.__struct_fields__}


def _list(entries: Sequence[int]) -> str:
    return json.dumps(list(entries))
