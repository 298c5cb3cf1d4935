"""The agent's side of a connection on a bench: frames in, frames out, no socket."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from agent.commands.registry import Caller
from agent.pairing import Pairing, Pairings
from agent.paths import Paths
from agent.session import Session
from protocol.channel import (
    PAIRING_MODE,
    SESSION_MODE,
    Channel,
    Close,
    Initiator,
    WireFault,
)
from protocol.messages import Answer, Call, Reply, Request
from protocol.messages.state import Done
from protocol.pairing_code import PairingCode
from tests.support.wire import CHROME

PING = b'{"frame":"call","id":0,"body":{"type":"ping"}}'

HALF_A_PAIR = b'{"frame":"call","id":0,"body":{"type":"client.show","client":"\\ud800"}}'
"""No text at all in JSON's sense; the extension never sends it."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Bench:
    """Pairings, and sessions whose calls are noted and done."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        folder.mkdir(exist_ok=True)
        self.pairings = Pairings(Paths(folder), self.clock)
        self.pairings.port = 48217
        self.asked: list[tuple[Caller, Request]] = []

    async def dispatch(self, caller: Caller, request: Request) -> Reply:
        self.asked.append((caller, request))
        return Done()

    def session(self, origin: str = CHROME) -> Session:
        return Session(self.pairings, origin, self.dispatch)

    def paired(self, name: str = "Test browser") -> Pairing:
        self.pairings.start()
        code = self.pairings.codes[0]
        offered = self.pairings.offer(code, name, CHROME)
        self.pairings.confirm(code, offered)
        return offered

    def connect(self, pairing: Pairing, origin: str = CHROME) -> tuple[Session, Channel]:
        """Shake hands under a pairing."""
        session = self.session(origin)
        initiator = Initiator(SESSION_MODE, bytes.fromhex(pairing.key), bytes.fromhex(pairing.pairing))
        return session, initiator.finish(session.hello(initiator.first))

    def connect_by_code(self, text: str, origin: str = CHROME) -> tuple[Session, Channel]:
        """Shake hands under a code."""
        session = self.session(origin)
        initiator = Initiator(PAIRING_MODE, PairingCode.parse(text).psk)
        return session, initiator.finish(session.hello(initiator.first))


def ask(session: Session, channel: Channel, number: int, request: Request) -> Reply:
    """Send a call through both ends and give the reply."""
    item: Call | Answer | None = None
    for frame in channel.seal(msgspec.json.encode(Call(number, request))):
        item = session.open(frame)
    answer = asyncio.run(session.answer(item)) if isinstance(item, Call) else item
    assert isinstance(answer, Answer)
    return heard(session, channel, answer)


def heard(session: Session, channel: Channel, answer: Answer) -> Reply:
    *_first, message = [channel.open(frame) for frame in session.seal(answer)]
    assert message is not None
    decoded = msgspec.json.decode(message, type=Answer)
    assert decoded.id == answer.id
    return decoded.body


def refused(close: Close, act: Callable[[], object]) -> str:
    with pytest.raises(WireFault) as fault:
        act()
    assert fault.value.close is close
    assert len(str(fault.value)) <= 123
    return str(fault.value)
