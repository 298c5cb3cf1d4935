"""The therapist's own accounts: a warning says from which one a gesture is made, and none of them is ever held."""

from functools import partial

import pytest
from playwright.async_api import expect

from tests.support import xpages
from tests.support.inside import knows, verdict
from tests.support.waiting import until
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


async def test_a_warning_says_what_the_account_in_use_is_for(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    await world.connected()
    said = {
        None: "From your account ada_quill",
        "personal": "From your personal account ada_quill",
        "professional": "From your professional account ada_quill",
    }
    for role, words in said.items():
        if role:
            await world.agent.ask(
                "own", "role" if role == "professional" else "add", given={"account": "x:ada_quill", "role": role}
            )
        await tab.bring_to_front()
        warning = await world.warning_after(tab.get_by_test_id("like").click)
        await expect(warning.locator("#what").get_by_text(words, exact=True)).to_be_visible()
        assert await warning.locator("#what .personal").count() == (role == "personal")
        await heed(warning)
    await world.agent.ask("own", "remove", given={"account": "x:ada_quill"})
    await tab.close()


async def test_another_own_account_is_clear_though_the_page_doesn_t_mark_it(world: World) -> None:
    """A therapist whose practice has an account, and who has the name of a client."""
    tab = await xpages.serve(world.context, xpages.page(xpages.user_cell("ada_practice", "Jamie Doe")))
    await world.connected()
    follow = tab.get_by_role("button", name="Follow @ada_practice")
    await heed(await world.warning_after(follow.click))
    await world.agent.ask("own", "add", given={"account": "https://x.com/ada_practice", "role": "professional"})
    await until(partial(verdict, tab, "x:ada_practice"), lambda now: now != "possible")
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await follow.hover()
    await knows(tab, "x:ada_practice")
    await follow.click()
    await tab.wait_for_function("() => done.length === 1")
    await world.nothing_opens()
    await world.agent.ask("own", "remove", given={"account": "x:ada_practice"})
    await tab.close()
