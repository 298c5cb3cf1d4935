"""Pages of the watch list, sorted and found in SQL: quick with thousands of clients."""

from typing import Any

import msgspec

from agent.errors import BadInput
from agent.vault.database import Database
from agent.watchlist import table
from agent.watchlist.names import fold
from protocol.messages.watchlist import Client, ClientList, ClientsReply

_MOST_WORDS = 10
_STATUS = "CASE status WHEN 'prospective' THEN '1' WHEN 'current' THEN '2' ELSE '3' END"
_SORTS = {
    "label": ("sorting", "id"),
    "status": (_STATUS, "sorting", "id"),
    "since": ("coalesce(since, '')", "sorting", "id"),
    "changed": ("changed", "sorting", "id"),
}
"""What each order sorts by, as text; the last one is nobody else's."""
PAGE_BYTES = 400_000
"""A page ends early where its clients, as JSON, are longer than this: a message holds 1 MiB."""


def page(database: Database, request: ClientList) -> ClientsReply:
    """Give one page, and `more` to ask for the next with, which stays right whoever comes and goes meanwhile.

    Every word of the search must stand in the label, a name or an account. A page has fewer than `limit` clients where
    more would not fit into a message. Raises BadInput for a strange `after`.
    """
    conditions, parameters = _conditions(request)
    matching = " AND ".join(conditions) or "true"
    row = database.row(f"SELECT count(*) FROM clients WHERE {matching}", tuple(parameters))  # noqa: S608 - constants
    columns = _SORTS[request.sort]
    if request.after is not None:
        place = request.after.split("\n")
        if len(place) != len(columns):
            raise BadInput("This isn't a place in the list. Ask for the first page.")
        matching += f" AND ({', '.join(columns)}) {'<' if request.descending else '>'} ({', '.join('?' * len(place))})"
        parameters += place
    order = ", ".join(f"{column} DESC" if request.descending else column for column in columns)
    clients = table.read(database, f"WHERE {matching} ORDER BY {order} LIMIT ?", (*parameters, request.limit + 1))
    shown = _fitting(clients[: request.limit])
    more = _place(database, columns, shown[-1]) if len(clients) > len(shown) else None
    return ClientsReply(shown, row[0] if row else 0, more)


def _place(database: Database, columns: tuple[str, ...], client: Client) -> str:
    row = database.row(f"SELECT {', '.join(columns)} FROM clients WHERE id = ?", (client.id,))  # noqa: S608 - constants
    return "\n".join(row or ())


def _fitting(clients: list[Client]) -> list[Client]:
    """Give those of a page that fit into a message, at least one."""
    size = 0
    for number, client in enumerate(clients):
        size += len(msgspec.json.encode(client))
        if size > PAGE_BYTES and number:
            return clients[:number]
    return clients


def _conditions(request: ClientList) -> tuple[list[str], list[Any]]:
    words = fold(request.search).split()[:_MOST_WORDS]
    conditions = ["instr(wanted, ?) > 0"] * len(words)
    parameters: list[Any] = list(words)
    if request.status is not None:
        conditions.append("status = ?")
        parameters.append(request.status)
    if request.archived is not None:
        conditions.append("archived = ?")
        parameters.append(request.archived)
    return conditions, parameters
