"""Contacts, consents, crises and crisis cards whose time may be over, each with the day since which it rests.

A consent that still holds doesn't rest, however old it is: what it allows may still be shown somewhere. Nor does a
crisis that isn't closed.
"""

from typing import NamedTuple

from agent.practice.base import Base, Rows
from protocol.messages.practice import RecordKind

_RESTING = """
SELECT 'contact' AS kind, c.id, c.client, c.day, max(c.day, substr(c.changed, 1, 10), coalesce(d.day, '')) AS last
FROM practice_contacts c LEFT JOIN practice_discussed d ON d.id = 'contact:' || c.id
UNION ALL
SELECT 'consent', id, client, given, coalesce(withdrawn, expires) FROM practice_consents
WHERE coalesce(withdrawn, expires) IS NOT NULL
UNION ALL
SELECT 'crisis', id, client, substr(begun, 1, 10), substr(closed, 1, 10) FROM practice_crises WHERE closed IS NOT NULL
UNION ALL
SELECT 'crisis_card', id, client, substr(changed, 1, 10), substr(changed, 1, 10) FROM practice_crisis_cards
ORDER BY last, kind, id
"""


_TABLES: dict[RecordKind, str] = {
    "contact": "practice_contacts",
    "consent": "practice_consents",
    "crisis": "practice_crises",
    "crisis_card": "practice_crisis_cards",
}


class Resting(NamedTuple):
    """A record; `day` is when it was, `last` since when nothing came of it."""

    kind: RecordKind
    id: str
    client: str
    day: str
    last: str


def resting(base: Base) -> list[Resting]:
    """Give all records that rest, the one that rests longest first."""
    return [Resting(*row) for row in base.rows(_RESTING)]


def remove(rows: Rows, record: Resting) -> None:
    """Take a record away, with what came of it in supervision."""
    rows.remove(_TABLES[record.kind], record.id)
    if record.kind == "contact":
        rows.remove("practice_discussed", f"contact:{record.id}")
