"""A disk that is really full, or really refuses: nothing is lost, and a sentence says so.

`RLIMIT_FSIZE` makes the system refuse to let any file grow beyond a limit; where a small file system can be mounted
without rights (user namespaces), one is filled to the last byte as well.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from agent.vault.database import Database
from agent.vault.seal import derive
from tests.agent.vault.conftest import Made

LIMITED = """
import resource, sys
from pathlib import Path
from agent.errors import DiskFull
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.database import Database
from agent.vault.seal import derive, write_private
home, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
database = Database(home / "vault.db", derive(key, "database"))
for number in range(10):
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES (?, 'acknowledged')", (f"n{number}",))

def fill():
    limit = (home / "vault.db").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))

def free():
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
"""
MOUNTED = """
import os, subprocess, shutil, sys
from pathlib import Path
small = Path(sys.argv[1]).parent / "small"
small.mkdir()
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", small], check=True)
shutil.copytree(sys.argv[1], small / "home")
sys.argv[1] = str(small / "home")
""" + LIMITED.replace(
    "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))",
    """
    with (small / "ballast").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass""",
).replace(
    "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))",
    '(small / "ballast").unlink()',
)
FAILING = """
fill()
refused = 0
for name, act in {
    "change": lambda: write(),
    "private": lambda: write_private(home / "slots.json", bytes(4 << 20)),
    "backup": lambda: copy(),
}.items():
    try:
        act()
    except DiskFull as error:
        assert str(error) == "The disk is full, so nothing was changed. Free some space and try again.", error
        refused += 1
    else:
        print("not refused:", name)
assert database.row("SELECT count(*) FROM marks WHERE value = 'acknowledged'") == (10,)
print(refused, sorted(entry.name for entry in home.iterdir()))
free()
with database.change() as cursor:
    cursor.execute("INSERT INTO marks VALUES ('after', 'acknowledged')")
database.close()
if sys.argv[3:]:
    shutil.rmtree(sys.argv[3], ignore_errors=True)
    shutil.copytree(home, sys.argv[3])
"""
ACTS = """
def write():
    with database.change() as cursor:
        cursor.executemany("INSERT INTO marks VALUES (?, ?)", ((f"big {n}", "refused" * 100) for n in range(9000)))

def copy():
    vault = Vault(Paths(home))
    vault._key, vault._database = key, database
    vault.backup(home / "copy.fkb")
"""


def check(made: Made, home: Path) -> None:
    database = Database(home / "vault.db", derive(made.key, "database"))
    database.check_whole()
    assert database.row("SELECT count(*) FROM marks WHERE value = 'acknowledged'") == (11,)
    assert database.row("SELECT count(*) FROM marks WHERE name LIKE 'big %'") == (0,)
    database.close()
    assert (home / "slots.json").read_bytes() == made.paths.slots.read_bytes()


def test_files_that_may_not_grow(made: Made) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LIMITED + ACTS + FAILING, made.paths.home, made.key.hex()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("3 ['slots.json', 'vault.db', 'vault.db-wal']"), run.stdout
    check(made, made.paths.home)


def test_a_file_system_without_a_byte_left(made: Made, tmp_path: Path) -> None:
    unshare = ["unshare", "--user", "--map-root-user", "--mount"]
    probe = [*unshare, "mount", "-t", "tmpfs", "none", str(tmp_path)]
    try:
        subprocess.run(probe, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this system doesn't let users mount a file system of their own")
    after = tmp_path / "after"
    run = subprocess.run(
        [*unshare, sys.executable, "-c", MOUNTED + ACTS + FAILING, str(made.paths.home), made.key.hex(), str(after)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("3 ['slots.json', 'vault.db', 'vault.db-wal']"), run.stdout
    check(made, after)
