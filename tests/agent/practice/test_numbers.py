import pytest

from agent.errors import BadInput, NotFound
from agent.practice import Practice
from protocol import numbers
from protocol.messages.practice import CrisisLine

LINES = [CrisisLine("988 Lifeline", "988")]


def test_every_country_has_numbers_with_a_source_and_none_passes_for_checked(practice: Practice) -> None:
    assert {"US", "CA", "GB", "IE", "AU", "NZ", "ES", "MX", "AR", "DE", "AT", "CH"} <= set(numbers.countries())
    for country in numbers.countries():
        known = practice.numbers.show(country)
        assert known.emergency
        assert known.lines
        assert all(line.name and line.number for line in known.lines)
        assert (known.source != "", known.noted, known.checked, known.confirmed) == (True, "2026-11-28", False, None)


def test_none_is_used_until_the_therapist_has_confirmed_it(practice: Practice) -> None:
    assert practice.numbers.confirmed("US") is None
    practice.numbers.confirm("US", " 911 ", LINES)
    kept = practice.numbers.confirmed("US")
    assert kept is not None
    assert (kept.emergency, kept.lines, kept.confirmed) == ("911", LINES, practice.base.now())
    assert practice.numbers.confirmed("GB") is None
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.numbers.confirmed("US") is None


def test_a_country_without_numbers_here_gets_the_therapist_s(practice: Practice) -> None:
    assert practice.numbers.show("JP").emergency == ""
    assert practice.numbers.confirm("JP", "119", []).emergency == "119"


def test_numbers_that_lack_something_are_refused(practice: Practice) -> None:
    with pytest.raises(BadInput, match="emergency number"):
        practice.numbers.confirm("US", " ", LINES)
    with pytest.raises(BadInput, match="no name or no number"):
        practice.numbers.confirm("US", "911", [CrisisLine("Lifeline", " ")])
    for code in ("", "us", "USA", "ÖÖ"):
        with pytest.raises(NotFound, match="country's code"):
            practice.numbers.show(code)
