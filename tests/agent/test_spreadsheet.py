import pytest

from agent.spreadsheet import cell, encoded, table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "\u00a0=1", "\uff1d1"])
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell(cell(text)) == f"'{text}"


def test_other_values_are_text() -> None:
    assert [cell(value) for value in (None, 3, ["a", "b"], "Jane =")] == ["", "3", "a b", "Jane ="]
    assert encoded(table([["a", None], ['b"c', 1]])) == b'\xef\xbb\xbf"a",""\r\n"b""c","1"\r\n'
