"""Waiting for what is to come: tests hold on a busy machine, and wait no longer than they must on an idle one.

What is expected to happen is looked for until it has; only what must not happen is waited for by the clock.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds after which what should have come isn't coming, on however busy a machine."""


async def until(look: Callable[[], Awaitable[T]], met: Callable[[T], Any] = bool) -> T:
    """Look again and again until what is seen is as it should be, and return it."""
    end = time.monotonic() + PATIENCE
    while not met(seen := await look()):
        assert time.monotonic() < end, f"still {seen!r}"
        await asyncio.sleep(0.05)
    return seen
