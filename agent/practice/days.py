"""Days as people write them down: `2026-11-22`, where the therapist is."""

from datetime import date

from agent.errors import BadInput


def read_day(text: str, what: str) -> date:
    """Read a day; raises BadInput, whose sentence says which one by `what`, e.g. "The day of signing"."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or str(day) != text:
        raise BadInput(f"{what} isn't a day that there is. Write it like 2026-11-22.")
    return day


def past_day(text: str, what: str, today: date) -> date:
    """Read a day that has come by now; raises BadInput."""
    day = read_day(text, what)
    if day > today:
        raise BadInput(f"{what}, {text}, is still to come. Give a day until today.")
    return day
