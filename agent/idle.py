"""When the vault is to be locked unasked: after too long without input, and when the machine has slept.

Sans-IO: clocks are read by `Clocks.now`, everything else is arithmetic on what it gave.
"""

import time
from dataclasses import dataclass
from typing import Literal

TICK = 5.0
"""Seconds between looks at the clocks: late enough to cost nothing, early enough to lock soon after waking."""
SLEPT = 30.0
"""Seconds by which clocks part before we call it sleep: more than the time service or a busy machine makes."""


@dataclass(frozen=True)
class Clocks:
    """Three clocks in seconds; `boot` goes on while the machine sleeps, where the system has such a clock."""

    monotonic: float
    boot: float
    wall: float

    @classmethod
    def now(cls) -> "Clocks":
        """Read them."""
        monotonic = time.monotonic()
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        return cls(monotonic, monotonic if clock is None else time.clock_gettime(clock), time.time())


def slept(before: Clocks, after: Clocks) -> bool:
    """Whether the machine was suspended between two readings.

    The boot clock then gains on the monotonic one. Where both stop or neither does, the wall clock has moved
    much further than the tick that we asked for; somebody setting it back by hand isn't sleep.
    """
    ticked = after.monotonic - before.monotonic
    boot = (after.boot - before.boot) - ticked
    wall = (after.wall - before.wall) - ticked
    return boot > SLEPT or wall > SLEPT or ticked > TICK + SLEPT


def why_lock(last_input: float, idle_lock: float, before: Clocks, after: Clocks) -> Literal["suspend", "idle"] | None:
    """Say why to lock now, or None; `last_input` is on the monotonic clock, `idle_lock` in seconds."""
    if slept(before, after):
        return "suspend"
    return "idle" if after.monotonic - last_input >= idle_lock else None
