"""P9 for the vault's files: killed before any step of any change, the vault is as before or as after, and opens."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from agent.paths import Paths
from agent.vault import Vault, backup, making, together
from agent.vault.database import Database
from agent.vault.seal import derive
from agent.vault.slots import Slots
from tests.agent.vault.conftest import Made

KILLING = Path(__file__).parents[2] / "support" / "killing.py"
FLOWER = "SELECT value FROM marks WHERE name = 'flower'"


def kill_everywhere(operation: str, home: Path, folder: Path, key: bytes) -> list[tuple[Paths, bool]]:
    """Give the homes that are left, each killed one step later than the one before, and whether it was done."""
    run = subprocess.run(
        [sys.executable, KILLING, operation, home, folder, key.hex()], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    left = [json.loads(line) for line in run.stdout.splitlines()]
    return [(Paths(Path(one["home"])), one["done"]) for one in left]


def flower(paths: Paths, key: bytes) -> object:
    """Open the database as a vault would, with the slots that belong to it, and read from it."""
    together.finish(paths.home)
    Slots.read(paths.slots)
    database = Database(paths.vault, derive(key, "database"))
    database.check_whole()
    row = database.row(FLOWER)
    database.close()
    return row


def asks_for_its_code(paths: Paths, key: bytes) -> bool:
    database = Database(paths.vault, derive(key, "database"))
    try:
        return database.row("SELECT 1 FROM marks WHERE name = ?", (making.UNCONFIRMED,)) is not None
    finally:
        database.close()


def test_making_a_vault(tmp_path: Path) -> None:
    key = bytes(range(32))
    (tmp_path / "empty").mkdir()
    left = kill_everywhere("create", tmp_path / "empty", tmp_path / "killed", key)
    assert len(left) > 5
    made = 0
    for paths, done in left:
        if Vault.exists(paths):
            made += 1
            assert flower(paths, key) is None
            assert asks_for_its_code(paths, key)
        else:
            assert not done
            making.place_new(paths, key, Slots())  # nothing that is left is in the way of another try
            assert flower(paths, key) is None
    assert 1 < made < len(left)


def test_rewriting_the_slots(made: Made, tmp_path: Path) -> None:
    before = made.paths.slots.read_bytes()
    left = kill_everywhere("change", made.paths.home, tmp_path / "killed", made.key)
    contents = [paths.slots.read_bytes() for paths, _ in left]
    for (paths, done), content in zip(left, contents, strict=True):
        Slots.parse(content, "slots.json")
        assert (content != before) or not done
        assert flower(paths, made.key) == ("anemone",)
    assert len(set(contents)) == 2


@pytest.mark.parametrize("operation", ["restore", "restore_while_open"])
def test_restoring(made: Made, tmp_path: Path, operation: str) -> None:
    (tmp_path / "killed").mkdir()
    with_backup = Database(made.paths.vault, derive(made.key, "database"))
    with with_backup.standing_still() as file:
        backup.write(tmp_path / "killed" / "copy.fkb", made.paths.slots.read_bytes(), file, made.key)
    with with_backup.change() as cursor:
        cursor.execute("UPDATE marks SET value = 'bindweed' WHERE name = 'flower'")
    with_backup.close()
    made.paths.seed.write_bytes(b"seed")
    old = made.paths.vault.read_bytes()

    left = kill_everywhere(operation, made.paths.home, tmp_path / "killed", made.key)

    found = []
    for paths, done in left:
        found.append(flower(paths, made.key))
        kept = [file for file in paths.home.iterdir() if file.name.startswith("vault.db.before-")]
        if found[-1] == ("anemone",):
            assert len(kept) == 1
            assert (kept[0].read_bytes() == old) == (operation == "restore"), "what was changed last is kept too"
            assert not paths.seed.exists()
        else:
            assert not done
            assert not kept
            assert paths.seed.read_bytes() == b"seed"
    assert set(found) == {("anemone",), ("bindweed",)}
    assert found == sorted(found, key=str, reverse=True)


def test_backing_up(made: Made, tmp_path: Path) -> None:
    left = kill_everywhere("backup", made.paths.home, tmp_path / "killed", made.key)
    written = 0
    for paths, done in left:
        assert flower(paths, made.key) == ("anemone",)
        target = paths.home / "backup.fkb"
        if target.exists():
            backup.read(target).verify(made.key)
            written += 1
        else:
            assert not done
    assert written


ADDING = """
import itertools, sys
from pathlib import Path
from agent.vault.database import Database
from agent.vault.seal import derive
database = Database(Path(sys.argv[1]), derive(bytes.fromhex(sys.argv[2]), "database"))
print("ready", flush=True)
for number in itertools.count(database.row("SELECT count(*) FROM marks")[0]):
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES (?, 'x')", (f"n{number}",))
    print(f"n{number}", flush=True)
"""


@pytest.mark.parametrize("seed", range(6))
def test_changing_the_database_at_random_instants(made: Made, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test that can be run again
    acknowledged: list[str] = []
    for kills in range(1, 4):
        process = subprocess.Popen(
            [sys.executable, "-c", ADDING, made.paths.vault, made.key.hex()], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        acknowledged += process.communicate()[0].split("\n")[:-1]
        copy = made.paths.home.parent / f"copy {len(acknowledged)}"
        shutil.copytree(made.paths.home, copy, dirs_exist_ok=True)
        database = Database(copy / "vault.db", derive(made.key, "database"))
        database.check_whole()
        there = [name for (name,) in database.rows("SELECT name FROM marks WHERE value = 'x'")]
        database.close()
        assert len(there) == len(set(there))
        assert set(acknowledged) <= set(there)
        assert len(set(there) - set(acknowledged)) <= kills  # one was in the making at each kill
    assert acknowledged
