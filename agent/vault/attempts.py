"""Wrong passphrases wait longer each time, counted over all who try.

It stands in `attempts.json`, outside the vault since it is needed while that is locked; a restart doesn't end it.
Each attempt is counted before it is made, so that neither a crash nor a second caller gets one for nothing. Whoever can
delete the file can also copy the vault and guess elsewhere: this slows those who can only ask, Argon2id slows the rest.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from agent.errors import VaultError, WrongSecret
from agent.vault.seal import write_private

FREE = 3
"""So many slips of the finger cost nothing."""
LONGEST = 300.0
"""Seconds: long enough to make guessing hopeless, short enough for an owner whom somebody wants to lock out."""


class _Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`failures` since the last success; `last` in seconds since 1970."""

    failures: Annotated[int, Meta(ge=0)]
    last: float


_NONE = _Count(0, 0.0)


class Attempts:
    """The count and its file."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock
        self._count: _Count | None = None

    def begin(self) -> None:
        """Count an attempt as failed until `succeeded` is called; raises WrongSecret while the wait isn't over."""
        count, now = self._read(), self._clock()
        wait = delay(count.failures)
        left = count.last + wait - now
        if left > wait:  # the clock was put back: wait once more, but not for years
            self._write(_Count(count.failures, now))
            left = wait
        if left > 0:
            raise WrongSecret(f"Too many wrong attempts. Wait {_spoken(left)} and try again.", left)
        self._write(_Count(count.failures + 1, now))

    def succeeded(self) -> None:
        """Start the count afresh."""
        self._count = _NONE
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def wrong(self, sentence: str) -> WrongSecret:
        """Make the error for an attempt that was wrong, with the wait that it brings."""
        wait = delay(self._read().failures)
        return WrongSecret(
            f"{sentence} Wait {_spoken(wait)} and try again." if wait else f"{sentence} Try again.", wait
        )

    def _read(self) -> _Count:
        if self._count is None:
            try:
                self._count = msgspec.json.decode(self._path.read_bytes(), type=_Count)
            except FileNotFoundError:
                self._count = _NONE
            except (OSError, msgspec.MsgspecError, UnicodeDecodeError):  # whoever spoils it doesn't gain by that
                return self._write(_Count(FREE + 5, self._clock()))
        return self._count

    def _write(self, count: _Count) -> _Count:
        self._count = count
        # A full or forbidden disk must not keep the owner out: the count then lasts as long as this process.
        with suppress(VaultError, OSError):
            write_private(self._path, msgspec.json.encode(count))
        return count


def delay(failures: int) -> float:
    """Give the wait after so many failures, in seconds: nothing, then 2, 4, 8 and so on."""
    return 0.0 if failures <= FREE else min(2.0 ** min(failures - FREE, 20), LONGEST)


def _spoken(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 120:
        return f"{whole} second{'' if whole == 1 else 's'}"
    return f"{round(whole / 60)} minutes"
