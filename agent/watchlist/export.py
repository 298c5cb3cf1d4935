"""The watch list as CSV or JSON, for a file that the therapist asked for by name. Nothing in it is encrypted."""

from collections.abc import Iterable

import msgspec

from agent import spreadsheet
from protocol.messages.watchlist import Client

COLUMNS = ("label", "names", "status", "since", "accounts", "notes", "added", "changed", "archived")
"""Of the CSV. Names stand in lines of their own within a cell; so do accounts, which `import` reads again."""


def to_csv(clients: Iterable[Client]) -> bytes:
    """Give a table with a heading, a client a row; UTF-8 with a mark, as spreadsheets want it."""
    return spreadsheet.encoded(spreadsheet.table([COLUMNS, *map(_row, clients)]))


def to_json(clients: Iterable[Client]) -> bytes:
    """Give the clients as one JSON object, UTF-8, with all that is known of them."""
    encoded = msgspec.json.encode({"clients": list(clients)})
    return msgspec.json.format(encoded, indent=2) + b"\n"


def _row(client: Client) -> list[str | None]:
    accounts = "\n".join(account.key for account in client.accounts)
    names = "\n".join(client.names)
    known = [client.label, names, client.status, client.since, accounts, client.notes, client.added, client.changed]
    return [*known, "yes" if client.archived else ""]
