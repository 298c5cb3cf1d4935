"""P6: the agent listens on loopback and connects to nobody; the extension may talk to the agent alone."""

import json
import sys
from pathlib import Path

import pytest

from agent.texts import extension_folder
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

LISTENING = "0A"


def sockets(pid: int) -> list[tuple[str, str, str, str]]:
    """Return the IP sockets of a process: protocol, local address, remote address, state (hex, as the kernel says)."""
    inodes = set()
    for entry in Path(f"/proc/{pid}/fd").iterdir():
        target = str(entry.readlink())
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    found = []
    for protocol in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6"):
        for line in Path(f"/proc/{pid}/net/{protocol}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                found.append((protocol, fields[1], fields[2], fields[3]))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
async def test_the_agent_has_loopback_sockets_only(world: World) -> None:
    tab = await world.open()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    assert world.agent.process
    found = sockets(world.agent.process.pid)
    assert [socket for socket in found if socket[3] == LISTENING] == [
        ("tcp", f"0100007F:{world.agent.port:04X}", "00000000:0000", LISTENING)
    ]
    connected = [socket for socket in found if socket[3] != LISTENING]
    assert connected, "the browser's own connection should be there"
    for protocol, local, remote, _ in connected:
        assert protocol == "tcp"
        assert local == f"0100007F:{world.agent.port:04X}", "the agent opened a connection itself"
        assert remote.startswith("0100007F:")
    await tab.close()


async def test_the_extension_may_connect_to_the_agent_only() -> None:
    manifest = json.loads((extension_folder() / "manifest.json").read_text(encoding="utf-8"))
    policy = dict(
        part.split(None, 1) for part in manifest["content_security_policy"]["extension_pages"].split(";") if part
    )
    assert policy["default-src"].strip() == "'none'"
    assert policy["connect-src"].split() == ["'self'", "ws://127.0.0.1:*"]
    assert policy["script-src"].strip() == "'self'"
    assert not [host for host in manifest["host_permissions"] if "localhost" in host or "127.0.0.1" in host]


async def test_the_extension_asks_nobody_else_while_it_works(world: World) -> None:
    """Its pages and its worker fetch their own files and nothing else."""
    asked: list[str] = []
    world.context.on("request", lambda request: asked.append(request.url))
    page = await world.context.new_page()
    for name in ("pair", "popup"):
        await page.goto(f"{world.origin}/pages/{name}/index.html")
        await page.wait_for_timeout(300)
    await page.close()
    tab = await world.open()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    assert not [url for url in asked if not url.startswith((world.origin, world.site.url))]
    await tab.close()


async def test_a_page_of_the_extension_cannot_reach_out(world: World) -> None:
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/popup/index.html")
    refused = await page.evaluate(
        """async (url) => { try { await fetch(url); return "reached"; } catch (error) { return error.name; } }""",
        f"{world.site.url}/home",
    )
    assert refused == "TypeError"
    await page.close()
