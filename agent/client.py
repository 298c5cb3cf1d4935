"""How the command line talks to a running agent: the extension's protocol, over the pairing in `cli.key`.

It imports nothing of the agent but its errors and paths. Every failure is a FramekeeperError whose sentence
says what to do; what the agent refused is raised as the error of the same code.
"""

import asyncio
import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Self

import msgspec
from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as open_socket
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin

from agent.cli_key import read_cli_key
from agent.errors import (
    AgentAway,
    BadFrame,
    FramekeeperError,
    HandshakeFailed,
    NotAllowed,
    UnknownPairing,
    VaultLocked,
    VersionMismatch,
    WrongSecret,
)
from agent.paths import Paths
from protocol.channel import FRAME_LIMIT, SESSION_MODE, Channel, Close, Initiator, WireFault
from protocol.messages import VERSION, Answer, Call, ListChanged, Locked, Notice, Problem, Reply, Request
from protocol.padding import encode

PATIENCE = 10.0
"""Seconds for the agent to accept a connection and prove that it holds the key."""

_decode = msgspec.json.Decoder(Answer | Notice).decode
_TURN = Problem("", "")
"""Given to a call that waits, instead of an answer: nobody reads any more, so it has to."""


class Client:
    """A session. Calls may overlap: one of those that wait reads for all, so that no task is needed."""

    def __init__(self, socket: ClientConnection, channel: Channel) -> None:
        """Take an established session; `on_notice` may be set to hear notices, which come while somebody waits."""
        self._socket = socket
        self._channel = channel
        self._calls = 0
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self._reading = False
        self._sending = asyncio.Lock()
        self.on_notice: Callable[[ListChanged | Locked], None] = lambda _notice: None

    async def ask(self, request: Request) -> Reply:
        """Ask and wait for the reply; raises the FramekeeperError that the agent named, or a WireError."""
        answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        async with self._sending:
            number, self._calls = self._calls, self._calls + 1
            self._waiting[number] = answered
            try:
                await self._send(Call(number, request))
            except ConnectionClosed as closed:
                del self._waiting[number]
                raise _why_closed(closed) from None
        try:
            reply = await self._reply(number)
        finally:
            del self._waiting[number]
            self._hand_over()
        if isinstance(reply, Problem):
            raise problem_error(reply)
        return reply

    async def close(self) -> None:
        """End the session."""
        await self._socket.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _send(self, call: Call) -> None:
        try:
            frames = self._channel.seal(encode(call))
        except ValueError:
            raise BadFrame("The message is too long. Send less at a time.") from None
        for frame in frames:
            await self._socket.send(frame)

    async def _reply(self, number: int) -> Reply:
        while True:
            if not self._reading:
                return await self._read_until(number)
            reply = await self._waiting[number]
            if reply is not _TURN:
                return reply
            self._waiting[number] = asyncio.get_running_loop().create_future()

    async def _read_until(self, number: int) -> Reply:
        self._reading = True
        try:
            # The answer may have come between the turn's being given and its being taken.
            while not self._waiting[number].done():
                self._take(await self._socket.recv())
            return self._waiting[number].result()
        except ConnectionClosed as closed:
            raise _why_closed(closed) from None
        finally:
            self._reading = False

    def _hand_over(self) -> None:
        """Let somebody else read, if nobody does and somebody waits."""
        if not self._reading:
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_result(_TURN)
                    return

    def _take(self, frame: bytes | str) -> None:
        try:
            message = self._channel.open(frame) if isinstance(frame, bytes) else None
            frame_ = None if message is None else _decode(message)
        except (WireFault, msgspec.DecodeError, UnicodeDecodeError):
            raise BadFrame("The agent's answer can't be understood. Restart the agent and try again.") from None
        if isinstance(frame_, Answer):
            waiting = self._waiting.get(frame_.id)
            if waiting is not None and not waiting.done():
                waiting.set_result(frame_.body)
        elif frame_ is not None:
            self.on_notice(frame_.body)


async def connect(paths: Paths) -> Client:
    """Open a session with the agent that runs on this home.

    Raises AgentAway if none does, HandshakeFailed if something else answers, UnknownPairing, VersionMismatch.
    """
    try:
        port = int(paths.port.read_text())
    except (FileNotFoundError, ValueError):
        raise AgentAway("The agent isn't running. Start it with `framekeeper run`.") from None
    pairing, key = read_cli_key(paths).secrets
    return await open_session(port, Initiator(SESSION_MODE, key, pairing))


async def open_session(port: int, initiator: Initiator, origin: str | None = None) -> Client:
    """Open a session with whoever listens on `port` of loopback; `origin` as an extension would send it."""
    try:
        socket = await open_socket(
            f"ws://127.0.0.1:{port}/session",
            origin=None if origin is None else Origin(origin),
            compression=None,
            max_size=FRAME_LIMIT,
            ping_interval=None,
            open_timeout=PATIENCE,
            close_timeout=1,
            proxy=None,
            user_agent_header=None,
        )
    except (OSError, WebSocketException):
        # A TimeoutError is an OSError.
        raise AgentAway("The agent doesn't answer. Start it with `framekeeper run`, or restart it.") from None
    try:
        channel = await _handshake(socket, initiator)
    except BaseException:
        with contextlib.suppress(OSError, WebSocketException):
            await socket.close()
        raise
    return Client(socket, channel)


async def _handshake(socket: ClientConnection, initiator: Initiator) -> Channel:
    try:
        async with asyncio.timeout(PATIENCE):
            await socket.send(initiator.first)
            answer = await socket.recv()
        return initiator.finish(answer if isinstance(answer, bytes) else b"")
    except ConnectionClosed as closed:
        raise _why_closed(closed) from None
    except TimeoutError:
        raise AgentAway("The agent doesn't answer. Restart it and try again.") from None
    except WireFault:
        raise HandshakeFailed(
            "What answers on the agent's port isn't this agent. Close the program that uses it, restart the agent."
        ) from None


_CLOSED: dict[int, Callable[[], FramekeeperError]] = {
    Close.BAD_FRAME: lambda: BadFrame("The agent couldn't read what was sent. Update Framekeeper, restart the agent."),
    Close.HANDSHAKE_FAILED: lambda: HandshakeFailed("The agent holds another key. Restart it and try again."),
    Close.NOT_ALLOWED: lambda: NotAllowed("The agent doesn't allow this from here. Pair again."),
    Close.UNKNOWN_PAIRING: lambda: UnknownPairing("The agent doesn't know this pairing. Restart it, or pair again."),
    Close.UNPAIRED: lambda: UnknownPairing("This pairing was ended at the agent. Pair again."),
    Close.CODE_USED: lambda: HandshakeFailed("This pairing code has been used. Make a new one: `framekeeper pair`."),
    Close.CODE_EXPIRED: lambda: HandshakeFailed("This pairing code has expired. Make a new one: `framekeeper pair`."),
    Close.LOCKED: lambda: VaultLocked("The vault has just been locked. Unlock it and try again."),
}


def _why_closed(closed: ConnectionClosed) -> FramekeeperError:
    code, reason = (0, "") if closed.rcvd is None else (closed.rcvd.code, closed.rcvd.reason)
    if code == Close.VERSION:
        return VersionMismatch(which_to_update(reason))
    known = _CLOSED.get(code)
    if known is not None:
        return known()
    return AgentAway("The agent ended the connection. See whether it runs with `framekeeper status`, then try again.")


def which_to_update(reason: str) -> str:
    """Say which side is older, from the reason `version N` with which the agent closed."""
    number = reason.removeprefix("version ")
    if number.isascii() and number.isdecimal() and int(number) < VERSION:
        return "The agent that runs is older than this command. Restart it, so that the installed version runs."
    return "The agent that runs is newer than this command. Update Framekeeper."


def problem_error(problem: Problem) -> FramekeeperError:
    """Give the error that a Problem stands for: of the class with its code, else a FramekeeperError with that code."""
    kinds = [FramekeeperError]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())
    found = next((kind for kind in kinds if kind.code == problem.code), FramekeeperError)
    if found is WrongSecret:
        return WrongSecret(problem.message, problem.retry_after or 0.0)
    error = found(problem.message)
    error.code, error.retry_after = problem.code, problem.retry_after
    return error
