"""The door of the agent: strangers who crowd it, and frames that break a rule. Real sockets on loopback."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from agent.client import Client, connect, open_session
from agent.errors import (
    AgentAway,
    HandshakeFailed,
    UnknownPairing,
)
from agent.line import Line
from protocol.channel import PAIRING_MODE, SESSION_MODE, Close, Initiator
from protocol.messages import Call
from protocol.messages.state import Done, Ping, StatusAsk, StatusReply
from protocol.messages.watchlist import ClientAdd
from protocol.padding import encode
from tests.support.raw import ended, host
from tests.support.wire import CHROME, Serving, serving


async def test_at_most_eight_wait_at_the_door(served: Serving) -> None:
    """A ninth is cut while eight have begun to speak."""
    knocking = [await asyncio.open_connection("127.0.0.1", served.server.port) for _ in range(8)]
    for _reader, held in knocking:
        held.write(b"GET")
    await asyncio.sleep(0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
    assert await asyncio.wait_for(reader.read(), 5) == b""
    for open_writer in (writer, *(held for _reader, held in knocking)):
        open_writer.close()


async def test_connections_that_keep_silent_keep_nobody_out(served: Serving) -> None:
    """A page can make the browser connect and say nothing, as often as it likes."""
    silent = [await asyncio.open_connection("127.0.0.1", served.server.port) for _ in range(40)]
    async with await connect(served.paths) as client:
        assert await client.ask(Ping()) == Done()
    for _reader, held in silent:
        held.close()


@pytest.mark.parametrize("path", ["/", "/health", "/other"])
async def test_who_was_answered_keeps_no_place_at_the_door(served: Serving, path: str) -> None:
    for _ in range(20):
        reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
        writer.write(f"GET {path} HTTP/1.1\r\n{host(served)}\r\n".encode())
        # To its end: the agent closes, though HTTP/1.1 would keep the connection.
        assert (await asyncio.wait_for(reader.read(), 5)).startswith(b"HTTP/1.1 ")
        writer.close()


async def test_who_is_authenticated_takes_no_place_at_the_door(served: Serving) -> None:
    clients: list[Client] = []
    for _ in range(12):
        clients.append(await connect(served.paths))
        assert await clients[-1].ask(Ping()) == Done()
    for client in clients:
        await client.close()


async def test_who_is_late_at_the_door_is_cut(made_home: Path, tmp_path: Path) -> None:
    async with serving(made_home, tmp_path, patience=0.2) as served:
        reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
        writer.write(b"GET /session HTTP/1.1\r\nHost:")
        with contextlib.suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
        half = await connect(served.paths)
        await asyncio.sleep(0.4)
        with pytest.raises(AgentAway):
            await half.ask(Ping())
        async with await connect(served.paths) as client:
            assert await client.ask(Ping()) == Done()
            await asyncio.sleep(0.4)
            assert await client.ask(Ping()) == Done()


@pytest.mark.parametrize("frame", [b"", b"x", b"FK", bytes(68), b"GET / HTTP/1.1"])
async def test_a_first_frame_that_is_none_closes_the_socket(served: Serving, frame: bytes) -> None:
    line = await Line.open(served.server.port, CHROME)
    line.send(frame)
    assert await ended(line) in (Close.BAD_FRAME, Close.VERSION)


async def test_a_newer_version_is_told_which_one_this_is(served: Serving) -> None:
    line = await Line.open(served.server.port, CHROME)
    first = bytearray(Initiator(SESSION_MODE, bytes(32)).first)
    first[2] += 1
    line.send(bytes(first))
    assert await ended(line) == Close.VERSION


async def test_a_text_frame_closes_the_socket(served: Serving) -> None:
    line = await Line.open(served.server.port, CHROME)
    line._core.send_text(b"hello")
    line._flush()
    assert await ended(line) == Close.BAD_FRAME


async def test_a_frame_that_is_too_long_closes_the_socket(served: Serving) -> None:
    line = await Line.open(served.server.port, CHROME)
    line.send(bytes(70_000))
    assert await ended(line) in (1009, Close.BAD_FRAME)


async def test_a_frame_that_is_replayed_closes_the_socket(served: Serving) -> None:
    client = await connect(served.paths)
    (frame,) = client._channel.seal(b'{"frame":"call","id":0,"body":{"type":"ping"}}')
    client._line.send(frame)
    client._line.send(frame)
    assert await ended(client._line) == Close.BAD_FRAME


async def test_a_squatters_claim_or_a_strangers_guess_ends_no_pairing(served: Serving) -> None:
    offer = await served.pair()
    before = served.paths.pairings.read_bytes()
    for mode in (SESSION_MODE, PAIRING_MODE):
        with pytest.raises((UnknownPairing, HandshakeFailed)):
            await open_session(served.server.port, Initiator(mode, bytes(32)), CHROME)
    with pytest.raises(HandshakeFailed):
        await open_session(served.server.port, Initiator(SESSION_MODE, bytes(32), bytes.fromhex(offer.pairing)), CHROME)
    assert served.paths.pairings.read_bytes() == before


async def test_a_change_is_finished_though_who_asked_has_gone(unlocked: Serving) -> None:
    client = await connect(unlocked.paths)
    (frame,) = client._channel.seal(encode(Call(0, ClientAdd(label="J. D.", names=["Jamie Doe"]))))
    client._line.send(frame)
    await client.close()
    async with await connect(unlocked.paths) as again:
        reply = await again.ask(StatusAsk(1, "test"))
    assert isinstance(reply, StatusReply)
    assert reply.clients == 1
