from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent.vault.database import Database
from agent.watchlist import WatchList
from protocol.accounts import resolve

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "vault.db", KEY, create=True)
    yield made
    made.close()


@pytest.fixture
def again(database: Database) -> Callable[[], WatchList]:
    """Read the watch list anew, as after a restart."""
    return lambda: WatchList(database, resolve, KEY, lambda: datetime(2026, 11, 22, 10, 0, tzinfo=UTC))


@pytest.fixture
def watchlist(again: Callable[[], WatchList]) -> WatchList:
    return again()
