from typing import get_args

import pytest

from agent.watchlist.tiers import GROUPS, RECOMMENDED, Tiers, differing
from protocol.messages.settings import TierCell, TierChoice
from protocol.messages.words import Interaction, Status, Tier, VerdictName

TABLE = """
             follow  message mention review_reply comment react share vote endorse join view
current      A       A       A       A            A       B     B     B    B       B    B
former       A       A       A       A            B       B     B     B    B       B    C
prospective  B       B       B       B            B       C     C     C    C       C    C
possible     B       B       B       B            C       C     C     C    C       C    -
"""
"""PRACTICE.md's table, with a column for each interaction."""


def cells() -> list[tuple[VerdictName, Status, Interaction, Tier | None]]:
    head, *rows = (line.split() for line in TABLE.strip().splitlines())
    assert set(head) == set(get_args(Interaction))
    found: list[tuple[VerdictName, Status, Interaction, Tier | None]] = []
    for row, *tiers in rows:
        for interaction, cell in zip(head, tiers, strict=True):
            statuses = get_args(Status) if row == "possible" else (row,)
            verdict: VerdictName = "possible" if row == "possible" else "listed"
            expected: Tier | None = None if cell == "-" else cell  # type: ignore[assignment]
            found += [(verdict, status, interaction, expected) for status in statuses]  # type: ignore[misc]
    return found


@pytest.mark.parametrize(("verdict", "status", "interaction", "expected"), cells())
def test_is_the_table(verdict: VerdictName, status: Status, interaction: Interaction, expected: Tier | None) -> None:
    assert Tiers().tier(verdict, status, interaction) == expected
    holds, asks = Tiers().interactions(verdict, status)
    assert (interaction in holds) == (expected in {"A", "B"})
    assert (interaction in asks) == (expected == "C")


@pytest.mark.parametrize("verdict", ["clear", "unknown"])
@pytest.mark.parametrize("interaction", get_args(Interaction))
def test_nothing_is_held_for_others(verdict: VerdictName, interaction: Interaction) -> None:
    assert Tiers().tier(verdict, None, interaction) is None
    assert Tiers().interactions(verdict, None) == ((), ())


@pytest.mark.parametrize("choice", get_args(TierChoice))
@pytest.mark.parametrize("cell", get_args(TierCell))
def test_every_cell_can_be_changed_and_no_other_changes_with_it(cell: TierCell, choice: TierChoice) -> None:
    changed = Tiers({cell: choice})
    row, group = cell.split(".")
    for verdict, status, interaction, expected in cells():
        is_meant = interaction in GROUPS[group] and row == (status if verdict == "listed" else verdict)
        wanted = (None if choice == "none" else choice) if is_meant else expected
        assert changed.tier(verdict, status, interaction) == wanted
        holds, asks = changed.interactions(verdict, status)
        assert (interaction in holds, interaction in asks) == (wanted in {"A", "B"}, wanted == "C")


def test_only_what_is_not_as_recommended_differs() -> None:
    assert differing(RECOMMENDED) == {}
    assert differing({**RECOMMENDED, "former.view": "none"}) == {"former.view": "none"}
