"""What the watch list says counts at once: verdicts given before are dropped when it changes."""

from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Page, Playwright

from agent.demo.people import PRIYA, SAM
from tests.support import xpages
from tests.support.inside import inside, knows, verdict
from tests.support.waiting import until
from tests.support.world import World, heed, open_world

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


NEW = {"label": "N. C.", "names": ["Noa Castle"], "accounts": ["https://x.com/new_client"], "status": "current"}


async def hears(tab: Page, account: str, before: str) -> None:
    """Wait until the page doesn't believe any longer what it knew of an account."""
    await until(partial(verdict, tab, account), lambda now: now != before)


async def test_an_account_added_while_its_page_is_open_is_held(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("new_client")))
    like = tab.get_by_test_id("like")
    await like.hover()
    await knows(tab, "x:new_client")
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    client = await world.agent.ask("client", "add", given=NEW)
    await hears(tab, "x:new_client", "clear")
    await heed(await world.warning_after(like.click))
    assert await tab.evaluate("() => done.length") == 1
    await world.agent.command("client", "remove", client["id"])
    await hears(tab, "x:new_client", "listed")
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await like.click()
    await tab.wait_for_function("() => done.length === 2")
    await tab.close()


async def test_an_account_taken_off_and_put_on_again_is_held(world: World) -> None:
    clients = await world.agent.ask("client", "list")
    jamie = next(client["id"] for client in clients if client["label"] == "J. D.")
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    account = {"client": jamie, "account": "x:jamie_doe"}
    await like.hover()
    await knows(tab, "x:jamie_doe")
    await world.agent.ask("account", "remove", given=account)
    await hears(tab, "x:jamie_doe", "listed")
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    await world.agent.ask("account", "add", given=account)
    await until(partial(verdict, tab, "x:jamie_doe"), lambda now: now in {None, "listed"})
    await heed(await world.warning_after(like.click))
    await tab.close()


async def test_a_change_of_status_changes_what_is_held(world: World) -> None:
    """A like of a prospective client's post is tier C: nothing is held, the toolbar asks."""
    clients = await world.agent.ask("client", "list")
    jamie = next(client["id"] for client in clients if client["label"] == "J. D.")
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    await heed(await world.warning_after(like.click))
    epoch = await inside(tab, "verdicts.epoch")
    await world.agent.ask("client", "edit", given={"client": jamie, "status": "prospective"})
    await until(partial(inside, tab, "verdicts.epoch"), lambda now: now not in {None, epoch})
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await like.hover()
    await knows(tab, "x:jamie_doe")
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    await world.nothing_opens()
    await world.agent.ask("client", "edit", given={"client": jamie, "status": "current"})
    await tab.close()


async def test_a_page_that_comes_back_from_the_cache_believes_nothing_that_it_knew(
    playwright: Playwright, template: Path, tmp_path: Path
) -> None:
    """Back and forward show a page as it was left; of what changed meanwhile it heard nothing."""
    async with open_world(playwright, template, tmp_path, without=["--disable-back-forward-cache"]) as world:
        tab = await world.open()
        like = world.status("9002").get_by_role("button", name="Favorite")
        await like.hover()
        await knows(tab, SAM.account)
        box = await like.bounding_box()
        assert box
        await tab.evaluate("() => { window.kept = true; }")
        await tab.goto(f"{world.site.url}/@{PRIYA.acct}")
        await world.agent.ask("client", "add", given={"label": "S. O.", "accounts": [SAM.account], "status": "current"})
        await tab.evaluate("() => { setTimeout(() => history.back()); }")
        await until(partial(inside, tab, "location.pathname"), lambda now: now == "/home")
        assert await inside(tab, "performance.getEntriesByType('navigation')[0].type") == "navigate", "loaded anew"
        await heed(await world.warning_after(partial(tab.mouse.click, box["x"] + 4, box["y"] + 4)))
        assert world.site.interactions == []
