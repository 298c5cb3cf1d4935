"""A vault for each test, copied from one that is made once, with the least Argon2id that is allowed."""

import shutil
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
import pytest_asyncio

from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault, slots
from agent.vault.slots import Cost
from tests.support.bench import Bench
from tests.support.command import PASSPHRASE, Commands, Inside
from tests.support.wire import Serving, serving


@pytest.fixture(scope="session", autouse=True)
def _argon2id_once() -> Iterator[None]:
    """Derive each key once in a process: tests open copies of one vault over and over, a fifth of a second each."""
    once = mock.patch.object(slots, "_argon2", cache(slots._argon2))
    with once, mock.patch("agent.vault.vault.calibrate", Cost):
        yield


@pytest.fixture
def argon2id_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let unlocking take its time, for what is about that."""
    monkeypatch.setattr(slots, "_argon2", slots._argon2.__wrapped__)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an empty vault and the command line's pairing."""
    paths = Paths(tmp_path_factory.mktemp("made") / "home")
    vault, _recovery_code = Vault.create(paths, PASSPHRASE, cost=Cost())
    vault.close()
    Pairings(paths).ensure_cli()
    return paths.home


@pytest.fixture
def commands(made_home: Path, tmp_path: Path) -> Commands:
    """The command line on a home of the test's own, with an empty vault; no agent runs."""
    home = tmp_path / "home"
    shutil.copytree(made_home, home)
    return Inside(home)


@pytest_asyncio.fixture
async def served(made_home: Path, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(made_home, tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def unlocked(made_home: Path, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(made_home, tmp_path, unlocked=True) as made:
        yield made


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")
