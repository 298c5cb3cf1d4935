"""What the watch list says counts at once: verdicts given before are dropped when it changes."""

import pytest

from tests.support import xpages
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


async def test_an_account_added_while_its_page_is_open_is_held(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("new_client")))
    like = tab.get_by_test_id("like")
    await like.hover()
    await tab.wait_for_timeout(300)
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    given = {"label": "N. C.", "names": ["Noa Castle"], "accounts": ["https://x.com/new_client"], "status": "current"}
    client = await world.agent.ask("client", "add", given=given)
    await tab.wait_for_timeout(300)
    await heed(await world.warning_after(like.click))
    assert await tab.evaluate("() => done.length") == 1
    await world.agent.command("client", "remove", client["id"])
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await tab.wait_for_timeout(300)
    await like.click()
    await tab.wait_for_function("() => done.length === 2")
    await tab.close()


async def test_an_account_taken_off_and_put_on_again_is_held(world: World) -> None:
    clients = await world.agent.ask("client", "list")
    jamie = next(client["id"] for client in clients if client["label"] == "J. D.")
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    account = {"client": jamie, "account": "x:jamie_doe"}
    await world.agent.ask("account", "remove", given=account)
    await tab.wait_for_timeout(300)
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    await world.agent.ask("account", "add", given=account)
    await tab.wait_for_timeout(300)
    await heed(await world.warning_after(like.click))
    await tab.close()


async def test_a_change_of_status_changes_what_is_held(world: World) -> None:
    """A like of a prospective client's post is tier C: nothing is held, the toolbar asks."""
    clients = await world.agent.ask("client", "list")
    jamie = next(client["id"] for client in clients if client["label"] == "J. D.")
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    await heed(await world.warning_after(like.click))
    await world.agent.ask("client", "edit", given={"client": jamie, "status": "prospective"})
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await tab.wait_for_timeout(300)
    await like.click()
    await tab.wait_for_function("() => done.length === 1")
    await world.nothing_opens()
    await world.agent.ask("client", "edit", given={"client": jamie, "status": "current"})
    await tab.close()
