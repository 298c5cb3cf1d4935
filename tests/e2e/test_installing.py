"""The life of an installation: tabs from before, start orders, a pairing code that is wrong or late or used."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Dialog, Playwright, expect

from agent.demo.browser import extension_origin, make_extension, open_context, pair
from agent.demo.play import HOSTS
from agent.demo.process import AgentProcess
from agent.demo.site import Site
from tests.support.inside import inside
from tests.support.waiting import until
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def test_a_wrong_code_is_refused_in_plain_words(world: World) -> None:
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/pair/index.html")
    for wrong in ("nonsense", "0000-0000-0000"):
        await page.get_by_role("textbox", name="Pairing code").fill(wrong)
        await page.get_by_role("button", name="Pair", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("code")
        await expect(page.get_by_role("status")).not_to_contain_text("Paired.")
    await page.close()
    await world.connected()


async def test_a_code_works_once(world: World) -> None:
    page = await world.context.new_page()
    async with world.agent.pairing() as code:
        await page.goto(f"{world.origin}/pages/pair/index.html")
        await page.get_by_role("textbox", name="Pairing code").fill(code)
        await page.get_by_role("button", name="Pair", exact=True).click()
        await expect(page.get_by_role("status")).to_contain_text("Paired.")
    await page.reload()
    await page.get_by_role("textbox", name="Pairing code").fill(code)
    await page.get_by_role("button", name="Pair", exact=True).click()
    await expect(page.get_by_role("status")).to_contain_text("used")
    await page.close()


async def test_a_restarted_agent_is_found_again_without_pairing(world: World) -> None:
    tab = await world.open()
    await world.agent.stop()
    await world.agent.start(port=world.agent.port)
    await world.connected()
    await tab.bring_to_front()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    await tab.close()


async def test_a_browser_that_starts_before_the_agent_is_protected_when_it_comes(
    playwright: Playwright, template: Path, tmp_path: Path
) -> None:
    """Any start order: the browser is closed and opened again while no agent runs."""
    shutil.copytree(template, tmp_path / "home")
    agent = AgentProcess(tmp_path / "home")
    extension = make_extension(HOSTS, tmp_path / "extension")
    async with Site() as site:
        await agent.start()
        try:
            context = await open_context(playwright, tmp_path / "profile", extension)
            async with agent.pairing() as code:
                await pair(context, code)
            await context.close()
            await agent.stop()
            context = await open_context(playwright, tmp_path / "profile", extension)
            again = World(context, site, agent, tmp_path, await extension_origin(context))
            await again.connected("Not protected: the agent isn't running.")
            await agent.start(port=agent.port)
            await again.connected()
            await again.open()
            await heed(await again.warning_after(again.status("9001").get_by_role("button", name="Favorite").click))
            await context.close()
        finally:
            await agent.stop()


async def test_a_tab_from_before_an_update_says_reload(world: World) -> None:
    """The extension is reloaded under an open page: its script is left behind, holds, and says what to do."""
    tab = await world.open()
    said: list[str] = []

    async def read(dialog: Dialog) -> None:
        said.append(dialog.message)
        await dialog.accept()

    tab.on("dialog", read)
    worker = await world.worker()
    await worker.evaluate("() => { setTimeout(() => chrome.runtime.reload(), 50); }")
    await until(partial(inside, tab, "isOrphaned()"))
    await world.status("9001").get_by_role("button", name="Favorite").click()

    async def heard() -> list[str]:
        return said

    assert "Reload the page" in (await until(heard))[0]
    assert world.site.interactions == []
    await world.says("Reload this page", tab)
    await tab.reload()
    await world.says("Protected", tab)
    await tab.close()
    await world.open()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
