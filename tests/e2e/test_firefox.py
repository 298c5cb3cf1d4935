"""Firefox loads the same folder: pairing, a hold, its warning, the log, and somebody else left alone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from agent.demo.browser import make_extension
from agent.demo.people import JAMIE
from agent.demo.play import HOSTS
from agent.demo.process import AgentProcess
from agent.demo.site import Site
from tests.e2e.firefox import FOUND, Firefox, Tab, open_firefox, until
from tests.support.changed import NEW_CONTROL
from tests.support.world import started_agent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(90),
    pytest.mark.skipif(FOUND is None, reason="Firefox isn't installed; install firefox-esr to test it too"),
]

FAVORITE = "article[data-id='{}'] .star-icon"


class Scene:
    """A paired Firefox, the agent and the site."""

    def __init__(self, firefox: Firefox, agent: AgentProcess, site: Site) -> None:
        self.firefox = firefox
        self.agent = agent
        self.site = site

    async def open(self, path: str) -> Tab:
        """Open a page of the sample site, with a fresh record of requests."""
        tab = await self.firefox.open(self.site.url + path)
        self.site.forget()
        return tab

    async def warning(self) -> Tab:
        """Wait for the warning, and until it can be read."""
        warning = await self.firefox.window("/pages/warning/")
        await warning.find("alertdialog")
        return warning

    async def arrived(self, request: str) -> None:
        """Wait until the site has got a request."""

        async def there() -> bool | None:
            return True if request in self.site.interactions else None

        await until(there, request)


async def pair(firefox: Firefox, agent: AgentProcess) -> None:
    """Pair through the extension's own page."""
    page = await firefox.open(f"{firefox.origin}/pages/pair/index.html")
    async with agent.pairing() as code:
        await page.click(await page.find("textbox", "Pairing code"))
        await page.type(code)
        await page.click(await page.find("button", "Pair"))
    await page.text("status", "Paired")


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def scene(template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """Everything real, shared by this module."""
    folder = tmp_path_factory.mktemp("firefox")
    extension = make_extension(HOSTS, folder / "extension")
    async with (
        started_agent(template, folder) as agent,
        Site() as site,
        open_firefox(folder / "profile", extension) as firefox,
    ):
        await pair(firefox, agent)
        yield Scene(firefox, agent, site)


async def test_a_follow_is_held_warned_about_heeded_and_logged(scene: Scene) -> None:
    page = await scene.open(f"/@{JAMIE.acct}")
    await page.click(await page.find("button", "Follow"))
    warning = await scene.warning()
    assert "is a current client" in await warning.text("alertdialog", "J. D.")
    await warning.click(await warning.find("button", "Don't follow"))
    await warning.closed()
    assert scene.site.interactions == []
    (entry,) = await scene.agent.log()
    assert (entry["interaction"], entry["account"], entry["outcome"]) == ("follow", JAMIE.account, "heeded")


async def test_going_ahead_lets_the_second_press_through(scene: Scene) -> None:
    page = await scene.open("/home")
    like = await page.select(FAVORITE.format("9001"))
    await page.click(like)
    warning = await scene.warning()
    await asyncio.sleep(0.6)  # it takes no press at first
    await warning.click(await warning.find("radio"))
    ahead = await warning.find("button", "Go ahead")
    await warning.enabled(ahead)
    await warning.click(ahead)
    await warning.click(await warning.find("button", "Back to the page"))
    await warning.closed()
    assert scene.site.interactions == []
    await page.to_front()
    await page.click(like)
    await scene.arrived("POST /api/v1/statuses/9001/favourite")
    entry = (await scene.agent.log())[-1]
    assert (entry["interaction"], entry["outcome"], entry["use"]) == ("react", "overridden", "used")
    assert (await scene.agent.ask("log", "verify"))["ok"]


async def test_somebody_else_is_left_alone(scene: Scene) -> None:
    page = await scene.open("/home")
    before = len(await scene.agent.log())
    await page.click(await page.select(FAVORITE.format("9002")))
    await scene.arrived("POST /api/v1/statuses/9002/favourite")
    assert await scene.firefox.pages("/pages/warning/") == []
    assert len(await scene.agent.log()) == before


async def test_what_no_adapter_knew_is_seen_by_its_request(scene: Scene) -> None:
    scene.site.head = NEW_CONTROL
    page = await scene.open(f"/@{JAMIE.acct}/9001")
    await page.evaluate("document.querySelector('hot-button').dataset.post = '9001'")
    await page.click(await page.select("hot-button"))
    await scene.arrived("POST /api/v1/statuses/9001/favourite")

    async def recorded() -> bool | None:
        return True if [one for one in await scene.agent.log() if one["kind"] == "missed"] else None

    await until(recorded, "the missed like in the log")
    (entry,) = [one for one in await scene.agent.log() if one["kind"] == "missed"]
    assert (entry["interaction"], entry["account"], entry["outcome"]) == ("react", JAMIE.account, None)
