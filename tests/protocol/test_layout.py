"""Adapters are laid out alike, and laying out changes nothing else."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from protocol.layout import laid_out

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=20), inner, max_size=6),
    max_leaves=30,
)


@given(st.dictionaries(st.text(min_size=1, max_size=20), _VALUES, min_size=1, max_size=6))
def test_it_says_the_same_and_laying_out_again_changes_nothing(value: dict[str, Any]) -> None:
    text = laid_out(value)
    assert json.loads(text) == value
    assert list(json.loads(text)) == list(value)
    assert laid_out(json.loads(text)) == text


def test_what_fits_on_a_line_stands_on_one_and_a_list_fills_its_lines() -> None:
    value = {
        "short": {"a": [1, 2], "b": {}},
        "words": ["word"] * 40,
        "long": [{"text": "x" * 100}, {"text": "y" * 100}],
    }
    text = laid_out(value)
    assert '  "short": { "a": [1, 2], "b": {} },\n' in text
    assert max(map(len, text.splitlines())) <= 120
    assert text.count("\n") == 12
