"""What the latest changes of the watch list replaced, so that each can be undone until the vault is locked.

In memory only: what was removed from the watch list is in no file any longer (P4). Keys that pages taught are left out:
they may turn out to be somebody else's, who has no place here, and pages teach them again.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

import msgspec

from agent.errors import NotFound
from agent.vault.database import Cursor, Database
from protocol.messages.watchlist import Client

MOST = 200
"""Changes that are kept at most, the latest ones."""
MOST_IMPORTS = 3


@dataclass(frozen=True, slots=True)
class Refusals:
    """What the therapist said is not a client's: rows of `cleared` (HMAC, account) and of `unlearned` (HMAC)."""

    cleared: tuple[tuple[bytes, str | None], ...] = ()
    unlearned: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change that can be undone; `before` is None for a client who was added, `after` for one who was removed."""

    number: int
    client: str
    before: Client | None
    after: Client | None
    refusals: Refusals


@dataclass(frozen=True, slots=True)
class Import:
    """An import that can be undone whole: who was `added`, each with the digest of what they were, and who changed."""

    number: int
    added: dict[str, bytes]
    changes: tuple[Change, ...]


@dataclass(slots=True)
class Journal:
    """The latest changes, the oldest first; `change` is the number of the last one, None if it changed nothing."""

    change: int | None = None
    _changes: dict[int, Change] = field(default_factory=dict)
    _imports: dict[int, Import] = field(default_factory=dict)
    # No number is given twice, in no later run of the agent either, or an old window would undo another change.
    _next: int = field(default_factory=lambda: 1 + secrets.randbelow(1 << 40))

    def add(self, before: Client | None, after: Client | None, refusals: Refusals) -> None:
        """Note a change that is durable by now."""
        either = after or before
        if either is None or is_same(before, after):
            self.change = None
            return
        number = self._number()
        self._changes[number] = Change(number, either.id, _plain(before), _plain(after), refusals)
        while len(self._changes) > MOST:
            del self._changes[next(iter(self._changes))]

    def add_import(self, added: dict[str, bytes], changed: list[tuple[Client, Client, Refusals]]) -> None:
        """Note an import that is durable by now: it is one change, if it changed anything."""
        if not added and not changed:
            self.change = None
            return
        number = self._number()
        changes = (
            Change(number, after.id, _plain(before), _plain(after), refused) for before, after, refused in changed
        )
        self._imports[number] = Import(number, added, tuple(changes))
        while len(self._imports) > MOST_IMPORTS:
            del self._imports[next(iter(self._imports))]

    def _number(self) -> int:
        self._next += 1
        self.change = self._next
        return self._next

    def again(self, client: Client) -> None:
        """Have `change` be the one that made a client what they are, if it is kept: the same was asked for again."""
        of_client = [change for change in self._changes.values() if change.client == client.id]
        self.change = of_client[-1].number if of_client and is_same(of_client[-1].after, client) else None

    def find(self, number: int) -> Change:
        """Give a change; raises NotFound."""
        if number not in self._changes:
            raise NotFound(_GONE)
        return self._changes[number]

    def find_import(self, number: int) -> Import:
        """Give an import; raises NotFound."""
        if number not in self._imports:
            raise NotFound(_GONE)
        return self._imports[number]

    def forget(self, change: Change | Import) -> None:
        """Forget one that was undone."""
        self._changes.pop(change.number, None)
        self._imports.pop(change.number, None)


_GONE = "This can't be undone any longer: it was undone already, or the vault was locked since."


def refusals(database: Database, client: str) -> Refusals:
    """Read what was refused of a client."""
    return refusals_of(database, [client])


def refusals_of(database: Database, clients: list[str]) -> Refusals:
    """Read what was refused of several clients."""
    ids = (msgspec.json.encode(clients).decode(),)
    where = "WHERE client IN (SELECT value FROM json_each(?))"
    return Refusals(
        tuple(database.rows(f"SELECT hmac, account FROM cleared {where}", ids)),  # noqa: S608 - constants only
        tuple(hmac for (hmac,) in database.rows(f"SELECT hmac FROM unlearned {where}", ids)),  # noqa: S608
    )


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


def is_same(one: Client | None, other: Client | None) -> bool:
    """Whether two states of a client are the same to the therapist."""
    return _plain(one) == _plain(other)


def _plain(client: Client | None) -> Client | None:
    if client is None:
        return None
    accounts = [msgspec.structs.replace(account, learned=[]) for account in client.accounts]
    return msgspec.structs.replace(client, accounts=accounts, changed="")


def digest(client: Client) -> bytes:
    """Give what tells whether a client is still the same to the therapist; an import is too many to keep whole."""
    return hashlib.blake2b(msgspec.json.encode(_plain(client)), digest_size=16).digest()
