"""How long a check of one account takes over the encrypted session, against a bare echo of the same size.

Measured as the caller sees it: `Client.ask`, with sealing and opening on both sides, against the same kind of
connection (`agent/line.py`) to an echo. Echo, small list and large list take turns in short blocks, so that the
machine's moods hit all alike and each is as warm as the others. Half of the accounts are on the list, from all over it.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

from agent import client
from agent.line import Line
from agent.paths import Paths
from protocol.channel import pad
from protocol.messages import Call
from protocol.messages.warnings import Check, Sighting
from protocol.noise import TAG_SIZE
from protocol.padding import encode
from tests.bench.filling import account, make_home
from tests.bench.rows import Row, p

BLOCK, BLOCKS = 100, 60
WARM_UP = 5
"""Blocks of each that aren't counted."""
SMALL, LARGE = 100, 1_000_000
_STEP = 7919
"""A prime, so that the accounts asked for come from everywhere in the list."""

Times = list[float]


def checks(accounts: int) -> Iterator[Check]:
    """Give checks of one account without end, every other one of an account that is on the list."""
    for number in count():
        found = number * _STEP % accounts
        yield Check([Sighting(account(found if number % 2 else accounts + found))])


@asynccontextmanager
async def echo() -> AsyncIterator[Callable[[], Awaitable[object]]]:
    """Start the bare echo, connect to it, and give what sends a frame there and waits for it to come back."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.echo", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        line = await Line.open(int(await process.stdout.readline()))
        loop, data = asyncio.get_running_loop(), frame()

        async def there_and_back() -> None:
            back: asyncio.Future[bytes] = loop.create_future()
            line.on_frame = back.set_result
            line.send(data)
            await back

        yield there_and_back
        await line.close()
    finally:
        process.kill()
        await process.communicate()


def frame() -> bytes:
    """Make a frame as long as the one that carries a check of one account."""
    record = pad(encode(Call(1000, next(checks(SMALL)))))
    return bytes(1 + len(record) + TAG_SIZE)


async def measure(folder: Path) -> list[Row]:
    """Take turns, and compare."""
    async with AsyncExitStack() as stack:
        agents = [(make_home(folder, size), size) for size in (SMALL, LARGE)]
        for agent, _ in agents:
            await agent.start()
            stack.push_async_callback(agent.stop)
        asks = [await stack.enter_async_context(echo())]
        for agent, size in agents:
            opened = await stack.enter_async_context(await client.connect(Paths(agent.home)))
            asks.append(_asking(opened, size))
        return _rows(*await _in_turns(asks))


def _asking(opened: client.Client, size: int) -> Callable[[], Awaitable[object]]:
    asked = checks(size)
    return lambda: opened.ask(next(asked))


async def _in_turns(asks: list[Callable[[], Awaitable[object]]]) -> list[Times]:
    times: list[Times] = [[] for _ in asks]
    for _ in range(WARM_UP + BLOCKS):
        for ask, noted in zip(asks, times, strict=True):
            for _ in range(BLOCK):
                began = time.perf_counter()
                await ask()
                noted.append(time.perf_counter() - began)
    return [noted[WARM_UP * BLOCK :] for noted in times]


def _rows(bare: Times, small: Times, large: Times) -> list[Row]:
    what = "check of one account, encrypted, against a bare aiohttp echo"
    return [
        _row(f"{what}, median", small, bare, 50, 2.0),
        _row(f"{what}, 99th percentile", small, bare, 99, 3.0),
        _row("check with 1,000,000 accounts against 100, median", large, small, 50, 1.1),
    ]


def _row(what: str, slow: Times, quick: Times, percent: int, bar: float) -> Row:
    this, that = p(slow, percent), p(quick, percent)
    return Row(what, this / that, "x", bar, f"{this * 1e6:.0f} µs against {that * 1e6:.0f} µs")
