from datetime import date

import pytest

from agent.errors import BadInput
from agent.practice.days import past_day, read_day

TODAY = date(2026, 11, 22)


def test_a_day_is_read() -> None:
    assert read_day("2026-02-28", "The day") == date(2026, 2, 28)
    assert past_day("2026-11-22", "The day", TODAY) == TODAY


@pytest.mark.parametrize("text", ["", "2026-02-30", "22.11.2026", "20261122", "2026-W47-7", "yesterday"])
def test_what_is_no_day_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="The day of signing isn't a day that there is"):
        read_day(text, "The day of signing")


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(BadInput, match="2026-11-23, is still to come"):
        past_day("2026-11-23", "The day of signing", TODAY)
