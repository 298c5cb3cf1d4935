"""The client's WebSocket: frames, ends and failures, against a server of another library."""

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest
from aiohttp import web
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import InvalidHandshake

from agent import line as module
from agent.line import Line


async def echo(socket: ServerConnection) -> None:
    async for message in socket:
        await socket.send(message)


def serving(behave: object = echo) -> AbstractAsyncContextManager[Server]:
    return serve(behave, "127.0.0.1", 0, compression=None, close_timeout=0.1)  # type: ignore[arg-type]  # an object for brevity


def port_of(server: Server) -> int:
    return int(next(iter(server.sockets)).getsockname()[1])


async def test_what_is_sent_comes_back_in_order() -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()
    async with serving() as server:
        line = await Line.open(port_of(server))
        line.on_frame = heard.put_nowait
        sent = [bytes([size % 256]) * size for size in (0, 1, 125, 126, 65_535)]
        for frame in sent:
            line.send(frame)
        assert [await heard.get() for _ in sent] == sent
        await line.close()
        with pytest.raises(ConnectionError):
            line.send(b"late")


async def test_text_and_fragments_are_no_frames() -> None:
    async def behave(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send("text")
        await socket.send([b"frag", b"ment"])
        await socket.send(b"frame")
        await socket.wait_closed()

    heard: asyncio.Queue[bytes] = asyncio.Queue()
    async with serving(behave) as server:
        line = await Line.open(port_of(server))
        line.on_frame = heard.put_nowait
        line.send(b"now")
        assert await heard.get() == b"frame"
        await line.close()


async def test_the_end_is_told_once_with_its_reason() -> None:
    told: list[tuple[int, str]] = []

    async def behave(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.close(4404, "unknown pairing")

    async with serving(behave) as server:
        line = await Line.open(port_of(server))
        line.on_end = lambda code, reason: told.append((code, reason))
        line.send(b"now")
        await line.ended
        await line.close()
    assert told == [(4404, "unknown pairing")]


async def test_an_end_in_the_same_breath_as_the_upgrade_is_kept() -> None:
    async with serving(lambda socket: socket.close(4404, "unknown pairing")) as server:
        line = await Line.open(port_of(server))
        await line.ended
    assert line.farewell == (4404, "unknown pairing")


async def test_a_cut_is_told_as_no_reason() -> None:
    told: list[tuple[int, str]] = []

    async def cut(socket: ServerConnection) -> None:
        await socket.recv()
        socket.transport.abort()

    async with serving(cut) as server:
        line = await Line.open(port_of(server))
        line.on_end = lambda code, reason: told.append((code, reason))
        line.send(b"now")
        await line.ended
    assert told == [(0, "")]


async def test_who_does_not_take_leave_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GOODBYE", 0.05)
    gone = asyncio.Event()

    async def deaf(socket: ServerConnection) -> None:
        socket.transport.pause_reading()
        await gone.wait()

    async with serving(deaf) as server:
        line = await Line.open(port_of(server))
        await line.close()
        assert line.ended.done()
        gone.set()


async def test_who_refuses_the_upgrade_is_told_apart_from_who_is_not_there() -> None:
    with pytest.raises(OSError, match=r"refused|failed"):
        await Line.open(1)
    runner = web.AppRunner(web.Application())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    with pytest.raises(InvalidHandshake):
        await Line.open(int(runner.addresses[0][1]))
    await runner.cleanup()
