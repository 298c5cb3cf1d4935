"""Days as people write them, and moments."""

import time
from collections.abc import Iterator

import pytest

from agent.cli.narrowing import begin, end
from agent.errors import BadInput


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An hour ahead of UTC in winter, two in summer."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2026-11-22", "2026-11-21T23:00:00.000Z", "2026-11-22T23:00:00.000Z"),
        ("2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"),
        ("2026-11-22T10:00", "2026-11-22T09:00:00.000Z", "2026-11-22T09:00:00.000Z"),
        ("2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z", "2026-11-22T10:00:00.000Z"),
        (None, None, None),
    ],
)
def test_a_day_is_that_of_this_computer_from_its_first_moment_to_its_last(
    text: str | None, first: str | None, after: str | None
) -> None:
    assert (begin(text), end(text)) == (first, after)


@pytest.mark.parametrize("text", ["yesterday", "22.11.2026", "", "2026-13-01", "9999-12-31"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="isn't a day"):
        end(text)
