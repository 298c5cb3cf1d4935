"""What a verdict means for an interaction: which tier, if any. PRACTICE.md's table, or what the therapist made of it.

`unknown` has no tier here: what is done without an answer is the extension's affair.
"""

from collections.abc import Mapping
from typing import get_args

from protocol.messages.settings import TierCell, TierChoice
from protocol.messages.words import Interaction, Status, Tier, VerdictName

GROUPS: dict[str, tuple[Interaction, ...]] = {
    "follow": ("follow",),
    "message": ("message", "mention", "review_reply"),
    "comment": ("comment",),
    "react": ("react", "share", "vote", "endorse", "join"),
    "view": ("view",),
}
"""The interactions that share a column of the table."""
_ROWS: dict[str, tuple[TierChoice, ...]] = {
    "current": ("A", "A", "A", "B", "B"),
    "former": ("A", "A", "B", "B", "C"),
    "prospective": ("B", "B", "B", "C", "C"),
    "possible": ("B", "B", "C", "C", "none"),
}
_GROUP_OF = {interaction: group for group, interactions in GROUPS.items() for interaction in interactions}
_TIERS: dict[TierChoice, Tier | None] = {"A": "A", "B": "B", "C": "C", "none": None}


def _recommended() -> dict[TierCell, TierChoice]:
    tiers = {f"{row}.{group}": tier for row, tiers in _ROWS.items() for group, tier in zip(GROUPS, tiers, strict=True)}
    return {cell: tiers[cell] for cell in get_args(TierCell)}


RECOMMENDED = _recommended()
"""The whole table as it is at first."""


class Tiers:
    """The table, with the cells that the therapist chose otherwise."""

    def __init__(self, chosen: Mapping[TierCell, TierChoice] = RECOMMENDED) -> None:
        table: dict[str, TierChoice] = {str(cell): chosen.get(cell, tier) for cell, tier in RECOMMENDED.items()}
        self._table = {
            (row, interaction): _TIERS[table[f"{row}.{_GROUP_OF[interaction]}"]]
            for row in _ROWS
            for interaction in get_args(Interaction)
        }
        self._interactions = {row: (self._with(row, "A", "B"), self._with(row, "C")) for row in _ROWS}

    def tier(self, verdict: VerdictName, status: Status | None, interaction: Interaction) -> Tier | None:
        """Give the tier of an interaction; None where nothing is held or asked. `status` counts for `listed` only."""
        row = _row(verdict, status)
        return None if row is None else self._table[row, interaction]

    def interactions(
        self, verdict: VerdictName, status: Status | None
    ) -> tuple[tuple[Interaction, ...], tuple[Interaction, ...]]:
        """Give the interactions that are to be held (tiers A and B), and those that are only asked about (C)."""
        row = _row(verdict, status)
        return ((), ()) if row is None else self._interactions[row]

    def _with(self, row: str, *tiers: Tier) -> tuple[Interaction, ...]:
        return tuple(each for each in get_args(Interaction) if self._table[row, each] in tiers)


def _row(verdict: VerdictName, status: Status | None) -> str | None:
    return verdict if verdict == "possible" else status if verdict == "listed" else None


def differing(chosen: Mapping[TierCell, TierChoice]) -> dict[TierCell, TierChoice]:
    """Give the cells that aren't as recommended."""
    return {cell: tier for cell, tier in chosen.items() if tier != RECOMMENDED[cell]}
