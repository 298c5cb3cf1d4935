"""How long the agent takes to answer a check of one account, against a bare echo of the same size in the same run.

Measured from handing the sealed frame to the socket until the answer's frame is there, so that only the other side
differs; the client is the same for all. The rounds are interleaved, so that the machine's moods hit all alike.
"""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect

from agent.cli_key import read_cli_key
from agent.demo.process import AgentProcess
from agent.paths import Paths
from protocol.channel import SESSION_MODE, Channel, Initiator
from protocol.messages import VERSION, Call, Check, Sighting, StatusAsk
from protocol.padding import encode
from tests.bench.filling import account, make_home
from tests.bench.rows import Row, p

ROUNDS = 4000
WARM_UP = 300
SMALL, LARGE = 100, 1_000_000


class Session:
    """A session of which the frames are in hand."""

    def __init__(self, socket: ClientConnection, channel: Channel) -> None:
        self.socket = socket
        self.channel = channel
        self.number = 0
        self.times: list[float] = []

    def seal(self, body: Check | StatusAsk) -> bytes:
        """Seal the next call."""
        (frame,) = self.channel.seal(encode(Call(self.number, body)))
        self.number += 1
        return frame

    async def round_trip(self, frame: bytes) -> None:
        """Send a frame, wait for the answer, note the time."""
        began = time.perf_counter()
        await self.socket.send(frame)
        answer = await self.socket.recv()
        self.times.append(time.perf_counter() - began)
        assert isinstance(answer, bytes)
        assert self.channel.open(answer)


@asynccontextmanager
async def session(agent: AgentProcess) -> AsyncIterator[Session]:
    """Open a session with a running agent."""
    pairing, key = read_cli_key(Paths(agent.home)).secrets
    initiator = Initiator(SESSION_MODE, key, pairing)
    url = f"ws://127.0.0.1:{agent.port}/session"
    async with connect(url, compression=None, proxy=None, user_agent_header=None) as socket:
        await socket.send(initiator.first)
        answer = await socket.recv()
        assert isinstance(answer, bytes)
        opened = Session(socket, initiator.finish(answer))
        await opened.round_trip(opened.seal(StatusAsk(VERSION, "bench")))
        yield opened


@asynccontextmanager
async def echo() -> AsyncIterator[ClientConnection]:
    """Start the bare echo and connect to it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.echo", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        port = int(await process.stdout.readline())
        async with connect(f"ws://127.0.0.1:{port}/", compression=None, proxy=None) as socket:
            yield socket
    finally:
        process.kill()
        await process.communicate()


async def measure(folder: Path) -> list[Row]:
    """Interleave echo, small list and large list."""
    async with AsyncExitStack() as stack:
        sessions = []
        for size in (SMALL, LARGE):
            agent = make_home(folder, size)
            await agent.start()
            stack.push_async_callback(agent.stop)
            sessions.append(await stack.enter_async_context(session(agent)))
        small, large = sessions
        bare = await _rounds(await stack.enter_async_context(echo()), small, large)
    return _rows(bare, small.times[-ROUNDS:], large.times[-ROUNDS:])


async def _rounds(socket: ClientConnection, small: Session, large: Session) -> list[float]:
    bare: list[float] = []
    for number in range(WARM_UP + ROUNDS):
        body = Check([Sighting(account(number % 90 if number % 2 else -number))])
        frame = small.seal(body)
        began = time.perf_counter()
        await socket.send(frame)
        await socket.recv()
        bare.append(time.perf_counter() - began)
        await small.round_trip(frame)
        await large.round_trip(large.seal(body))
    return bare[-ROUNDS:]


def _rows(bare: list[float], small: list[float], large: list[float]) -> list[Row]:
    note = f"{p(small, 50) * 1e6:.0f} µs against {p(bare, 50) * 1e6:.0f} µs"
    late = f"{p(small, 99) * 1e6:.0f} µs against {p(bare, 99) * 1e6:.0f} µs"
    big = f"{p(large, 50) * 1e6:.0f} µs against {p(small, 50) * 1e6:.0f} µs"
    return [
        Row("check of one account against a bare echo, median", p(small, 50) / p(bare, 50), "x", 2.0, note),
        Row("check of one account against a bare echo, 99th percentile", p(small, 99) / p(bare, 99), "x", 3.0, late),
        Row("check with 1,000,000 accounts against 100, median", p(large, 50) / p(small, 50), "x", 1.1, big),
    ]
