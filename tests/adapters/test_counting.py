"""What an answer is worth to the score."""

from typing import Any

import pytest

from tests.score.counting import Count, judge, names_several, table

CASE = {"action": "follow", "undo": False, "account": "linkedin:jane-doe"}


def answer(*accounts: str, interaction: str = "follow", undo: bool = False) -> dict[str, Any]:
    return {
        "interaction": interaction,
        "undo": undo,
        "accounts": [{"account": accounts[0], "aliases": list(accounts[1:])}] if accounts else [],
    }


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        (None, "missed"),
        (answer("linkedin:jane-doe"), "right"),
        (answer("linkedin:company/Jane-Doe"), "right"),
        (answer("linkedin:ACoAA1", "linkedin:jane-doe"), "right"),
        (answer("linkedin:lena"), "wrong_person"),
        (answer(), "missed"),
        (answer("linkedin:jane-doe", interaction="react"), "wrong_interaction"),
        (answer("linkedin:jane-doe", undo=True), "wrong_interaction"),
    ],
)
def test_an_answer_is_worth(said: dict[str, Any] | None, worth: str) -> None:
    assert judge(CASE, said) == worth


def test_nobody_is_the_right_answer_where_the_page_names_nobody() -> None:
    nobody = {**CASE, "account": None, "undo": None}
    assert judge(nobody, answer(undo=True)) == "right"
    assert judge(nobody, answer("linkedin:jane-doe")) == "wrong_person"


def test_counts_add_up() -> None:
    count = Count(right=1)
    count.add("missed")
    assert (count + Count(right=2)).as_json() == {
        "right": 3,
        "wrong_person": 0,
        "missed": 1,
        "wrong_interaction": 0,
        "total": 4,
    }
    assert "75.0" in table({"x": {"follow": count + Count(right=2)}})


def test_an_answer_that_names_several_is_counted_apart() -> None:
    two = {"accounts": [{"account": "x:jane", "aliases": []}, {"account": "x:lena", "aliases": []}]}
    assert names_several(two)
    assert not names_several(answer("x:jane", "x:42"))
    assert not names_several(None)
