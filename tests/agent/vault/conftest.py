"""A vault to copy for all tests of the vault: making one takes Argon2id twice."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost, Slots

PASSPHRASE = "seven quiet otters mend a kite"  # noqa: S105 - opens made-up vaults only


@dataclass(frozen=True)
class Made:
    """A closed vault, with what opens it."""

    paths: Paths
    passphrase: str
    code: str
    key: bytes

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.paths.home.iterdir()}


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Made:
    paths = Paths(tmp_path_factory.mktemp("vault") / "home")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    with vault.database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('flower', 'anemone')")
    vault.close()
    key = Slots.read(paths.slots).open("passphrase", PASSPHRASE.encode(), "slots.json")
    assert key is not None
    return Made(paths, PASSPHRASE, code, key)


@pytest.fixture
def copy(original: Made, tmp_path: Path) -> Callable[[str], Made]:
    def make(name: str) -> Made:
        shutil.copytree(original.paths.home, tmp_path / name)
        return Made(Paths(tmp_path / name), original.passphrase, original.code, original.key)

    return make


@pytest.fixture
def made(copy: Callable[[str], Made]) -> Made:
    return copy("home")
