"""The same extension folder in Firefox: pairing, hold, warning, override, log."""

import asyncio
from pathlib import Path

import pytest

from agent.demo.browser import make_extension
from agent.demo.people import JAMIE
from agent.demo.play import HOSTS
from agent.demo.process import AgentProcess
from agent.demo.site import Site
from tests.support.firefox import ORIGIN, Firefox, find_firefox, firefox
from tests.support.world import started_agent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.timeout(180),
    pytest.mark.skipif(find_firefox() is None, reason="no Firefox here: make setup says what to do"),
]


async def pair(driver: Firefox, agent: AgentProcess) -> None:
    """Pair through the extension's own page."""
    page = await driver.open(f"{ORIGIN}/pages/pair/index.html")
    async with agent.pairing() as code:
        await driver.click(page, await driver.find(page, "textbox", "Pairing code"))
        await driver.type(page, code)
        await driver.click(page, await driver.find(page, "button", "Pair"))
    for _ in range(100):
        if "Paired." in await driver.evaluate(page, "document.querySelector('[role=status]').textContent"):
            break
        await asyncio.sleep(0.1)
    else:
        raise AssertionError("the page never said that it has paired")


async def follow(driver: Firefox, site: Site) -> str:
    """Press Follow on a client's profile and return the warning."""
    tab = await driver.open(f"{site.url}/@{JAMIE.acct}")
    await asyncio.sleep(0.5)
    await driver.click(tab, await driver.find(tab, "button", "Follow"))
    return await driver.wait_for("/pages/warning/")


async def test_pairing_hold_and_log_in_firefox(template: Path, tmp_path: Path) -> None:
    extension = make_extension(HOSTS, tmp_path / "extension")
    async with started_agent(template, tmp_path) as agent, Site() as site, firefox(tmp_path / "profile") as driver:
        await driver.install(extension)
        await pair(driver, agent)
        warning = await follow(driver, site)
        await driver.find(warning, "alertdialog", "J. D. is a current client.")
        safe = await driver.find(warning, "button", "Don't follow")
        assert site.interactions == []
        await driver.click(warning, safe)
        await driver.wait_gone(warning)
        home = await driver.open(f"{site.url}/home")
        await asyncio.sleep(0.5)
        clear = await driver.evaluate(home, "document.querySelector('article[data-id=\"9002\"] .star-icon').id = 'sam'")
        assert clear == "sam"
        found = await driver.send("browsingContext.locateNodes", context=home, locator={"type": "css", "value": "#sam"})
        await driver.click(home, found["nodes"][0])
        for _ in range(50):
            if site.interactions:
                break
            await asyncio.sleep(0.1)
        assert site.interactions == ["POST /api/v1/statuses/9002/favourite"]
        (entry,) = await agent.log()
        assert (entry["interaction"], entry["outcome"], entry["account"]) == ("follow", "heeded", JAMIE.account)
        assert (await agent.ask("log", "verify"))["ok"]
