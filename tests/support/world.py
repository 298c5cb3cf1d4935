"""Everything real at once: an agent in a process of its own, a paired browser, a site that records what reached it."""

import asyncio
import contextlib
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from playwright.async_api import BrowserContext, Error, Locator, Page, Playwright, Worker, expect

from agent.client import connect
from agent.demo.browser import extension_origin, make_extension, open_context, pair
from agent.demo.people import JAMIE, PRIYA, ROBIN
from agent.demo.play import HOSTS, QUIET, SOON, Stage
from agent.demo.process import PASSPHRASE, AgentProcess
from agent.demo.site import Site
from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages.keys import PairingCode, PairingPaired, PairingStart, PairingWait
from protocol.messages.log import LogList, LogReply
from tests.support.waiting import until

OTHERS = ("x:jamie_doe", "instagram:jamie.doe", "tiktok:jamie.doe", "facebook:jamie.doe", "linkedin:jamie-doe")
CLIENTS = (
    {"label": "J. D.", "names": [JAMIE.name], "accounts": [JAMIE.account, *OTHERS], "status": "current"},
    {"label": "R. H.", "names": [ROBIN.name], "accounts": [ROBIN.account, "x:robin_hale"], "status": "former"},
    {"label": "P. N.", "names": [PRIYA.name], "accounts": [PRIYA.account], "status": "prospective"},
)

PROTECTED = "Protected"
"""What the popup says when all is well."""

TOOLBAR = """async (here) => {
  const [tab] = here ? await chrome.tabs.query({ active: true, lastFocusedWindow: true }) : [{}];
  const where = tab?.id === undefined ? {} : { tabId: tab.id };
  return [await chrome.action.getBadgeText(where), await chrome.action.getTitle(where)];
}"""


_POPUP_OF = """const query = chrome.tabs.query;
chrome.tabs.query = async () => [(await query({})).findLast((each) => each.url === %s)];"""


class World(Stage):
    """A stage for tests: knows the folders too, and gives fresh pages."""

    def __init__(self, context: BrowserContext, site: Site, agent: AgentProcess, folder: Path, origin: str) -> None:
        super().__init__(context, site, agent)
        self.folder = folder
        self.origin = origin

    @property
    def profile(self) -> Path:
        """The browser's profile."""
        return self.folder / "profile"

    async def open(self, path: str = "/home") -> Page:
        """Open a page of the sample site in front, with a fresh record of requests."""
        self.page = await self.context.new_page()
        await self.page.goto(self.site.url + path)
        self.site.forget()
        return self.page

    async def close_pages(self) -> None:
        """Close every page but the first."""
        for page in self.context.pages[1:]:
            await page.close()

    async def warning_after(self, act: Callable[[], Awaitable[object]]) -> Page:
        """Do something that is to be held, and return the warning that opens."""
        async with self.context.expect_page(lambda page: "/pages/warning/" in page.url, timeout=SOON) as opening:
            await act()
        warning = await opening.value
        await expect(warning.get_by_role("alertdialog").get_by_role("button").first).to_be_visible()
        return warning

    async def worker(self) -> Worker:
        """Return the extension's worker, starting it if need be."""
        if self.context.service_workers:
            return self.context.service_workers[-1]
        page = await self.context.new_page()
        await page.goto(f"{self.origin}/pages/popup/index.html")
        started = self.context.service_workers or [await self.context.wait_for_event("serviceworker")]
        await page.close()
        return started[-1]

    async def connected(self, words: str = PROTECTED) -> None:
        """Wait until the popup says that the browser has a session with the agent (again)."""
        popup = await self.context.new_page()
        await popup.goto(f"{self.origin}/pages/popup/index.html")
        await expect(popup.locator("body")).to_contain_text(words, timeout=SOON)
        await popup.close()

    async def popup_of(self, tab: Page) -> Page:
        """Open the popup of a tab. As a page it would ask for the active tab, which is itself or any other."""
        popup = await self.context.new_page()
        await popup.add_init_script(_POPUP_OF % json.dumps(tab.url))
        await popup.goto(f"{self.origin}/pages/popup/index.html")
        return popup

    async def toolbar(self, tab: Page | None = None) -> tuple[str, str]:
        """Return the badge and the title of the toolbar's button; with a tab, as they are for it, in front."""
        worker = await self.worker()
        if tab:
            await tab.bring_to_front()
        badge, title = await worker.evaluate(TOOLBAR, tab is not None)
        return str(badge), str(title)

    async def says(self, words: str, tab: Page | None = None) -> None:
        """Wait until the toolbar says this; what isn't well has a badge."""
        badge, title = await until(partial(self.toolbar, tab), lambda shown: words in shown[1])
        assert badge or words == PROTECTED, title

    async def entry(self, **wanted: Any) -> dict[str, Any]:
        """Wait until the log's last entry has these values, and return it."""
        log = await until(self.log, lambda log: bool(log) and wanted.items() <= log[-1].items())
        return log[-1]

    async def log(self) -> list[dict[str, Any]]:
        """Read the log's latest entries, oldest first; over the protocol, since a command takes far longer."""
        async with await connect(Paths(self.agent.home)) as client:
            reply = await client.ask(LogList())
        assert isinstance(reply, LogReply)
        return [dict(msgspec.to_builtins(entry)) for entry in reversed(reply.entries)]

    async def stop_worker(self) -> None:
        """Stop the extension's worker as the browser does when it is idle, through the protocol of DevTools."""
        page = await self.context.new_page()
        session = await self.context.new_cdp_session(page)
        versions: list[dict[str, str]] = []
        session.on("ServiceWorker.workerVersionUpdated", lambda event: versions.extend(event["versions"]))
        await page.goto(f"{self.origin}/pages/popup/index.html")
        await session.send("ServiceWorker.enable")

        async def states() -> list[str]:
            return [version["runningStatus"] for version in versions]

        await until(states, lambda seen: "running" in seen)
        versions.clear()
        await session.send("ServiceWorker.stopAllWorkers")
        await until(states, lambda seen: "stopped" in seen)
        await page.close()

    async def nothing_opens(self) -> None:
        """Wait a while in which no window may open."""
        before = len(self.context.pages)
        await asyncio.sleep(QUIET / 1000)
        assert len(self.context.pages) == before

    @property
    def warnings(self) -> list[Page]:
        """The warning windows that are open."""
        return [page for page in self.context.pages if "/pages/warning/" in page.url]


async def heed(warning: Page) -> None:
    """Press the safe button, which closes the window."""
    await _press_and_close(warning, warning.get_by_role("button", name="Don't").first)


async def go_ahead(warning: Page, reason: int = 0) -> None:
    """Pick a reason and go ahead, which closes the window."""
    choice = warning.get_by_role("radiogroup", name="Reason").get_by_role("radio").nth(reason)
    await expect(choice).to_be_enabled()
    await choice.check()
    ahead = warning.get_by_role("button", name="Go ahead")
    await expect(ahead).to_be_enabled()
    await ahead.click()
    await back_to_the_page(warning)


async def back_to_the_page(warning: Page) -> None:
    """Close a window that has said its last words."""
    await _press_and_close(warning, warning.get_by_role("button", name="Back to the page"))


async def _press_and_close(window: Page, button: Locator) -> None:
    """Press a button that closes its own window, at times before the press is told to have been made."""
    async with window.expect_event("close", timeout=SOON):
        with contextlib.suppress(Error):
            await button.click(timeout=SOON)


async def unlock(window: Page, passphrase: str = PASSPHRASE) -> None:
    """Unlock the vault in a window that asks for it."""
    await window.get_by_label("Passphrase").fill(passphrase)
    await window.get_by_role("button", name="Unlock").click()


async def make_template(folder: Path) -> Path:
    """Make a vault with the sample clients, to be copied for each module, with the least Argon2id that is allowed."""
    agent = AgentProcess(folder / "home")
    paths = Paths(agent.home)
    Vault.create(paths, PASSPHRASE, cost=Cost())[0].close()
    Pairings(paths).ensure_cli()
    await agent.start()
    for client in CLIENTS:
        await agent.ask("client", "add", given=client)
    await agent.stop()
    return agent.home


@asynccontextmanager
async def started_agent(template: Path, folder: Path) -> AsyncIterator[AgentProcess]:
    """Run an agent on a copy of the template until the end of the block."""
    shutil.copytree(template, folder / "home")
    agent = AgentProcess(folder / "home")
    await agent.start()
    try:
        yield agent
    finally:
        await agent.stop()


async def paired(context: BrowserContext, agent: AgentProcess) -> Page:
    """Pair the browser; the code comes over the protocol, since a command takes far longer."""
    async with await connect(Paths(agent.home)) as client:
        code = await client.ask(PairingStart())
        assert isinstance(code, PairingCode)
        page = await pair(context, code.code)
        reply = await client.ask(PairingWait())
    assert isinstance(reply, PairingPaired)
    assert reply.browser
    return page


@asynccontextmanager
async def open_world(
    playwright: Playwright, template: Path, folder: Path, without: Sequence[str] = ()
) -> AsyncIterator[World]:
    """Start everything, pair the browser through its own page, and end everything after the block."""
    extension = make_extension(HOSTS, folder / "extension")
    async with started_agent(template, folder) as agent, Site() as site:
        context = await open_context(playwright, folder / "profile", extension, without=without)
        try:
            await (await paired(context, agent)).close()
            yield World(context, site, agent, folder, await extension_origin(context))
        finally:
            await context.close()
