"""The command line's client: against a real agent, and against what else may answer on its port."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection, serve

from agent import client as module
from agent.cli_key import CliKey
from agent.client import Client, connect, problem_error, which_to_update, why_ended
from agent.errors import (
    AgentAway,
    AlreadyThere,
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
from agent.paths import Paths
from protocol.channel import Channel, Close, Hello, respond
from protocol.messages import ListChanged, Notice
from protocol.messages.keys import PairingRequest
from protocol.messages.state import Done, Ping, Problem
from protocol.messages.watchlist import ClientList
from protocol.messages.words import VERSION
from protocol.padding import encode
from tests.support.wire import serving

KEY = CliKey("ab" * 16, "cd" * 32)
Behaviour = Callable[[ServerConnection], Awaitable[None]]


@asynccontextmanager
async def instead_of_the_agent(folder: Path, behave: Behaviour) -> AsyncIterator[Paths]:
    """Answer on the agent's port in some other way."""
    paths = Paths(folder)
    paths.cli_key.write_bytes(KEY.encode())
    async with serve(behave, "127.0.0.1", 0, compression=None) as server:
        paths.port.write_text(str(next(iter(server.sockets)).getsockname()[1]))
        yield paths


async def shake_hands(socket: ServerConnection) -> Channel:
    first = await socket.recv()
    assert isinstance(first, bytes)
    answer, channel = respond(Hello.parse(first), first, bytes.fromhex(KEY.key))
    await socket.send(answer)
    return channel


async def test_calls_may_overlap(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path) as served, await connect(served.paths) as client:
        assert await asyncio.gather(*(client.ask(Ping()) for _ in range(50))) == [Done()] * 50


async def test_a_problem_is_raised_as_its_error(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path) as served, await connect(served.paths) as client:
        with pytest.raises(VaultLocked):
            await client.ask(ClientList())
        with pytest.raises(NotAllowed):
            await client.ask(PairingRequest("x"))
        assert await client.ask(Ping()) == Done()


async def test_a_call_that_is_too_long_is_not_sent(
    made_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(made_home, tmp_path) as served, await connect(served.paths) as client:
        monkeypatch.setattr(module, "encode", lambda _call: bytes(2**20))
        with pytest.raises(BadInput, match="too long"):
            await client.ask(Ping())
        monkeypatch.undo()
        assert await client.ask(Ping()) == Done()


async def test_who_gives_up_waiting_harms_nobody(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path) as served, await connect(served.paths) as client:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.ask(Ping()), 0)
        async with asyncio.TaskGroup() as group:
            given_up = group.create_task(client.ask(Ping()))
            await asyncio.sleep(0)
            given_up.cancel()
        assert await client.ask(Ping()) == Done()


async def test_without_an_agent_it_says_how_to_start_one(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    paths.cli_key.write_bytes(KEY.encode())
    with pytest.raises(AgentAway, match="framekeeper run"):
        await connect(paths)
    paths.port.write_text("not a port")
    with pytest.raises(AgentAway, match="framekeeper run"):
        await connect(paths)
    paths.port.write_text("1")
    with pytest.raises(AgentAway, match="framekeeper run"):
        await connect(paths)


async def test_a_program_that_is_no_websocket_is_not_the_agent(tmp_path: Path) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    paths = Paths(tmp_path)
    paths.cli_key.write_bytes(KEY.encode())
    paths.port.write_text(str(server.sockets[0].getsockname()[1]))
    async with server:
        with pytest.raises(AgentAway):
            await connect(paths)


async def test_one_that_cuts_the_connection_is_not_the_agent(tmp_path: Path) -> None:
    async def cut(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    server = await asyncio.start_server(cut, "127.0.0.1", 0)
    paths = Paths(tmp_path)
    paths.cli_key.write_bytes(KEY.encode())
    paths.port.write_text(str(server.sockets[0].getsockname()[1]))
    async with server:
        with pytest.raises(AgentAway):
            await connect(paths)


async def test_a_squatter_is_found_out_and_learns_an_id(tmp_path: Path) -> None:
    heard: list[str | bytes] = []

    async def squat(socket: ServerConnection) -> None:
        heard.append(await socket.recv())
        await socket.send(bytes(48))
        heard.extend([message async for message in socket])

    async with instead_of_the_agent(tmp_path, squat) as paths:
        with pytest.raises(HandshakeFailed, match="isn't this agent"):
            await connect(paths)
    (first,) = heard
    assert isinstance(first, bytes)
    assert len(first) == 68
    assert first[4:20].hex() == KEY.pairing
    assert paths.cli_key.read_bytes() == KEY.encode()


async def test_one_that_says_nothing_is_not_waited_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.1)
    async with instead_of_the_agent(tmp_path, lambda socket: socket.wait_closed()) as paths:
        with pytest.raises(AgentAway, match="doesn't answer"):
            await connect(paths)


@pytest.mark.parametrize(
    ("code", "reason", "error", "said"),
    [
        (Close.BAD_FRAME, "", BadFrame, "Update"),
        (Close.HANDSHAKE_FAILED, "", HandshakeFailed, "another key"),
        (Close.NOT_ALLOWED, "", NotAllowed, "Pair again"),
        (Close.UNKNOWN_PAIRING, "", UnknownPairing, "doesn't know"),
        (Close.UNPAIRED, "", UnknownPairing, "was ended"),
        (Close.CODE_USED, "", HandshakeFailed, "has been used"),
        (Close.CODE_EXPIRED, "", HandshakeFailed, "has expired"),
        (Close.LOCKED, "", VaultLocked, "Unlock"),
        (Close.VERSION, f"version {VERSION + 1}", VersionMismatch, "Update Framekeeper"),
        (Close.VERSION, f"version {VERSION - 1}", VersionMismatch, "Restart it"),
        (1001, "", AgentAway, "framekeeper status"),
    ],
)
async def test_how_the_agent_closes_is_said(
    tmp_path: Path, code: int, reason: str, error: type[FramekeeperError], said: str
) -> None:
    async with instead_of_the_agent(tmp_path, lambda socket: socket.close(code, reason)) as paths:
        with pytest.raises(error, match=said):
            await connect(paths)
    assert type(why_ended(code, reason)) is error


def test_every_close_code_has_its_sentence() -> None:
    assert [close for close in Close if type(why_ended(close, "")) is AgentAway] == []


@pytest.mark.parametrize("reason", ["", "version", "version x", "version ²", "version -1", "Version 0"])
def test_a_version_that_can_not_be_read_is_taken_for_newer(reason: str) -> None:
    assert "Update Framekeeper" in which_to_update(reason)


@pytest.mark.parametrize("answer", [b"garbage", b""])
async def test_an_answer_that_does_not_open_ends_the_session(tmp_path: Path, answer: bytes) -> None:
    async def behave(socket: ServerConnection) -> None:
        await shake_hands(socket)
        await socket.recv()
        await socket.send(answer)
        await socket.wait_closed()

    async with instead_of_the_agent(tmp_path, behave) as paths:
        client = await connect(paths)
        for _ in range(2):
            with pytest.raises(BadFrame):
                await client.ask(Ping())


async def test_an_answer_that_nobody_asked_for_is_passed_over(tmp_path: Path) -> None:
    async def behave(socket: ServerConnection) -> None:
        channel = await shake_hands(socket)
        await socket.recv()
        for message in (
            b'{"frame":"answer","id":9,"body":{"type":"done"}}',
            encode(Notice(ListChanged(3))),
            b'{"frame":"answer","id":0,"body":{"type":"done"}}',
        ):
            await socket.send(channel.seal(message)[0])
        await socket.wait_closed()

    heard: list[object] = []
    async with instead_of_the_agent(tmp_path, behave) as paths, await connect(paths) as client:
        client.on_notice = heard.append
        assert await client.ask(Ping()) == Done()
        assert heard == [ListChanged(3)]


async def test_when_the_agent_dies_all_who_wait_hear_of_it(tmp_path: Path) -> None:
    async def behave(socket: ServerConnection) -> None:
        await shake_hands(socket)
        await socket.recv()
        socket.transport.abort()

    async def asked(client: Client) -> bool:
        with pytest.raises(AgentAway):
            await client.ask(Ping())
        return True

    async with instead_of_the_agent(tmp_path, behave) as paths:
        client = await connect(paths)
        assert all(await asyncio.gather(asked(client), asked(client)))
        assert await asked(client)


def test_errors_are_of_the_class_with_the_code() -> None:
    assert type(problem_error(Problem("already_there", "It is there."))) is AlreadyThere
    wrong = problem_error(Problem("wrong_secret", "Wrong.", 4.0))
    assert isinstance(wrong, WrongSecret)
    assert wrong.retry_after == 4.0
    unknown = problem_error(Problem("of_a_later_version", "Something."))
    assert (type(unknown), unknown.code, str(unknown)) == (FramekeeperError, "of_a_later_version", "Something.")
