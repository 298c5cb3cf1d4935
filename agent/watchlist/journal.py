"""What the latest changes of the watch list replaced, so that each can be undone for a day.

Keys that pages taught are left out: they may turn out to be somebody else's, who has no place here, and pages teach
them again.
"""

from datetime import UTC, datetime, timedelta

import msgspec

from agent.errors import NotFound
from agent.times import wire_time
from agent.vault.database import Cursor, Database
from protocol.messages import Client

KEPT = timedelta(days=1)
MOST = 100
"""Changes that are kept at most: an import's are undone at once, elsewhere."""


class Refusals(msgspec.Struct, frozen=True):
    """What the therapist said is not a client's: rows of `cleared` (HMAC, account) and of `unlearned` (HMAC)."""

    cleared: list[tuple[bytes, str | None]] = []
    unlearned: list[bytes] = []


class Change(msgspec.Struct, frozen=True):
    """A change that can be undone; `before` is None for a client who was added, `after` for one who was removed."""

    number: int
    client: str
    before: Client | None
    after: Client | None
    refusals: Refusals


def refusals(database: Database, client: str) -> Refusals:
    """Read what was refused of a client."""
    return Refusals(
        list(database.rows("SELECT hmac, account FROM cleared WHERE client = ?", (client,))),
        [hmac for (hmac,) in database.rows("SELECT hmac FROM unlearned WHERE client = ?", (client,))],
    )


def is_same(one: Client | None, other: Client | None) -> bool:
    """Whether two states of a client are the same to the therapist."""
    return _plain(one) == _plain(other)


def add(cursor: Cursor, now: str, before: Client | None, after: Client | None, refused: Refusals) -> int | None:
    """Note a change in its own transaction; gives its number, None if nothing that can be undone was changed."""
    either = after or before
    if either is None or is_same(before, after):
        return None
    cursor.execute(
        "INSERT INTO journal (time, client, before, after, refusals) VALUES (?, ?, ?, ?, ?)",
        (now, either.id, _encoded(before), _encoded(after), msgspec.json.encode(refused).decode()),
    )
    number = int(cursor.connection.last_insert_rowid())
    cursor.execute("DELETE FROM journal WHERE number <= ? OR time < ?", (number - MOST, oldest(now)))
    return number


def read(database: Database, number: int, now: str) -> Change:
    """Give a change that can still be undone; raises NotFound."""
    row = database.row(
        "SELECT number, client, before, after, refusals FROM journal WHERE number = ? AND time >= ?",
        (number, oldest(now)),
    )
    if row is None:
        raise NotFound("This change was undone already, or is more than a day old. Change it by hand.")
    _, client, before, after, refused = row
    return Change(number, client, _decoded(before), _decoded(after), msgspec.json.decode(refused, type=Refusals))


def latest(database: Database, client: Client) -> int | None:
    """Give the number of the change that made a client what they are, if it is kept."""
    row = database.row("SELECT number, after FROM journal WHERE client = ? ORDER BY number DESC LIMIT 1", (client.id,))
    return int(row[0]) if row is not None and is_same(_decoded(row[1]), client) else None


def forget(cursor: Cursor, now: str, undone: Change | None = None) -> None:
    """Forget what is too old to be undone, and what has just been."""
    cursor.execute("DELETE FROM journal WHERE time < ? OR number IS ?", (oldest(now), undone and undone.number))


def give_back(cursor: Cursor, change: Change) -> None:
    """Put back what was refused of a client before a change."""
    cursor.executemany(
        "INSERT OR IGNORE INTO cleared (hmac, client, account) VALUES (?, ?, ?)",
        ((hmac, change.client, account) for hmac, account in change.refusals.cleared),
    )
    cursor.executemany(
        "INSERT OR IGNORE INTO unlearned (hmac, client) VALUES (?, ?)",
        ((hmac, change.client) for hmac in change.refusals.unlearned),
    )


def oldest(now: str) -> str:
    """Give the time before which a change can't be undone any longer."""
    return wire_time(datetime.fromisoformat(now).astimezone(UTC) - KEPT)


def _plain(client: Client | None) -> Client | None:
    if client is None:
        return None
    accounts = [msgspec.structs.replace(account, learned=[]) for account in client.accounts]
    return msgspec.structs.replace(client, accounts=accounts, changed="")


def _encoded(client: Client | None) -> str | None:
    return None if client is None else msgspec.json.encode(_plain(client)).decode()


def _decoded(text: str | None) -> Client | None:
    return None if text is None else msgspec.json.decode(text, type=Client)
