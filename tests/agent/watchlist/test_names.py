import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.watchlist.names import clean, clean_names, fold, initials, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jamie Doe", "jamie DOE"),
        ("Jamie Doe", "Doe, Jamie"),
        ("José Núñez", "Jose Nunez"),
        ("Zoë Łukasiewicz", "zoe lukasiewicz"),
        ("Søren Ærø", "soren aero"),
        ("\uff2a\uff41\uff4d\uff49\uff45 \uff24\uff4f\uff45", "Jamie Doe"),
        ("Weiß Straße", "weiss strasse"),
        ("Mary-Ann O\u2019Hara", "Mary Ann O'Hara"),
        ("✨ Jamie Doe ✨", "Jamie Doe"),
        ("Jamie   Doe\u200d", "Jamie Doe"),
        ("\u0130pek Y\u0131ld\u0131z", "ipek yildiz"),
    ],
)
def test_names_that_resemble_each_other(one: str, other: str) -> None:
    assert tokens(one) == tokens(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon Smith", "Ronjon Arrowsmith"),
        ("Jamie Doe", "Jamie Doe Miller"),
        ("Jamie Doe", "Jami Doe"),
        ("Jamie Doe", "JamieDoe Doe"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


@pytest.mark.parametrize("short", ["", "Jamie", "Jamie Jamie", "J. D.", "✨", "j-d"])
def test_too_little_to_tell_a_person(short: str) -> None:
    assert tokens(short) is None


@given(st.text(max_size=200))
def test_folding_settles(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert tokens(text) is None or tokens(text) == tokens(tokens(text) or "")


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
