"""Kill a real process just before each step that it takes on the disk, one process for each step.

Run as a script in a process of its own, since it forks: `killing.py OPERATION HOME FOLDER KEY`. The operation runs on
copies of HOME and is killed by SIGKILL before its first step there, before its second, and so on until it ends by
itself. Steps are what Python reports to audit hooks: opening, making, renaming and removing files. Prints a
JSON line for each copy: its path, and whether the operation had said that it was done.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from agent.paths import Paths
from agent.vault import Vault, making
from agent.vault import backup as backups
from agent.vault.database import Database
from agent.vault.seal import derive
from agent.vault.slots import Cost, Slots

STEPS = frozenset({"open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod"})
NEW = "nine green herons paint the barn"
MOST = 200


def create(paths: Paths, secret: str, slots: Slots) -> None:
    making.place_new(paths, bytes.fromhex(secret), slots, unconfirmed=True)


def change(paths: Paths, secret: str, slots: Slots) -> None:
    slots.write(paths.slots, bytes.fromhex(secret))


def restore(paths: Paths, secret: str, slots: Slots) -> None:
    opened = backups.read(paths.home.parent.parent / "copy.fkb")
    making.place_backup(paths, opened, slots, bytes.fromhex(secret))


def restore_while_open(paths: Paths, secret: str, slots: Slots) -> None:
    """As a running agent does: everything is made beside the open vault, then that is closed and replaced."""
    key = bytes.fromhex(secret)
    vault = Vault(paths)
    vault._key, vault._database = key, Database(paths.vault, derive(key, "database"))
    opened = backups.parse((paths.home.parent.parent / "copy.fkb").read_bytes(), "copy")
    making.unpack(paths, opened, key)
    with vault.database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('late', 'leaf')")
    vault._replace(slots.encode(key))


def backup(paths: Paths, secret: str, _slots: Slots) -> None:
    key = bytes.fromhex(secret)
    vault = Vault(paths)
    vault._key, vault._database = key, Database(paths.vault, derive(key, "database"))
    vault.backup(paths.home / "backup.fkb")


OPERATIONS: dict[str, Callable[[Paths, str, Slots], None]] = {
    "create": create,
    "change": change,
    "restore": restore,
    "restore_while_open": restore_while_open,
    "backup": backup,
}


def kill_before(step: int, home: Path) -> None:
    """Have this process killed before so many steps in the folder."""
    left = [step]

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(arguments[0]).startswith(str(home)):
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def attempt(operation: Callable[[], None], step: int, home: Path) -> bool:
    """Run the operation in a child that is killed before a step; gives whether it ended by itself."""
    child = os.fork()
    if child == 0:
        kill_before(step, home)
        try:
            operation()
        except BaseException as error:  # noqa: BLE001 - the child must not go on as the parent
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status):
        raise SystemExit("the operation failed by itself")
    return True


def main(name: str, home: str, folder: str, secret: str) -> None:
    slots = Slots().adding("passphrase", NEW.encode(), bytes.fromhex(secret), Cost())
    for step in range(MOST):
        copy = Path(folder) / f"{step}" / "home"
        shutil.copytree(home, copy)
        done = attempt(partial(OPERATIONS[name], Paths(copy), secret, slots), step, copy)
        print(json.dumps({"home": str(copy), "done": done}), flush=True)
        if done:
            return
    raise SystemExit("it never ended")


if __name__ == "__main__":
    main(*sys.argv[1:])
