"""The check of drafts on whole sets of sentences; `docs/drafts.md` says what their figures mean."""

from pathlib import Path

import pytest

from tests.bench import learning
from tests.bench.sets import SENTENCES, SETS, count, read


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_hints_are_right_and_few_are_missed_in_each_set(file: Path) -> None:
    counts, _ = count(read(file))
    assert counts.precision >= 95
    assert counts.recall >= 90


@pytest.mark.parametrize("name", ["e", "f", "h", "i", "j", "k"])
def test_they_are_right_as_well_in_a_set_that_the_weights_have_not_learnt_from(name: str) -> None:
    counts, _ = count(read(SENTENCES / f"{name}.json"), learning.without(name))
    assert counts.precision >= 95
    assert counts.recall >= 90


def test_each_set_has_three_languages_and_enough_of_both_sides() -> None:
    for file in SETS:
        sentences = read(file)
        assert {each["language"] for each in sentences} == {"en", "es", "de"}
        assert len({each["text"] for each in sentences}) == len(sentences)
        assert any(each["kinds"] for each in sentences)
        assert any(not each["kinds"] for each in sentences)
