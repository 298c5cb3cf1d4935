"""What was changed of a client and when, for their page: which fields, and a new status; never what stood there before.

It goes with the client when they are taken off the list.
"""

from collections.abc import Iterable
from typing import NamedTuple

from agent.vault.database import Cursor, Database
from protocol.messages.watchlist import Client
from protocol.messages.words import Status

FIELDS = ("label", "names", "status", "since", "notes", "accounts", "archived")
"""The fields of a client that a change may concern; what pages teach (`learned`) is the agent's doing, not a change."""


class Changed(NamedTuple):
    """One change of a client: when, of what, and the new status where that was changed."""

    number: int
    time: str
    fields: list[str]
    status: Status | None


def note(cursor: Cursor, changes: Iterable[tuple[Client, Client]]) -> None:
    """Note what differs between clients before and after, in the transaction that changes them."""
    rows = []
    for before, after in changes:
        fields = [name for name in FIELDS if _told(before, name) != _told(after, name)]
        if fields:
            status = after.status if "status" in fields else None
            rows.append((after.id, after.changed, " ".join(fields), status))
    cursor.executemany("INSERT INTO client_changes (client, time, fields, status) VALUES (?, ?, ?, ?)", rows)


def of(database: Database, client: str) -> list[Changed]:
    """Give the changes of a client, oldest first."""
    sql = "SELECT id, time, fields, status FROM client_changes WHERE client = ? ORDER BY id"
    rows = database.rows(sql, (client,))
    return [Changed(number, time, fields.split(), status) for number, time, fields, status in rows]


def _told(client: Client, field: str) -> object:
    if field != "accounts":
        return getattr(client, field)
    return [(account.key, account.aliases, account.handle_source) for account in client.accounts]
