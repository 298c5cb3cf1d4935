"""Backup, restore and the log, with the real vault: a restore is a note, a vault put back by hand is a problem."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent.overridelog import OverrideLog
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.instance import InstanceLock
from protocol.messages.log import Checkpoint
from tests.support.command import PASSPHRASE
from tests.support.logs import WARNED

Opening = Callable[[], OverrideLog]


@pytest.fixture
def paths(made_home: Path, tmp_path: Path) -> Paths:
    shutil.copytree(made_home, tmp_path / "home")
    return Paths(tmp_path / "home")


@contextmanager
def opened(paths: Paths) -> Iterator[tuple[Vault, OverrideLog]]:
    vault = Vault(paths)
    with InstanceLock(paths):
        vault.unlock(passphrase=PASSPHRASE)
        try:
            yield vault, OverrideLog(vault.database, paths.seed, vault.key_for("override log seed"))
        finally:
            vault.close()


def fill(paths: Paths, backup: Path) -> Checkpoint:
    """Log two warnings, back up, log two more; gives a checkpoint from after that."""
    with opened(paths) as (vault, log):
        log.add_warning(WARNED)
        log.add_warning(WARNED)
        vault.backup(backup)
        log.add_warning(WARNED)
        log.add_warning(WARNED)
        return log.checkpoint()


def test_a_restore_is_a_note_and_a_checkpoint_shows_what_is_lost(paths: Paths, tmp_path: Path) -> None:
    later = fill(paths, tmp_path / "copy.fkb")
    Vault.restore(paths, tmp_path / "copy.fkb", passphrase=PASSPHRASE)
    with opened(paths) as (_, log):
        assert log.verify().ok
        log.add_warning(WARNED)
        found = log.verify()
        assert (found.ok, found.events) == (True, 5)
        assert "restored from a backup" in found.notes[0]
        assert not log.verify(later).ok
        made = log.checkpoint()
    with opened(paths) as (_, log):
        log.add_warning(WARNED)
        assert log.verify(made).ok


def test_a_backup_has_no_seed(paths: Paths, tmp_path: Path) -> None:
    fill(paths, tmp_path / "copy.fkb")
    assert paths.seed.read_bytes() not in (tmp_path / "copy.fkb").read_bytes()


def test_a_vault_that_was_put_back_by_hand_is_a_problem(paths: Paths) -> None:
    with opened(paths) as (_, log):
        log.add_warning(WARNED)
    older = paths.vault.read_bytes()
    with opened(paths) as (_, log):
        log.add_warning(WARNED)
    paths.vault.write_bytes(older)
    with opened(paths) as (_, log):
        assert "was rolled back" in log.verify().problems[0]
        log.add_warning(WARNED)
        assert "found rolled back: 1 events before it are lost" in log.verify().problems[0]
