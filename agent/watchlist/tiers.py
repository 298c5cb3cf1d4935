"""What a verdict means for an interaction: which tier, if any. The defaults of PRACTICE.md's table.

`unknown` has no tier here: what is done without an answer is the extension's affair.
"""

from functools import cache
from typing import get_args

from protocol.messages import Interaction, Status, Tier, VerdictName

_COLUMNS: tuple[tuple[Interaction, ...], ...] = (
    ("follow",),
    ("message", "mention", "review_reply"),
    ("comment",),
    ("react", "share", "vote", "endorse", "join"),
    ("view",),
)
_ROWS: dict[str, tuple[Tier | None, ...]] = {
    "current": ("A", "A", "A", "B", "B"),
    "former": ("A", "A", "B", "B", "C"),
    "prospective": ("B", "B", "B", "C", "C"),
    "possible": ("B", "B", "C", "C", None),
}
_TABLE: dict[tuple[str, Interaction], Tier | None] = {
    (row, interaction): tier
    for row, tiers in _ROWS.items()
    for column, tier in zip(_COLUMNS, tiers, strict=True)
    for interaction in column
}


def tier(verdict: VerdictName, status: Status | None, interaction: Interaction) -> Tier | None:
    """Give the tier of an interaction; None where nothing is held or asked. `status` counts for `listed` only."""
    row = verdict if verdict == "possible" else status if verdict == "listed" else None
    return None if row is None else _TABLE[row, interaction]


@cache
def interactions(
    verdict: VerdictName, status: Status | None
) -> tuple[tuple[Interaction, ...], tuple[Interaction, ...]]:
    """Give the interactions that are to be held (tiers A and B), and those that are only asked about (C)."""
    tiers = {interaction: tier(verdict, status, interaction) for interaction in get_args(Interaction)}
    return (
        tuple(interaction for interaction, found in tiers.items() if found in {"A", "B"}),
        tuple(interaction for interaction, found in tiers.items() if found == "C"),
    )
