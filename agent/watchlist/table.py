"""The watch list's tables: rows to and from `Client`. Everything here happens within a change of the caller's."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from agent.vault.database import Cursor, Database, Row
from agent.watchlist.index import Index
from agent.watchlist.names import fold
from protocol.messages.watchlist import Account, Client, Learned
from protocol.messages.words import Status

_CLIENT = "id, label, names, status, since, notes, added, changed, archived"
_NAMES = msgspec.json.Decoder(list[str])


def read(database: Database, where: str, parameters: tuple[Any, ...]) -> list[Client]:
    """Read clients with their accounts, in the order that `where` ends with; `where` is never made of input."""
    rows = database.rows(f"SELECT {_CLIENT} FROM clients {where}", parameters)  # noqa: S608 - constants only
    accounts = _accounts(database, [row[0] for row in rows])
    return [_client(row, accounts.get(row[0], [])) for row in rows]


def _client(row: Row, accounts: list[Account]) -> Client:
    identity, label, names, status, since, notes, added, changed, archived = row
    return Client(identity, label, _NAMES.decode(names), status, since, notes, accounts, added, changed, bool(archived))


def _accounts(database: Database, clients: list[str]) -> dict[str, list[Account]]:
    rows = database.rows(
        "SELECT a.client, a.key, a.handle_source, l.key FROM accounts a LEFT JOIN aliases l ON l.account = a.key "
        "WHERE a.client IN (SELECT value FROM json_each(?)) ORDER BY a.client, a.place, a.key, l.key",
        (msgspec.json.encode(clients).decode(),),
    )
    learned = _learned(database, [row[1] for row in rows])
    found: dict[str, list[Account]] = {}
    for (client, key, source), group in itertools.groupby(rows, lambda row: row[:3]):
        aliases = [alias for *_, alias in group if alias is not None]
        found.setdefault(client, []).append(Account(key, aliases, source, learned.get(key, [])))
    return found


def _learned(database: Database, accounts: list[str]) -> dict[str, list[Learned]]:
    rows = database.rows(
        "SELECT account, key, beside, time FROM learned "
        "WHERE account IN (SELECT value FROM json_each(?)) ORDER BY account, key",
        (msgspec.json.encode(accounts).decode(),),
    )
    return {
        account: [Learned(*row[1:]) for row in group] for account, group in itertools.groupby(rows, lambda row: row[0])
    }


_INSERT = f"INSERT INTO clients ({_CLIENT}, sorting, wanted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608


def write(cursor: Cursor, client: Client) -> None:
    """Write a client, new or changed, with the accounts that it has now; they must be nobody else's."""
    cursor.execute(
        f"{_INSERT} ON CONFLICT (id) DO UPDATE SET label = excluded.label, names = excluded.names, "
        "status = excluded.status, since = excluded.since, notes = excluded.notes, changed = excluded.changed, "
        "archived = excluded.archived, sorting = excluded.sorting, wanted = excluded.wanted",
        _row(client),
    )
    cursor.execute("DELETE FROM accounts WHERE client = ?", (client.id,))
    _write_accounts(cursor, client)


def write_new(cursor: Cursor, clients: Sequence[Client]) -> None:
    """Write many clients, none of whom is there."""
    cursor.executemany(_INSERT, map(_row, clients))
    for client in clients:
        if client.accounts:
            _write_accounts(cursor, client)


def _row(client: Client) -> Row:
    return (
        client.id,
        client.label,
        msgspec.json.encode(client.names).decode(),
        client.status,
        client.since,
        client.notes,
        client.added,
        client.changed,
        client.archived,
        fold(client.label),
        _wanted(client),
    )


def _wanted(client: Client) -> str:
    learned = (alias.key for account in client.accounts for alias in account.learned)
    keys = itertools.chain((key for account in client.accounts for key in (account.key, *account.aliases)), learned)
    return "\n".join(map(fold, itertools.chain((client.label,), client.names, keys)))


def _write_accounts(cursor: Cursor, client: Client) -> None:
    cursor.executemany(
        "INSERT INTO accounts VALUES (?, ?, ?, ?)",
        ((account.key, client.id, place, account.handle_source) for place, account in enumerate(client.accounts)),
    )
    cursor.executemany(
        "INSERT INTO aliases VALUES (?, ?)",
        ((alias, account.key) for account in client.accounts for alias in account.aliases),
    )
    cursor.executemany(
        "INSERT INTO learned VALUES (?, ?, ?, ?)",
        (
            (learned.key, account.key, learned.beside, learned.time)
            for account in client.accounts
            for learned in account.learned
        ),
    )


def names(database: Database) -> Iterator[tuple[str, str, list[str]]]:
    """Give id, label and names of all clients, by label."""
    for client, label, names in database.rows("SELECT id, label, names FROM clients ORDER BY sorting, id"):
        yield client, label, _NAMES.decode(names)


class Standing(NamedTuple):
    """How a client stands, and since when."""

    status: Status
    since: str | None


def standings(database: Database) -> dict[str, Standing]:
    """Give how each client stands, by id: all at once, which costs a few milliseconds for thousands."""
    rows = database.rows("SELECT id, status, since FROM clients")
    return {identity: Standing(status, since) for identity, status, since in rows}


def unused_label(database: Database, label: str, client: str = "") -> str:
    """Give the label, or with the first free number behind it: two clients called "J. D." could be mixed up.

    What `client` is called is free for them.
    """
    rows = database.rows("SELECT label FROM clients WHERE instr(label, ?) = 1 AND id <> ?", (label, client))
    taken = {found for (found,) in rows}
    numbered = (f"{label} {number}" for number in itertools.count(2))
    return label if label not in taken else next(name for name in numbered if name not in taken)


def load(database: Database, key: bytes) -> Index:
    """Read all that a verdict needs into memory; `key` is for the clearings."""
    index = Index(key)
    for client, status, names in database.rows("SELECT id, status, names FROM clients ORDER BY id"):
        index.statuses[client] = status
        for name in _NAMES.decode(names):
            index.put_name(client, name)
    index.owners.update(database.rows("SELECT key, client FROM accounts"))
    for account in index.owners:
        index.also(account)
    for alias, account in database.rows("SELECT key, account FROM aliases"):
        index.alias(alias, account)
    for alias, account in database.rows("SELECT key, account FROM learned"):
        index.learn(alias, account)
    index.unlearned.update(unlearning for (unlearning,) in database.rows("SELECT hmac FROM unlearned"))
    index.cleared.update(clearing for (clearing,) in database.rows("SELECT hmac FROM cleared"))
    for (own,) in database.rows("SELECT key FROM own_accounts"):
        index.put_own(own)
    return index
