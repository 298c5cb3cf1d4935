import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.watchlist.names import clean, clean_names, fold, initials


@given(st.text(max_size=200))
def test_folding_settles(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Jamie Doe", "J. D."),
        ("  jamie  van der doe miller ", "J. V. D. D."),
        ("Mary-Ann O'Hara", "M. O."),
        ("«Zoë» (Ł)", "Z. Ł."),
        ("✨", ""),
    ],
)
def test_initials(name: str, label: str) -> None:
    assert initials(name) == label


def test_cleans() -> None:
    assert clean("  Jamie \t\n Doe ", "name") == "Jamie Doe"
    assert clean_names(["Jamie Doe", " ", "JAMIE  DOE", "Jo Doe", "jo doe"]) == ["Jamie Doe", "Jo Doe"]


@pytest.mark.parametrize("bad", ["Jamie\x00Doe", "Jamie\x1b[2J", "\udcff", "Jamie \u202eeoD", "\ue000"])
def test_refuses_what_would_spoil_a_line(bad: str) -> None:
    with pytest.raises(BadInput, match="can't be shown"):
        clean(bad, "name")
