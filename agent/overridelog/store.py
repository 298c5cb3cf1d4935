"""The chain in the database: SQL, and nothing that decides."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from agent.overridelog.chain import Link
from agent.overridelog.fold import Recorded
from agent.overridelog.kinds import FIRST
from agent.overridelog.verify import Stored
from agent.vault.database import Cursor, Database

CHUNK = 1_000
"""Events that are read at a time while all are checked: about 3 ms, so that a session isn't kept waiting."""
RESTORED = "restored"
"""The mark by which the vault says that it was restored (agent/vault/making.py)."""
FIRSTS = "(" + ", ".join(f"'{kind}'" for kind in sorted(FIRST)) + ")"
"""The kinds of event that an entry begins with, as SQL."""
_EVENT = """
    e.sequence, CAST(e.time AS BLOB), CAST(e.kind AS BLOB), e.refers_to, e.previous, e.commitment, e.public_key,
    e.next_key, e.signature"""
_LINK = f"SELECT {_EVENT} FROM log_events AS e"  # noqa: S608 - constants
_STORED = f"""
    SELECT {_EVENT}, b.salt, CAST(b.body AS BLOB), b.entry
    FROM log_events AS e LEFT JOIN log_bodies AS b ON b.sequence = e.sequence"""  # noqa: S608 - constants
_RECORDED = """
    SELECT e.sequence, CAST(e.time AS BLOB), CAST(e.kind AS BLOB), coalesce(e.refers_to, e.sequence),
        CAST(b.body AS BLOB)
    FROM log_events AS e LEFT JOIN log_bodies AS b ON b.sequence = e.sequence"""


def tail(database: Database) -> Link | None:
    """Give the last event."""
    return _one(database, f"{_LINK} ORDER BY e.sequence DESC LIMIT 1")


def begun(database: Database) -> Link | None:
    """Give the latest event that began a key."""
    kinds = "('started', 'restored', 'reseeded')"
    return _one(database, f"{_LINK} WHERE e.kind IN {kinds} ORDER BY e.sequence DESC LIMIT 1")


def restored_at(database: Database) -> str | None:
    """Give the time of a restore that the log hasn't taken up yet."""
    row = database.row("SELECT value FROM marks WHERE name = ?", (RESTORED,))
    return None if row is None else str(row[0])


def take_up_restore(cursor: Cursor) -> None:
    """Remove the mark, in the transaction that adds `restored`."""
    cursor.execute("DELETE FROM marks WHERE name = ?", (RESTORED,))


def insert(cursor: Cursor, link: Link, salt: bytes, body: bytes) -> None:
    """Add an event with its body."""
    cursor.execute(
        "INSERT INTO log_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            link.sequence,
            link.time,
            link.kind,
            link.refers_to,
            link.previous,
            link.commitment,
            link.public_key,
            link.next_key,
            link.signature,
        ),
    )
    cursor.execute("INSERT INTO log_bodies VALUES (?, ?, ?, ?)", (link.sequence, link.entry, salt, body.decode()))


def remove_bodies(entry: int, cursor: Cursor, erased: int) -> None:
    """Remove what the events of an entry recorded, in the transaction that added `erased`, which keeps its own."""
    cursor.execute("DELETE FROM log_bodies WHERE entry = ? AND sequence < ?", (entry, erased))


def chunks(database: Database) -> Iterator[list[Stored]]:
    """Give all events in order, some at a time; those that are added meanwhile come too."""
    last: int | None = None
    while True:
        where = "" if last is None else "WHERE e.sequence > ?"
        rows = database.rows(f"{_STORED} {where} ORDER BY e.sequence LIMIT {CHUNK}", () if last is None else (last,))
        if not rows:
            return
        last = rows[-1][0]
        yield [_stored(row) for row in rows]


def events_of(database: Database, entry: int) -> list[Stored]:
    """Give the events of an entry, in order."""
    rows = database.rows(
        f"{_STORED} WHERE e.sequence = ?1 UNION ALL {_STORED} WHERE e.refers_to = ?1 ORDER BY 1", (entry,)
    )
    return [_stored(row) for row in rows]


def recorded(database: Database, entries: Sequence[int]) -> list[Recorded]:
    """Give what the events of some entries recorded, in order, without what binds them."""
    wanted = "(SELECT value FROM json_each(?1))"
    rows = database.rows(
        f"{_RECORDED} WHERE e.sequence IN {wanted} UNION ALL {_RECORDED} WHERE e.refers_to IN {wanted} ORDER BY 1",
        (json.dumps(list(entries)),),
    )
    return [_recorded(row) for row in rows]


def firsts(database: Database, after: int, limit: int) -> list[int]:
    """Give the sequences of events that begin an entry, oldest first."""
    sql = f"SELECT sequence FROM log_events WHERE +kind IN {FIRSTS} AND sequence > ? ORDER BY sequence LIMIT ?"  # noqa: S608
    return [row[0] for row in database.rows(sql, (after, limit))]


def apart(database: Database, above: int, below: int, limit: int) -> list[Recorded]:
    """Give the latest events between two sequences that belong to no entry, and those that erased one; newest first."""
    kinds = "('paused', 'unprotected', 'restored', 'reseeded', 'exported', 'erased')"
    sql = f"""{_RECORDED} WHERE e.kind IN {kinds} AND coalesce(e.refers_to, e.sequence) > ?
        AND coalesce(e.refers_to, e.sequence) < ? ORDER BY e.sequence DESC LIMIT ?"""
    return [_recorded(row) for row in database.rows(sql, (above, below, limit))]


def of_kind(database: Database, kind: str) -> list[Recorded]:
    """Give all events of a kind, oldest first."""
    return [_recorded(row) for row in database.rows(f"{_RECORDED} WHERE e.kind = ? ORDER BY e.sequence", (kind,))]


def referring(database: Database, kind: str, events: Sequence[int], at: int) -> dict[int, str]:
    """Give the times of the events of a kind, up to event `at`, that refer to others: by the others' sequences."""
    sql = """
        SELECT refers_to, CAST(time AS BLOB) FROM log_events
        WHERE kind = ? AND sequence <= ? AND refers_to IN (SELECT value FROM json_each(?))"""
    rows = database.rows(sql, (kind, at, json.dumps(list(events))))
    return {sequence: time.decode(errors="replace") for sequence, time in rows}


def times(database: Database, events: Sequence[int]) -> dict[int, str]:
    """Give the times of events."""
    sql = "SELECT sequence, CAST(time AS BLOB) FROM log_events WHERE sequence IN (SELECT value FROM json_each(?))"
    rows = database.rows(sql, (json.dumps(list(events)),))
    return {sequence: time.decode(errors="replace") for sequence, time in rows}


def undecided(database: Database) -> list[tuple[int, str]]:
    """Give the warnings that have no outcome, as sequence and time."""
    rows = database.rows(
        """SELECT w.sequence, CAST(w.time AS BLOB) FROM log_events AS w WHERE w.kind = 'warned' AND NOT EXISTS (
            SELECT 1 FROM log_events AS e WHERE e.refers_to = w.sequence AND e.kind IN ('decided', 'erased')
        ) ORDER BY w.sequence"""
    )
    return [(sequence, time.decode(errors="replace")) for sequence, time in rows]


def strays(database: Database) -> list[int]:
    """Give the bodies that belong to no event."""
    sql = "SELECT sequence FROM log_bodies WHERE sequence NOT IN (SELECT sequence FROM log_events) ORDER BY sequence"
    return [row[0] for row in database.rows(sql)]


def is_kept(database: Database, entry: int) -> bool:
    """Whether anything that an entry recorded is there, but for that it was erased."""
    sql = """
        SELECT 1 FROM log_bodies AS b JOIN log_events AS e ON e.sequence = b.sequence
        WHERE b.entry = ? AND e.kind <> 'erased'"""
    return database.row(sql, (entry,)) is not None


def latest(database: Database, kind: str) -> Recorded | None:
    """Give the latest event of a kind."""
    row = database.row(f"{_RECORDED} WHERE e.kind = ? ORDER BY e.sequence DESC LIMIT 1", (kind,))
    return None if row is None else _recorded(row)


def _one(database: Database, sql: str) -> Link | None:
    row = database.row(sql)
    return None if row is None else _link(row)


def _link(row: tuple[Any, ...]) -> Link:
    sequence, time, kind, *rest = row[:9]
    return Link(sequence, time.decode(errors="replace"), kind.decode(errors="replace"), *rest)


def _stored(row: tuple[Any, ...]) -> Stored:
    return Stored(_link(row), *row[9:])


def _recorded(row: tuple[Any, ...]) -> Recorded:
    sequence, time, kind, entry, body = row
    return Recorded(sequence, time.decode(errors="replace"), kind.decode(errors="replace"), entry, body)
