"""The door of the agent: who may come in, and who is told what. Real sockets on loopback."""

import asyncio
import json

import pytest

from agent import __version__
from agent.cli_key import read_cli_key
from agent.client import connect, open_session
from agent.errors import (
    HandshakeFailed,
    NotAllowed,
    UnknownPairing,
    VaultLocked,
)
from protocol.channel import SESSION_MODE, Initiator
from protocol.messages import ListChanged, Locked
from protocol.messages.keys import (
    Browsers,
    BrowsersReply,
    PairingCode,
    PairingPaired,
    PairingRequest,
    PairingStart,
    PairingWait,
)
from protocol.messages.state import Done, Ping, StatusAsk, StatusReply
from protocol.pairing_code import PairingCode as Code
from tests.support.raw import UPGRADE, host, raw
from tests.support.wire import CHROME, FIREFOX, OTHER, Serving


async def test_health_says_version_and_locked_and_nothing_else(served: Serving) -> None:
    status, answer = await raw(served, "GET /health", host(served))
    assert status == 200
    assert json.loads(answer.split("\r\n\r\n")[1]) == {"version": __version__, "locked": True}


async def test_no_answer_says_what_it_is_made_of(served: Serving) -> None:
    for path, more in (("/", ""), ("/health", ""), ("/other", ""), ("/session", UPGRADE)):
        _status, answer = await raw(served, f"GET {path}", host(served) + more)
        assert "\r\nServer: Framekeeper\r\n" in answer


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
