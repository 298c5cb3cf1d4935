import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent.errors import VaultDamaged
from agent.vault import backup, making, together
from agent.vault.attempts import Attempts
from agent.vault.database import Database
from agent.vault.seal import derive
from agent.vault.secret import Secret
from agent.vault.slots import Slots
from tests.agent.vault.conftest import Made

LEAVE_A_LOG = """
import os, signal, sys
from pathlib import Path
from agent.vault.database import Database
from agent.vault.seal import derive
database = Database(Path(sys.argv[1]), derive(bytes.fromhex(sys.argv[2]), "database"))
database._empty_wal = lambda: os.kill(os.getpid(), signal.SIGKILL)  # committed, and not yet moved into the file
with database.change() as cursor:
    cursor.execute("INSERT INTO marks VALUES ('late', 'committed')")
"""


def opened_backup(made: Made, folder: Path) -> backup.Opened:
    database = Database(made.paths.vault, derive(made.key, "database"))
    with database.standing_still() as file:
        backup.write(folder / "copy.fkb", made.paths.slots.read_bytes(), file, made.key)
    database.close()
    return backup.read(folder / "copy.fkb")


def test_an_old_write_ahead_log_stays_with_its_database_and_off_the_new_one(made: Made, tmp_path: Path) -> None:
    opened = opened_backup(made, tmp_path)
    ended = subprocess.run([sys.executable, "-c", LEAVE_A_LOG, made.paths.vault, made.key.hex()], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert (made.paths.home / "vault.db-wal").stat().st_size

    kept = making.place_backup(made.paths, opened, Slots.read(made.paths.slots), made.key)

    def late(path: Path) -> list[tuple[object, ...]]:
        database = Database(path, derive(made.key, "database"))
        try:
            return database.rows("SELECT value FROM marks WHERE name = 'late'")
        finally:
            database.close()

    assert late(made.paths.vault) == []
    old = next(path for path in kept if path.name.startswith("vault.db.before-") and not path.name.endswith("-wal"))
    assert late(old) == [("committed",)]


def test_what_a_crash_left_is_not_in_the_way(made: Made, tmp_path: Path) -> None:
    opened = opened_backup(made, tmp_path)
    for name in ("vault.db.new", "vault.db.new-wal", "slots.json.new"):
        (made.paths.home / name).write_bytes(os.urandom(5000))
    making.place_backup(made.paths, opened, Slots.read(made.paths.slots), made.key)
    assert not [file for file in made.paths.home.iterdir() if ".new" in file.name]
    assert not together.planned(made.paths.home)
    Database(made.paths.vault, derive(made.key, "database")).close()


def test_a_backup_whose_database_does_not_open_replaces_nothing(made: Made, tmp_path: Path) -> None:
    spoilt = bytearray(made.paths.vault.read_bytes())
    spoilt[-100] ^= 1
    (tmp_path / "spoilt.db").write_bytes(spoilt)
    backup.write(tmp_path / "copy.fkb", made.paths.slots.read_bytes(), tmp_path / "spoilt.db", made.key)
    before = made.files()
    with pytest.raises(VaultDamaged):
        making.place_backup(made.paths, backup.read(tmp_path / "copy.fkb"), Slots.read(made.paths.slots), made.key)
    assert made.files() == before


def test_a_right_secret_ends_the_count(made: Made) -> None:
    attempts = Attempts(made.paths.attempts)
    attempts.begin()
    slots = Slots.read(made.paths.slots)
    assert making.prove(slots, Secret.of(made.passphrase, None), attempts, "slots.json") == made.key
    assert not made.paths.attempts.exists()
