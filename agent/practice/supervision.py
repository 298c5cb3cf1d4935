"""Supervision: dilemmas worked through, what was discussed and what came of it, and when the next one is.

What else waits for supervision is flagged where it stands, in the override log and among the contacts; commands join
them here by an item's id.
"""

from typing import Any

from agent.errors import BadInput, NotFound
from agent.practice.base import Base, new_id
from agent.practice.days import past_day, read_day
from protocol.messages.practice_supervision import Dilemma, DilemmaSave

_FIELDS = tuple(Dilemma.__struct_fields__)
_COLUMNS = ", ".join("coalesce(p.label, '')" if name == "label" else f"d.{name}" for name in _FIELDS)
_NEXT = "next"


class SupervisionRegister:
    """The dilemmas and outcomes of an open vault."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def dilemmas(self) -> list[Dilemma]:
        """Give all dilemmas, the latest changed first."""
        return self._read("ORDER BY d.changed DESC, d.id")

    def about(self, client: str) -> list[Dilemma]:
        """Give the dilemmas about a client."""
        return self._read("WHERE d.client = ? ORDER BY d.added, d.id", client)

    def show(self, dilemma: str) -> Dilemma:
        """Give one dilemma; raises NotFound."""
        found = self._read("WHERE d.id = ?", dilemma)
        if not found:
            raise NotFound("There is no such dilemma. See them with `framekeeper supervision list`.")
        return found[0]

    def save(self, request: DilemmaSave, label: str) -> Dilemma:
        """Write a dilemma whole, about a client who is called `label` or about none; raises BadInput and NotFound."""
        if not request.title.strip():
            raise BadInput("Give the dilemma a title, so that you know it again in the list.")
        now = self._base.now()
        added = self.show(request.dilemma).added if request.dilemma else now
        dilemma = request.dilemma or new_id("d")
        texts = {
            name: getattr(request, name).strip()
            for name in ("title", "facts", "options", "standard", "decision", "consulted")
        }
        row = {"id": dilemma, "client": request.client, **texts, "added": added, "changed": now}
        with self._base.changing() as rows:
            if request.client is not None:
                rows.about(request.client, label)
            rows.put("practice_dilemmas", row)
        return self.show(dilemma)

    def remove(self, dilemma: str) -> Dilemma:
        """Take a dilemma away, with what came of it; gives what it was. Raises NotFound."""
        before = self.show(dilemma)
        with self._base.changing() as rows:
            rows.remove("practice_dilemmas", dilemma)
            rows.remove("practice_discussed", f"dilemma:{dilemma}")
        return before

    def outcomes(self) -> dict[str, tuple[str, str]]:
        """Give the day and the outcome of what was discussed, by item."""
        rows = self._base.rows("SELECT id, day, outcome FROM practice_discussed")
        return {item: (day, outcome) for item, day, outcome in rows}

    def discussed_about(self, client: str) -> list[tuple[str, str, str]]:
        """Give item, day and outcome of what was discussed about a client."""
        sql = "SELECT id, day, outcome FROM practice_discussed WHERE client = ? ORDER BY day, id"
        return [(item, day, outcome) for item, day, outcome in self._base.rows(sql, client)]

    def discussed(self, item: str, outcome: str, day: str | None, client: str | None, label: str) -> None:
        """Note what came of an item, about a client or about none; an empty outcome takes the note back.

        Raises BadInput.
        """
        today = self._base.today()
        when = past_day(day, "The day of the supervision", today) if day else today
        with self._base.changing() as rows:
            if not outcome.strip():
                rows.remove("practice_discussed", item)
                return
            if client is not None:
                rows.about(client, label)
            rows.put(
                "practice_discussed",
                {"id": item, "client": client, "day": str(when), "outcome": outcome.strip()},
            )

    def next(self) -> tuple[str | None, str]:
        """Give when supervision is next and with whom; None where that isn't known."""
        row = self._base.row("SELECT day, with_whom FROM practice_supervision WHERE id = ?", _NEXT)
        return (None, "") if row is None else (row[0], row[1])

    def plan(self, day: str | None, with_whom: str) -> None:
        """Note when supervision is next; raises BadInput."""
        when = None if day is None else str(read_day(day, "The day of the next supervision"))
        with self._base.changing() as rows:
            if when is None:
                rows.remove("practice_supervision", _NEXT)
            else:
                rows.put("practice_supervision", {"id": _NEXT, "day": when, "with_whom": with_whom.strip()})

    def _read(self, where: str, *parameters: Any) -> list[Dilemma]:
        rows = self._base.rows(
            f"SELECT {_COLUMNS} FROM practice_dilemmas d LEFT JOIN practice_people p ON p.id = d.client {where}",  # noqa: S608
            *parameters,
        )
        return [Dilemma(**dict(zip(_FIELDS, row, strict=True))) for row in rows]
