"""A practice on a database of the test's own, whose clock it turns."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from agent.practice import Practice
from agent.vault.database import Database

KEY = bytes(range(32))
JAMIE, ROBIN = "c-jamie", "c-robin"


class Turning:
    """A clock at noon of a day, where the test is run."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC).replace(tzinfo=None).astimezone()

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> date:
        self.now += timedelta(days=days)
        return self.now.date()


@contextmanager
def practising(folder: Path, clock: Turning) -> Iterator[Practice]:
    database = Database(folder / "vault.db", KEY, create=not (folder / "vault.db").exists())
    try:
        yield Practice(database, clock)
    finally:
        database.close()
