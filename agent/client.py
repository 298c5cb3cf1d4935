"""How the command line talks to a running agent: the extension's protocol, over the pairing in `cli.key`.

It imports nothing of the agent but its errors and paths. Every failure is a FramekeeperError whose sentence
says what to do; what the agent refused is raised as the error of the same code.
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

import msgspec
from websockets.exceptions import WebSocketException

from agent.cli_key import read_cli_key
from agent.errors import (
    AgentAway,
    BadFrame,
    BadInput,
    FramekeeperError,
    HandshakeFailed,
    NotAllowed,
    UnknownPairing,
    VaultLocked,
    VersionMismatch,
    WrongSecret,
)
from agent.line import PATIENCE, Line
from agent.paths import Paths
from protocol.channel import SESSION_MODE, Channel, Close, Initiator, WireFault
from protocol.messages import Answer, Call, News, Notice, Reply, Request
from protocol.messages.state import Problem
from protocol.messages.words import VERSION
from protocol.padding import encode

_decode = msgspec.json.Decoder(Answer | Notice).decode


class Client:
    """A session. Calls may overlap; each is answered in the callback that brought its frame, without a task."""

    def __init__(self, line: Line, channel: Channel) -> None:
        """Take an established session; `on_notice` may be set to hear notices."""
        self._line = line
        self._channel = channel
        self._calls = 0
        self._waiting: dict[int, asyncio.Future[Reply]] = {}
        self._ended: FramekeeperError | None = None
        self.on_notice: Callable[[News], None] = lambda _notice: None
        line.on_frame = self._take
        line.on_end = lambda code, reason: self._end(why_ended(code, reason))

    async def ask(self, request: Request) -> Reply:
        """Ask and wait for the reply; raises the FramekeeperError that the agent named, or a WireError."""
        if self._ended is not None:
            raise self._ended
        try:
            frames = self._channel.seal(encode(Call(self._calls, request)))
        except ValueError:
            raise BadInput("The message is too long. Send less at a time.") from None
        number, self._calls = self._calls, self._calls + 1
        answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        try:
            for frame in frames:
                self._line.send(frame)
            reply = await answered
        except ConnectionError:
            raise why_ended(*self._line.farewell) from None
        finally:
            del self._waiting[number]
        if isinstance(reply, Problem):
            raise problem_error(reply)
        return reply

    async def close(self) -> None:
        """End the session."""
        await self._line.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _take(self, frame: bytes) -> None:
        try:
            message = self._channel.open(frame)
            heard = None if message is None else _decode(message)
        except (WireFault, msgspec.DecodeError, UnicodeDecodeError):
            self._end(BadFrame("The agent's answer can't be understood. Restart the agent and try again."))
            self._line.abort()
            return
        if isinstance(heard, Answer):
            waiting = self._waiting.get(heard.id)
            if waiting is not None and not waiting.done():
                waiting.set_result(heard.body)
        elif heard is not None:
            self.on_notice(heard.body)

    def _end(self, why: FramekeeperError) -> None:
        """Tell all who wait, and all who come, why it ended; the first reason counts."""
        self._ended = self._ended or why
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(self._ended)


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
        line = await Line.open(port, origin)
    except (OSError, WebSocketException):
        # A TimeoutError is an OSError.
        raise AgentAway("The agent doesn't answer. Start it with `framekeeper run`, or restart it.") from None
    try:
        return Client(line, initiator.finish(await _second(line, initiator)))
    except WireFault:
        line.abort()
        raise HandshakeFailed(
            "What answers on the agent's port isn't this agent. Close the program that uses it, restart the agent."
        ) from None
    except BaseException:
        line.abort()
        raise


async def _second(line: Line, initiator: Initiator) -> bytes:
    """Send the first frame and give the agent's answer; raises the error that its closing means."""
    answered: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    line.on_frame = lambda frame: None if answered.done() else answered.set_result(frame)
    line.on_end = lambda code, reason: None if answered.done() else answered.set_exception(why_ended(code, reason))
    try:
        line.send(initiator.first)
        async with asyncio.timeout(PATIENCE):
            return await answered
    except ConnectionError:
        raise why_ended(*line.farewell) from None
    except TimeoutError:
        raise AgentAway("The agent doesn't answer. Restart it and try again.") from None


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


def why_ended(code: int, reason: str) -> FramekeeperError:
    """Say why a connection ended, from the code and reason of its closing, which are 0 and "" if it was cut."""
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
