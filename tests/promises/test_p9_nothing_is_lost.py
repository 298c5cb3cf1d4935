"""P9: whatever is killed, and whenever: every change that was acknowledged is there afterwards, once."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import sys
import uuid
from collections import Counter
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright

from agent.client import connect
from agent.demo.browser import extension_origin, open_context
from agent.demo.process import AgentProcess
from agent.errors import AgentAway
from agent.paths import Paths
from protocol.messages.log import LogNote
from protocol.messages.warnings import Sighting, WarningDecide, WarningOpen, WarningUse, WarningView
from protocol.messages.watchlist import ClientAdd, ClientReply
from tests.support.world import World, go_ahead, heed, open_world

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

KILLS = 4
JAMIE = "x:jamie_doe"


@pytest_asyncio.fixture(loop_scope="session")
async def agent(template: Path, tmp_path: Path) -> AgentProcess:
    shutil.copytree(template, tmp_path / "home")
    return AgentProcess(tmp_path / "home")


class Acknowledged:
    """What the agent said that it has done."""

    def __init__(self) -> None:
        self.clients: list[str] = []
        self.warned: list[int] = []
        self.decided: dict[int, str] = {}
        self.used: list[int] = []
        self.notes: Counter[str] = Counter()


async def one_override(agent: AgentProcess, done: Acknowledged) -> None:
    """Go through all steps of an override in one session, noting each as it is acknowledged."""
    number = len(done.warned)
    async with await connect(Paths(agent.home)) as client:
        reply = await client.ask(
            ClientAdd(label=f"N. {number}", accounts=[f"mastodon:p{uuid.uuid4().hex}@a.example.org"])
        )
        assert isinstance(reply, ClientReply)
        done.clients.append(reply.client.id)
        view = await client.ask(WarningOpen([Sighting(JAMIE)], "react", "performs", "click"))
        assert isinstance(view, WarningView)
        done.warned.append(view.warning)
        await asyncio.sleep(0.003)
        await client.ask(WarningDecide(view.warning, "overridden", reason="supervisor_advised"))
        done.decided[view.warning] = "overridden"
        await client.ask(WarningUse(view.warning, "used"))
        done.used.append(view.warning)
        note = f"note {number}"
        await client.ask(LogNote(view.warning, note=note))
        done.notes[note] += 1


async def work_until_killed(agent: AgentProcess, done: Acknowledged, seconds: float) -> None:
    """Override after override, until SIGKILL comes in between."""

    async def work() -> None:
        with contextlib.suppress(AgentAway):
            while True:
                await one_override(agent, done)

    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        await asyncio.sleep(seconds)
        await agent.kill()


async def test_everything_acknowledged_survives_sigkill_at_any_instant(agent: AgentProcess) -> None:
    done = Acknowledged()
    chance = random.Random(20261122)  # noqa: S311 - when to kill, not a secret
    await agent.start()
    before = {client["id"] for client in await clients(agent)}
    for _ in range(KILLS):
        await work_until_killed(agent, done, chance.uniform(0.05, 0.6))
        await agent.start()
    try:
        await check(agent, done, before)
    finally:
        await agent.stop()


async def clients(agent: AgentProcess) -> list[dict[str, str]]:
    """Return the watch list."""
    found = await agent.ask("client", "list")
    return found if isinstance(found, list) else [found]


async def check(agent: AgentProcess, done: Acknowledged, before: set[str]) -> None:
    """Everything acknowledged is there once; nothing is there that was never asked for."""
    there = Counter(client["id"] for client in await clients(agent))
    assert all(there[client] == 1 for client in [*done.clients, *before])
    assert len(there) - len(before) - len(done.clients) in range(KILLS + 1)
    entries = {entry["sequence"]: entry for entry in await agent.log()}
    assert set(done.warned) <= set(entries)
    assert len(entries) - len(done.warned) in range(KILLS + 1)
    for warning, outcome in done.decided.items():
        assert entries[warning]["outcome"] == outcome
        assert entries[warning]["reason"] == "supervisor_advised"
    assert all(entries[warning]["use"] == "used" for warning in done.used)
    assert all(entry["use"] is None for entry in entries.values() if entry["outcome"] != "overridden")
    verified = await agent.ask("log", "verify")
    assert verified["ok"], verified["problems"]
    assert done.warned, "the test did nothing"


async def test_a_killed_agents_files_all_open(agent: AgentProcess) -> None:
    """Kill it while it starts, again and again: it starts afterwards."""
    for wait in (0.1, 0.3, 0.6):
        process = await agent.spawn("run", "--port", "0", "--json", "--passphrase-file", str(agent.passphrase_file))
        await asyncio.sleep(wait)
        process.kill()
        await process.communicate()
    await agent.start()
    assert (await agent.ask("log", "verify"))["ok"]
    await agent.stop()


@pytest.mark.browser
async def test_a_worker_that_is_stopped_while_it_holds_a_gesture_loses_nothing(world: World) -> None:
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    warning = await world.warning_after(like.click)
    await world.stop_worker()
    await heed(warning)
    await world.entry(outcome="heeded")
    assert world.site.interactions == []
    await tab.bring_to_front()
    await heed(await world.warning_after(like.click))
    assert world.site.interactions == []
    await tab.close()


@pytest.mark.browser
async def test_a_worker_that_is_stopped_is_started_by_the_next_press(world: World) -> None:
    tab = await world.open()
    await world.stop_worker()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    await world.stop_worker()
    await world.status("9002").get_by_role("button", name="Favorite").click()
    await world.arrived("POST /api/v1/statuses/9002/favourite")
    assert world.site.interactions == ["POST /api/v1/statuses/9002/favourite"]
    await tab.close()


def browser_process(profile: Path) -> int:
    """Return the id of the browser's main process that uses this profile."""
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            arguments = (entry / "cmdline").read_bytes().split(b"\0")
            if f"--user-data-dir={profile}".encode() in arguments and not any(
                a.startswith(b"--type=") for a in arguments
            ):
                return int(entry.name)
    raise AssertionError("the browser isn't there")


@pytest.mark.browser
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
async def test_a_killed_browser_keeps_its_pairing_and_the_log_what_was_decided(
    playwright: Playwright, template: Path, tmp_path: Path
) -> None:
    async with open_world(playwright, template, tmp_path) as world:
        await world.open()
        like = world.status("9001").get_by_role("button", name="Favorite")
        await go_ahead(await world.warning_after(like.click))
        await world.warning_after(world.status("9004").get_by_role("button", name="Favorite").click)
        os.kill(browser_process(world.profile), signal.SIGKILL)
        decided, open_yet = await world.log()
        assert (decided["outcome"], decided["use"] in {"granted", "lapsed"}) == ("overridden", True)
        assert open_yet["outcome"] in {None, "expired"}
        context = await open_context(playwright, world.profile, tmp_path / "extension")
        again = World(context, world.site, world.agent, tmp_path, await extension_origin(context))
        await again.connected()
        await again.open()
        await heed(await again.warning_after(again.status("9001").get_by_role("button", name="Favorite").click))
        assert world.site.interactions == [], "a grant doesn't outlive its page"
        await again.entry(outcome="heeded")
        assert (await world.agent.ask("log", "verify"))["ok"]
        await context.close()
