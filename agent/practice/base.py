"""What all registers of the practice stand on: one door for changes, each of which can be undone until the vault locks.

What a change replaced is kept in memory only, as it is for the watch list: what was taken away is in no file (P4).
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import apsw

from agent.errors import NotAllowed, NotFound
from agent.times import wire_time
from agent.vault.database import Cursor, Database

MOST = 200
"""Changes that can be undone at most, the latest ones."""

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_ABOUT_CLIENTS = """
SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'client'
WHERE m.type = 'table' AND m.name LIKE 'practice\\_%' ESCAPE '\\' ORDER BY m.name
"""

Columns = dict[str, Any]
Place = tuple[str, str]
"""A table and an id in it."""


@dataclass(frozen=True, slots=True)
class _Change:
    before: dict[Place, Columns | None]
    after: dict[Place, Columns | None]


class Rows:
    """The rows of one change. Names of tables and columns are ours, never made of input."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.before: dict[Place, Columns | None] = {}
        self.after: dict[Place, Columns | None] = {}

    def about(self, client: str, label: str) -> None:
        """Say who a client is, before a row refers to them; this isn't undone."""
        self.cursor.execute(
            "INSERT INTO practice_people VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET label = excluded.label",
            (client, label),
        )

    def put(self, table: str, row: Columns) -> None:
        """Write a row whole, new or in the place of the one with its `id`."""
        self._note(table, row["id"])
        _write(self.cursor, table, row["id"], row)
        self.after[table, row["id"]] = _read(self.cursor, table, row["id"])

    def edit(self, table: str, row_id: str, **columns: Any) -> None:
        """Change some columns of a row that is there."""
        self.put(table, (_read(self.cursor, table, row_id) or {"id": row_id}) | columns)

    def remove(self, table: str, row_id: str) -> None:
        """Take a row away, if it is there."""
        self._note(table, row_id)
        _write(self.cursor, table, row_id, None)
        self.after[table, row_id] = None

    def _note(self, table: str, row_id: str) -> None:
        if (table, row_id) not in self.before:
            self.before[table, row_id] = _read(self.cursor, table, row_id)


class Base:
    """The database, the clock and the undoing that all registers share."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._changes: dict[int, _Change] = {}
        # No number is given twice, in no later run of the agent either, or an old window would undo another change.
        self._next = 1 + secrets.randbelow(1 << 40)
        self.change: int | None = None
        """The number by which the latest change can be undone; None if it changed nothing."""
        self.tell: Callable[[], None] = _nobody
        """Called after every change that can be undone, and every undoing."""

    def now(self) -> str:
        """Give the time as the wire writes it."""
        return wire_time(self._clock())

    def today(self) -> date:
        """Give the day where the therapist is."""
        return self._clock().astimezone().date()

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Read rows."""
        return self._database.rows(sql, parameters)

    def row(self, sql: str, *parameters: Any) -> tuple[Any, ...] | None:
        """Read the first row, None if there is none."""
        return self._database.row(sql, parameters)

    @contextmanager
    def changing(self) -> Iterator[Rows]:
        """Give the rows of one change: all of it is durable afterwards, or, if it raises, none of it is there."""
        with self._database.change() as cursor:
            rows = Rows(cursor)
            yield rows
        self._keep(rows)

    @contextmanager
    def typing(self) -> Iterator[Cursor]:
        """Give a cursor for what is kept as it is typed: durable, but not for undoing, or every letter would be."""
        with self._database.change() as cursor:
            yield cursor
        self.change = None

    def undo(self, number: int) -> None:
        """Undo a change, unless what it changed was changed again since; raises NotFound and NotAllowed."""
        change = self._changes.get(number)
        if change is None:
            raise NotFound("This can't be undone any longer: it was undone already, or the vault was locked since.")
        try:
            with self._database.change() as cursor:
                cursor.execute("PRAGMA defer_foreign_keys = ON")
                rows = Rows(cursor)
                for (table, row_id), before in change.before.items():
                    if _read(cursor, table, row_id) != change.after[table, row_id]:
                        raise NotAllowed("This was changed again since. Undo the later change first.")
                    if before is None:
                        rows.remove(table, row_id)
                    else:
                        rows.put(table, before)
        except apsw.ConstraintError:
            raise NotAllowed("Something else builds on this by now. Undo that first.") from None
        del self._changes[number]
        self._keep(rows)

    def erase(self, client: str) -> None:
        """Take away all that the practice has recorded about a client; raises NotFound if that is nothing."""
        found = [
            (table, row_id)
            for (table,) in self.rows(_ABOUT_CLIENTS)
            for (row_id,) in self.rows(f"SELECT id FROM {table} WHERE client = ?", client)  # noqa: S608 - our names
        ]
        if not found:
            raise NotFound("Nothing is recorded about this client here.")
        with self.changing() as rows:
            rows.cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table, row_id in found:
                rows.remove(table, row_id)
            rows.remove("practice_people", client)

    def people(self) -> dict[str, str]:
        """Give the label of everybody about whom anything was ever recorded here, by id."""
        return dict(self.rows("SELECT id, label FROM practice_people"))

    def _keep(self, rows: Rows) -> None:
        if rows.before == rows.after:
            self.change = None
            return
        self.change = self._next
        self._next += 1
        self._changes[self.change] = _Change(rows.before, rows.after)
        while len(self._changes) > MOST:
            del self._changes[next(iter(self._changes))]
        self.tell()


def _nobody() -> None:
    """Tell nobody: only the agent has other windows to tell."""


def new_id(prefix: str) -> str:
    """Make an id: a letter for what it is of, and fifty random bits."""
    return f"{prefix}-" + "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))


def _read(cursor: Cursor, table: str, row_id: str) -> Columns | None:
    for row in cursor.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)):  # noqa: S608 - our names
        return dict(zip((name for name, *_ in cursor.get_description()), row, strict=True))
    return None


def _write(cursor: Cursor, table: str, row_id: str, row: Columns | None) -> None:
    """Write a row, or None for none."""
    if row is None:
        cursor.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608 - our names
        return
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    new = ", ".join(f"{name} = excluded.{name}" for name in row)
    cursor.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {new}",  # noqa: S608 - our names
        tuple(row.values()),
    )
