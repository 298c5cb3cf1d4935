"""A client who is renamed stays a client: pages show the number beside the handle, and the agent remembers."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page

from tests.support import xpages
from tests.support.inside import knows, knows_beside, scanned
from tests.support.waiting import until
from tests.support.watch import WATCH
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

TRUSTED = """<script>window.clicks = [];
addEventListener("click", (event) => clicks.push(event.isTrusted), true);</script>"""


async def learned(world: World, account: str = "x:jamie_doe") -> list[str]:
    for client in await world.agent.ask("client", "list"):
        for one in client["accounts"]:
            if one["key"] == account:
                return [alias["key"] for alias in one["learned"]]
    raise AssertionError(account)


async def learns(world: World, *keys: str, over: Locator | None = None) -> None:
    """Wait until these keys are known for the account, and no other; the pointer comes over the control again."""

    async def look() -> list[str]:
        if over is not None:
            await over.page.mouse.move(0, 0)
            await over.hover()
        return await learned(world)

    await until(look, lambda known: set(known) == set(keys))


async def forget(world: World) -> None:
    """Give the client an account of which nothing was learned or refused."""
    clients = await world.agent.ask("client", "list")
    jamie = next(client["id"] for client in clients if client["label"] == "J. D.")
    for command in ("remove", "add"):
        await world.agent.ask("account", command, given={"client": jamie, "account": "x:jamie_doe"})


async def shown(world: World, *cells: tuple[str, str], head: str = "") -> Page:
    body = "".join(xpages.user_cell(handle, "Somebody", number) for handle, number in cells)
    return await xpages.serve(world.context, xpages.page(body, head))


def follow(tab: Page, handle: str) -> Any:
    return tab.get_by_role("button", name=f"Follow @{handle}")


async def test_a_client_who_is_renamed_is_held_on(world: World) -> None:
    await world.connected()
    before = await shown(world, ("jamie_doe", "4242"), ("sam_okafor", "777"))
    for handle in ("jamie_doe", "sam_okafor"):
        await follow(before, handle).hover()
    await learns(world, "x:4242")
    await before.close()
    after = await shown(world, ("jamie_castle", "4242"))
    await heed(await world.warning_after(follow(after, "jamie_castle").click))
    assert await after.evaluate("() => done.length") == 0
    await learns(world, "x:4242", "x:jamie_castle")
    await after.close()
    alone = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_castle")))
    await heed(await world.warning_after(alone.get_by_test_id("like").click))
    await alone.close()
    await forget(world)


async def test_a_number_that_shows_late_is_asked_about(world: World) -> None:
    """The link alone says a handle that nobody knows; the button beside it says who that is."""
    await world.connected()
    first = await shown(world, ("jamie_doe", "4242"))
    await learns(world, "x:4242", over=follow(first, "jamie_doe"))
    await first.close()
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_castle")))
    await tab.get_by_test_id("like").hover()
    await knows(tab, "x:jamie_castle")
    await tab.evaluate("(cell) => document.querySelector('main').insertAdjacentHTML('beforeend', cell)", CASTLE)
    await heed(await world.warning_after(follow(tab, "jamie_castle").click))
    await tab.close()
    await forget(world)


CASTLE = xpages.user_cell("jamie_castle", "Somebody", "4242")


async def test_the_page_can_t_tell_that_something_was_learned(world: World) -> None:
    """The same looks at a client, whose number is learned, and at somebody else."""
    await world.connected()
    told = []
    for handle, number in (("jamie_doe", "4242"), ("samy_okaf", "7777")):
        tab = await shown(world, (handle, number), head=WATCH)
        await scanned(tab)
        await tab.evaluate("() => { log.length = 0; }")
        before = await tab.evaluate("() => facts()")
        await tab.evaluate("() => { log.length = 0; }")
        await follow(tab, handle).hover()
        await tab.wait_for_timeout(800)
        noticed = [what for what in await tab.evaluate("() => log.slice()") if not what.startswith("call query")]
        after = await tab.evaluate("() => facts()")
        assert before == after
        told.append(noticed)
        await tab.close()
    assert told == [[], []]
    await learns(world, "x:4242")
    await forget(world)


async def test_others_on_the_page_pass_as_the_browser_s_own_while_it_is_learned(world: World) -> None:
    """What is learned voids one verdict: a press on anybody else is neither held nor made again."""
    await world.connected()
    tab = await shown(world, ("sam_okafor", "777"), ("lena_brandt_9", "778"), ("jamie_doe", "4242"), head=TRUSTED)
    for handle in ("sam_okafor", "lena_brandt_9"):
        await follow(tab, handle).hover()
    # The scan may have asked about their links before; a press needs what their buttons show too.
    await knows_beside(tab, "x:sam_okafor", "x:777")
    await knows_beside(tab, "x:lena_brandt_9", "x:778")
    assert await learned(world) == []
    await follow(tab, "jamie_doe").hover()
    for handle in ("sam_okafor", "lena_brandt_9"):
        await follow(tab, handle).click()
    await learns(world, "x:4242")
    for handle in ("sam_okafor", "lena_brandt_9"):
        await follow(tab, handle).click()
    await world.nothing_opens()
    assert await tab.evaluate("() => clicks") == [True] * 4
    assert await tab.evaluate("() => done.length") == 4
    await tab.close()
    await forget(world)


async def test_what_is_learned_in_one_tab_counts_in_another_that_was_clear(world: World) -> None:
    await world.connected()
    first = await shown(world, ("jamie_doe", "4242"))
    await learns(world, "x:4242", over=follow(first, "jamie_doe"))
    await first.close()
    clear = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_castle")))
    like = clear.get_by_test_id("like")
    await like.click()
    await clear.wait_for_function("() => done.length === 1")
    renamed = await shown(world, ("jamie_castle", "4242"))
    await learns(world, "x:4242", "x:jamie_castle", over=follow(renamed, "jamie_castle"))
    await renamed.close()
    await clear.bring_to_front()
    await heed(await world.warning_after(like.click))
    assert await clear.evaluate("() => done.length") == 1
    await clear.close()
    await forget(world)
