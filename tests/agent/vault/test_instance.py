import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.errors import VaultBusy, VaultError
from agent.paths import Paths
from agent.vault.instance import InstanceLock

TAKE = """
import sys
from pathlib import Path
from agent.errors import VaultBusy, VaultError
from agent.paths import Paths
from agent.vault.instance import InstanceLock
try:
    InstanceLock(Paths(Path(sys.argv[1])), int(sys.argv[2]) if sys.argv[2:] else None)
    print("taken", flush=True)
except VaultBusy as error:
    print(error, flush=True)
"""
REPLACE_ITSELF = """
import os, sys
from pathlib import Path
from agent.paths import Paths
from agent.vault.instance import InstanceLock
lock = InstanceLock(Paths(Path(sys.argv[1])))
os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], sys.argv[1], str(lock.descriptor)])
"""


def run(script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


def test_keeps_a_second_process_out_until_released(paths: Paths) -> None:
    with InstanceLock(paths) as lock:
        assert "Another Framekeeper agent" in run(TAKE, str(paths.home))
        assert paths.lock.stat().st_mode & 0o777 == 0o600
        assert os.get_inheritable(lock.descriptor)
    lock.release()
    assert run(TAKE, str(paths.home)) == "taken"


def test_keeps_a_second_one_in_the_same_process_out(paths: Paths) -> None:
    with InstanceLock(paths), pytest.raises(VaultBusy):
        InstanceLock(paths)


def test_is_handed_on_by_a_process_that_replaces_itself(paths: Paths) -> None:
    assert run(REPLACE_ITSELF, str(paths.home), TAKE) == "taken"


def test_takes_over_what_it_held_before(paths: Paths) -> None:
    first = InstanceLock(paths)
    with InstanceLock(paths, first.descriptor) as lock:
        assert lock.descriptor == first.descriptor
    assert run(TAKE, str(paths.home)) == "taken"


def test_ignores_a_descriptor_that_is_something_else(paths: Paths, tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    other = os.open(tmp_path / "other", os.O_RDONLY)
    try:
        with InstanceLock(paths, other) as lock:
            assert lock.descriptor != other
        with InstanceLock(paths, 1_000_000):
            pass
    finally:
        os.close(other)


def test_a_lock_that_may_not_be_taken_is_said(paths: Paths) -> None:
    paths.lock.mkdir(parents=True)
    with pytest.raises(VaultError, match=r"agent\.lock can't be read and written"):
        InstanceLock(paths)


def test_a_file_deleted_meanwhile_makes_no_second_lock(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.set_inheritable
    times: list[int] = []

    def deleted_once(descriptor: int, inheritable: bool) -> None:
        real(descriptor, inheritable)
        if not times:
            paths.lock.unlink()
        times.append(descriptor)

    monkeypatch.setattr(os, "set_inheritable", deleted_once)
    with InstanceLock(paths) as lock:
        assert os.path.samestat(os.fstat(lock.descriptor), paths.lock.stat())
    assert len(times) == 2
