"""The lock that one process holds on the vault: an agent, or a command that opens the vault by itself.

It is the system's `flock` (on Windows, its lock on a byte of the file), so it ends with its process however that ends,
and no stale lock can be left. It belongs to the open file: a process that replaces itself with `os.execv` keeps it by
handing the descriptor on.
"""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from agent.errors import VaultBusy, VaultError
from agent.paths import Paths
from agent.vault.seal import forbidden

BUSY = "Another Framekeeper agent has this vault open. Use that one, or stop it and try again."


class InstanceLock:
    """Holds the lock from its making until `release`, or as a context; raises VaultBusy if another process has it.

    `inherited` is the `descriptor` of the lock that this process held before `os.execv`; it is taken over if it still
    is that file, and else ignored.
    """

    def __init__(self, paths: Paths, inherited: int | None = None) -> None:
        if inherited is not None and _is_file(inherited, paths.lock):
            self.descriptor = inherited
        else:
            self.descriptor = _take(paths)

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _take(paths: Paths) -> int:
    """Lock the file, and see that it still stands at its path: deleting it in between must not make a second lock."""
    paths.make_home()
    while True:
        descriptor = _open(paths.lock)
        os.set_inheritable(descriptor, True)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise VaultBusy(BUSY) from None
        if _is_file(descriptor, paths.lock):
            return descriptor
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise VaultError(forbidden(path.name)) from None


def _lock(descriptor: int) -> None:
    """Lock or raise: BlockingIOError, on Windows PermissionError."""
    if sys.platform == "win32":  # pragma: no cover - runs there only
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_file(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False
