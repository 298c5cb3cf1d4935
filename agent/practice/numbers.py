"""Whom to call in a crisis, by country: our data, which the therapist confirms once before anything uses it.

protocol/numbers.json has them: the policy prints them, and the crisis flow shows them. Nothing here is ever dialled.
"""

import msgspec

from agent.errors import BadInput, NotFound
from agent.practice.base import Base
from protocol.messages.practice import CrisisLine, CrisisNumbers
from protocol.numbers import known

_LINES = msgspec.json.Decoder(list[CrisisLine])


class Numbers:
    """The numbers of each country, as they stand for this therapist."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def show(self, country: str) -> CrisisNumbers:
        """Give a country's numbers: as they were confirmed, or else as they are known here. Raises NotFound."""
        known = self._of(country)
        row = self._base.row("SELECT emergency, lines, confirmed FROM practice_numbers WHERE id = ?", country)
        if row is None:
            return known
        return msgspec.structs.replace(known, emergency=row[0], lines=_LINES.decode(row[1]), confirmed=row[2])

    def confirmed(self, country: str) -> CrisisNumbers | None:
        """Give a country's numbers if the therapist has confirmed them: no others may be used."""
        return found if (found := self.show(country)).confirmed else None

    def confirm(self, country: str, emergency: str, lines: list[CrisisLine]) -> CrisisNumbers:
        """Keep the numbers that the therapist has checked and perhaps mended; raises BadInput and NotFound."""
        self._of(country)
        if not emergency.strip():
            raise BadInput("The emergency number is missing. Write down what people call in danger.")
        if any(not line.name.strip() or not line.number.strip() for line in lines):
            raise BadInput("A crisis line has no name or no number. Fill in both, or take the line out.")
        row = {
            "id": country,
            "emergency": emergency.strip(),
            "lines": msgspec.json.encode(lines).decode(),
            "confirmed": self._base.now(),
        }
        with self._base.changing() as rows:
            rows.put("practice_numbers", row)
        return self.show(country)

    @staticmethod
    def _of(country: str) -> CrisisNumbers:
        if len(country) != len("US") or not country.isascii() or not country.isupper():
            raise NotFound(f"{country[:20]!a} isn't a country's code. Write it like US or DE.")
        data = known()
        # Of a country that isn't in the data the therapist writes down all numbers.
        found = data["countries"].get(country, {"emergency": "", "lines": [], "source": "", "checked": False})
        return CrisisNumbers(
            country=country,
            emergency=found["emergency"],
            lines=msgspec.convert(found["lines"], list[CrisisLine]),
            source=found["source"],
            noted=data["noted"] if found["source"] else "",
            checked=found["checked"],
        )
