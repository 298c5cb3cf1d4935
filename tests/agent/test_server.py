"""The door of the agent: who may come in, who is told what, and how it closes. Real sockets on loopback."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from agent import __version__
from agent.cli_key import read_cli_key
from agent.client import Client, connect, open_session
from agent.errors import (
    AgentAway,
    HandshakeFailed,
    NotAllowed,
    UnknownPairing,
    VaultLocked,
)
from agent.line import Line
from protocol.channel import PAIRING_MODE, SESSION_MODE, Close, Initiator
from protocol.messages import (
    Browsers,
    BrowsersReply,
    Call,
    ClientAdd,
    Done,
    ListChanged,
    Locked,
    PairingCode,
    PairingPaired,
    PairingRequest,
    PairingStart,
    PairingWait,
    Ping,
    StatusAsk,
    StatusReply,
)
from protocol.padding import encode
from protocol.pairing_code import PairingCode as Code
from tests.support.wire import CHROME, FIREFOX, OTHER, Serving, serving

UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@pytest_asyncio.fixture
async def served(made_home: Path, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(made_home, tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def unlocked(made_home: Path, tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(made_home, tmp_path, unlocked=True) as made:
        yield made


async def raw(served: Serving, start: str, headers: str) -> tuple[int, str]:
    """Send a request as it stands; gives the status and all that came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
    writer.write(f"{start} HTTP/1.1\r\n{headers}\r\n".encode("latin-1"))
    answer = await reader.readuntil(b"\r\n\r\n")
    if b"101 Switching" not in answer:
        length = next(int(line[15:]) for line in answer.splitlines() if line.lower().startswith(b"content-length:"))
        answer += await reader.readexactly(length)
    writer.close()
    return int(answer.split()[1]), answer.decode()


def host(served: Serving, name: str = "127.0.0.1") -> str:
    return f"Host: {name}:{served.server.port}\r\n"


async def test_health_says_version_and_locked_and_nothing_else(served: Serving) -> None:
    status, answer = await raw(served, "GET /health", host(served))
    assert status == 200
    assert json.loads(answer.split("\r\n\r\n")[1]) == {"version": __version__, "locked": True}


async def test_the_start_page_says_what_this_is_and_how_to_pair(served: Serving) -> None:
    status, answer = await raw(served, "GET /", host(served, "localhost"))
    assert status == 200
    assert "framekeeper pair" in answer
    assert "frame-ancestors 'none'" in answer


@pytest.mark.parametrize(
    "name", ["example.org", "127.0.0.1.example.org", "127.0.0.2", "[::1]", "localhost.", "xn--localhost"]
)
@pytest.mark.parametrize("path", ["/", "/health", "/session"])
async def test_a_foreign_host_is_refused(served: Serving, name: str, path: str) -> None:
    status, _answer = await raw(served, f"GET {path}", host(served, name) + UPGRADE)
    assert status == 421


async def test_a_host_without_the_port_or_of_another_is_refused(served: Serving) -> None:
    for headers in ("Host: 127.0.0.1\r\n", f"Host: 127.0.0.1:{served.server.port + 1}\r\n"):
        assert (await raw(served, "GET /session", headers + UPGRADE))[0] == 421


@pytest.mark.parametrize(
    "origin",
    [
        "https://example.org",
        "http://127.0.0.1:48217",
        "null",
        "file://",
        "chrome-extension://abc",
        CHROME + ".example.org",
        CHROME + "/",
        "https://" + CHROME,
        CHROME.upper(),
        "moz-extension://x",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/health", "/session"])
async def test_a_foreign_origin_is_refused_before_the_upgrade(served: Serving, origin: str, path: str) -> None:
    status, _answer = await raw(served, f"GET {path}", host(served) + f"Origin: {origin}\r\n" + UPGRADE)
    assert status == 403


async def test_two_origins_or_two_hosts_are_refused(served: Serving) -> None:
    two = f"Origin: {CHROME}\r\n" * 2
    assert (await raw(served, "GET /session", host(served) + two + UPGRADE))[0] == 403
    status, _answer = await raw(served, "GET /session", host(served) * 2 + UPGRADE)
    assert status in (400, 421)


@pytest.mark.parametrize("origin", [CHROME, FIREFOX, None])
async def test_an_extension_and_the_command_line_are_upgraded(served: Serving, origin: str | None) -> None:
    header = f"Origin: {origin}\r\n" if origin else ""
    assert (await raw(served, "GET /session", host(served) + header + UPGRADE))[0] == 101


@pytest.mark.parametrize(
    "path", ["/session/", "/session?x=1", "/SESSION", "//session", "/%73ession", "/other", "/health/"]
)
async def test_a_foreign_path_is_refused(served: Serving, path: str) -> None:
    assert (await raw(served, f"GET {path}", host(served) + UPGRADE))[0] == 404


async def test_nothing_can_be_posted(served: Serving) -> None:
    for path in ("/", "/health", "/session"):
        assert (await raw(served, f"POST {path}", host(served) + "Content-Length: 0\r\n"))[0] == 405


async def test_the_session_is_a_websocket_only(served: Serving) -> None:
    assert (await raw(served, "GET /session", host(served)))[0] == 426


async def test_no_compression_is_agreed(served: Serving) -> None:
    offered = "Sec-WebSocket-Extensions: permessage-deflate\r\n"
    _status, answer = await raw(served, "GET /session", host(served) + UPGRADE + offered)
    assert "permessage-deflate" not in answer


async def test_the_command_line_asks(served: Serving) -> None:
    async with await connect(served.paths) as client:
        reply = await client.ask(StatusAsk(1, "test"))
    assert isinstance(reply, StatusReply)
    assert reply.locked


async def test_a_browser_pairs_and_asks(unlocked: Serving) -> None:
    async with await connect(unlocked.paths) as cli:
        made = await cli.ask(PairingStart())
        assert isinstance(made, PairingCode)
        assert Code.parse(made.code).port == unlocked.server.port
        async with asyncio.TaskGroup() as group:
            waiting = group.create_task(cli.ask(PairingWait()))
            # The same session answers other calls meanwhile.
            assert await cli.ask(Ping()) == Done()
            offer = await unlocked.pair()
        # `pair` made a newer code, which ends the first.
        assert waiting.result() == PairingPaired(None)
        async with await unlocked.session(offer) as browser:
            assert await browser.ask(Ping()) == Done()
        listed = await cli.ask(Browsers())
        assert isinstance(listed, BrowsersReply)
        assert [one.origin for one in listed.browsers] == ["", CHROME]


async def test_another_extension_can_not_use_the_pairing(served: Serving) -> None:
    offer = await served.pair()
    for origin in (OTHER, FIREFOX, None):
        with pytest.raises(NotAllowed):
            await served.session(offer, origin)


async def test_the_command_lines_key_is_no_use_to_an_extension(served: Serving) -> None:
    pairing, key = read_cli_key(served.paths).secrets
    with pytest.raises(NotAllowed):
        await open_session(served.server.port, Initiator(SESSION_MODE, key, pairing), CHROME)


async def test_codes_that_are_wrong_used_or_late_are_told_apart(served: Serving) -> None:
    with pytest.raises(HandshakeFailed, match="another key"):
        await served.by_code(Code.make(served.server.port).text())
    used, _expires_at = served.agent.pairings.start()
    async with await served.by_code(used) as client:
        await client.ask(PairingRequest("x"))
    with pytest.raises(HandshakeFailed, match="has been used"):
        await served.by_code(used)
    replaced, _expires_at = served.agent.pairings.start()
    served.agent.pairings.start()
    with pytest.raises(HandshakeFailed, match="has expired"):
        await served.by_code(replaced)


async def test_pairing_needs_an_extensions_origin(served: Serving) -> None:
    text, _expires_at = served.agent.pairings.start()
    with pytest.raises(NotAllowed):
        await served.by_code(text, None)


async def test_a_pairing_that_is_cut_after_the_offer_leaves_nothing(served: Serving) -> None:
    text, _expires_at = served.agent.pairings.start()
    async with await served.by_code(text) as client:
        await client.ask(PairingRequest("x"))
    assert await served.agent.pairings.wait() is None
    assert [browser.origin for browser in served.agent.pairings.browsers()] == [""]


async def test_unpairing_ends_open_sessions(served: Serving) -> None:
    offer = await served.pair()
    async with await served.session(offer) as browser:
        assert await browser.ask(Ping()) == Done()
        served.agent.pairings.remove(offer.pairing)
        await asyncio.wait_for(asyncio.shield(browser._line.ended), 5)
        with pytest.raises(UnknownPairing, match="was ended"):
            await browser.ask(Ping())
    with pytest.raises(UnknownPairing):
        await served.session(offer)


async def test_notices_reach_all_who_are_authenticated(served: Serving) -> None:
    offer = await served.pair()
    heard: list[object] = []
    async with await served.session(offer) as quiet, await connect(served.paths) as cli:
        assert await cli.ask(Ping()) == Done()
        cli.on_notice = heard.append
        quiet.on_notice = lambda notice: heard.append(("unauthenticated", notice))
        served.server.notify(ListChanged(7))
        await asyncio.sleep(0.05)
        assert heard == [ListChanged(7)]


async def test_when_the_vault_locks_everybody_is_told_why_the_session_ends(served: Serving) -> None:
    async with await connect(served.paths) as cli:
        assert await cli.ask(Ping()) == Done()
        heard: list[object] = []
        cli.on_notice = heard.append
        served.server.notify(Locked())
        await served.server.close()
        with pytest.raises(VaultLocked):
            await cli.ask(Ping())
        assert heard == [Locked()]


async def test_at_most_eight_wait_at_the_door(served: Serving) -> None:
    knocking = [await asyncio.open_connection("127.0.0.1", served.server.port) for _ in range(8)]
    reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
    for _reader, held in knocking:
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


async def ended(line: Line) -> int:
    """Give the code with which a connection is closed."""
    codes: list[int] = []
    line.on_end = lambda code, _reason: codes.append(code)
    await asyncio.wait_for(asyncio.shield(line.ended), 5)
    return codes[0]


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
