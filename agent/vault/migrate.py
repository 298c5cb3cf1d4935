"""Bring a database up to date, by the numbered files in `migrations/`.

`PRAGMA user_version` is the number of the last one applied. Each is one transaction together with its number, so that a
crash leaves the database before it or after it. A migration that was ever released is never edited.
"""

from functools import cache
from pathlib import Path

import apsw

from agent.errors import VaultError

FOLDER = Path(__file__).with_name("migrations")


@cache
def known() -> tuple[tuple[int, Path], ...]:
    """All migrations as (number, file), in order; the numbers are those from 1 without a gap."""
    return tuple((int(path.name[:4]), path) for path in sorted(FOLDER.glob("[0-9][0-9][0-9][0-9]_*.sql")))


def migrate(connection: apsw.Connection) -> None:
    """Apply what is missing; raises VaultError if the vault was written by a newer Framekeeper."""
    at = connection.pragma("user_version")
    if at > known()[-1][0]:
        raise VaultError("This vault was last used by a newer Framekeeper. Update Framekeeper and try again.")
    for number, path in known():
        if number > at:
            _apply(connection, number, path.read_text(encoding="utf-8"))


def _apply(connection: apsw.Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute(script).fetchall()
        connection.pragma("user_version", number)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
