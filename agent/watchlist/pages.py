"""Pages of the watch list, by label, found in SQL: quick with thousands of clients."""

from typing import Any

from agent.errors import BadInput
from agent.vault.database import Database
from agent.watchlist import table
from agent.watchlist.names import fold
from protocol.messages import ClientList, ClientsReply

_MOST_WORDS = 10


def page(database: Database, request: ClientList) -> ClientsReply:
    """Give one page, and `more` to ask for the next with, which stays right whoever comes and goes meanwhile.

    Every word of the search must stand in the label, a name or an account. Raises BadInput for a strange `after`.
    """
    conditions, parameters = _conditions(request)
    matching = " AND ".join(conditions) or "true"
    row = database.row(f"SELECT count(*) FROM clients WHERE {matching}", tuple(parameters))  # noqa: S608 - constants
    if request.after is not None:
        label, separator, client = request.after.rpartition("\n")
        if not separator:
            raise BadInput("This isn't a place in the list. Ask for the first page.")
        matching += " AND (sorting, id) > (?, ?)"
        parameters += [label, client]
    clients = table.read(database, f"WHERE {matching} ORDER BY sorting, id LIMIT ?", (*parameters, request.limit + 1))
    shown = clients[: request.limit]
    more = f"{fold(shown[-1].label)}\n{shown[-1].id}" if len(clients) > request.limit else None
    return ClientsReply(shown, row[0] if row else 0, more)


def _conditions(request: ClientList) -> tuple[list[str], list[Any]]:
    words = fold(request.search).split()[:_MOST_WORDS]
    conditions = ["instr(wanted, ?) > 0"] * len(words)
    parameters: list[Any] = list(words)
    if request.status is not None:
        conditions.append("status = ?")
        parameters.append(request.status)
    return conditions, parameters
