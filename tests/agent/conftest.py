"""A vault for each test, copied from one that is made once, with the least Argon2id that is allowed."""

import shutil
from pathlib import Path

import pytest

from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from tests.support.command import PASSPHRASE, Commands


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
