"""Times as the wire writes them."""

from datetime import UTC, datetime


def wire_time(moment: datetime) -> str:
    """Give an aware time as ISO 8601 in UTC with milliseconds, e.g. `2026-11-22T10:00:00.000Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
