"""What of the log can be erased: whose entries there are, and since when each has rested."""

from collections.abc import Sequence
from typing import NamedTuple

from agent.overridelog import store
from agent.overridelog.fold import fold_all
from agent.vault.database import Database
from protocol.messages.log import Entry

_KEPT = f"""
    SELECT e.sequence, json_extract(b.body, '$.client'),
        CAST(coalesce((SELECT max(l.time) FROM log_events AS l WHERE l.refers_to = e.sequence), e.time) AS BLOB)
    FROM log_events AS e JOIN log_bodies AS b ON b.sequence = e.sequence
    WHERE +e.kind IN {store.FIRSTS} AND e.time < ? ORDER BY e.sequence"""  # noqa: S608 - our kinds
_OF_CLIENT = """
    SELECT DISTINCT b.entry FROM log_bodies AS b WHERE json_extract(b.body, '$.client') = ? ORDER BY b.entry"""


class Kept(NamedTuple):
    """An entry whose bodies are there; `last` is the time of what was recorded in it last, ISO 8601, UTC."""

    sequence: int
    client: str
    last: str


def begun_before(database: Database, time: str) -> list[Kept]:
    """Give the entries that were begun before a time as the wire writes it, the oldest first."""
    return [
        Kept(sequence, str(client), last.decode(errors="replace"))
        for sequence, client, last in database.rows(_KEPT, (time,))
    ]


def of_client(database: Database, client: str) -> list[int]:
    """Give the entries about a client, by id."""
    return [row[0] for row in database.rows(_OF_CLIENT, (client,))]


def shown(database: Database, sequences: Sequence[int]) -> list[Entry]:
    """Give entries as people see them, in the order asked; those that were erased are left out."""
    return fold_all(sequences, store.recorded(database, sequences))
