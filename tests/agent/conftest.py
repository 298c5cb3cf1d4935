"""A vault for each test, copied from one that is made once, with the least Argon2id that is allowed."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from tests.support.bench import Bench
from tests.support.command import PASSPHRASE, Commands
from tests.support.wire import Serving, serving


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
    return Commands(home)


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
