"""P2: a page learns neither that a draft is read nor what was found in it, nor that the dashboard shows its client."""

from collections import Counter
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Page, Request, expect

from tests.support import xpages
from tests.support.inside import inside, scanned
from tests.support.waiting import until
from tests.support.watch import WATCH
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

COMPOSER = '<div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"></div>'
TELLING = "A client of mine cried today"
INNOCENT = "A cousin of mine cycled today"[: len(TELLING)]
GAP = {"focus", "blur", "focusin", "focusout", "visibilitychange", "selectionchange", "resize"}
"""What another window in front leaves of itself."""
OWN = ("keydown true", "beforeinput true", "input true", "keyup true")
"""What typing a letter is to a page."""
TYPES = "beforeinput input compositionstart change invalid keydown keyup select copy cut paste"


async def composing(world: World) -> tuple[Page, list[str]]:
    """Open a page with a composer that watches itself; beside it what it has asked its server for."""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe") + COMPOSER, WATCH))
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    tab.on("request", note)
    await tab.evaluate(
        """(types) => { for (const type of types.split(" "))
          addEventListener(type, (event) => keep(`${type} ${event.isTrusted}`), true); }""",
        TYPES,
    )
    await scanned(tab)
    return tab, asked


async def written(tab: Page, text: str, hints: int) -> dict[str, Any]:
    """Type a draft, wait until the agent has read it, and give all that the page could notice meanwhile."""
    before = await tab.evaluate("() => { const f = facts(); log.length = 0; return f; }")
    await tab.get_by_role("textbox").press_sequentially(text)
    await until(partial(inside, tab, "drafts.last"), lambda read: read == text)
    await until(partial(inside, tab, "drafts.hints"), lambda found: found == hints)
    noticed = await tab.evaluate("() => log.filter((each) => !each.startsWith('call'))")
    after = await tab.evaluate("() => facts()")
    assert (await tab.get_by_role("textbox").inner_html()) == text
    # How often a selection or a node is said to have changed depends on the machine's mood, not on the draft.
    return {
        "before": before,
        "after": after,
        "noticed": Counter(what for what in noticed if what in OWN),
        "all": {*noticed} - GAP,
    }


async def test_a_draft_that_tells_of_a_client_looks_to_the_page_like_any_other(world: World) -> None:
    await world.connected()
    looks = []
    for text, hints in ((TELLING, 1), (INNOCENT, 0)):
        tab, asked = await composing(world)
        looks.append(await written(tab, text, hints))
        assert asked == []
        await tab.close()
    assert looks[0] == looks[1]
    assert looks[0]["noticed"] == Counter(dict.fromkeys(OWN, len(TELLING)))
    assert {what for what in looks[0]["all"] - {*OWN} if not what.startswith("mutation")} == set()


async def test_a_draft_that_is_read_again_and_again_leaves_nothing(world: World) -> None:
    """With hints it is looked at every three seconds, since it may have been sent."""
    await world.connected()
    tab, asked = await composing(world)
    await written(tab, TELLING, 1)
    before = await tab.evaluate("() => { log.length = 0; return facts(); }")
    await inside(tab, "void (globalThis.looked = drafts.timer)")
    await until(partial(inside, tab, "drafts.timer !== looked"))
    assert await tab.evaluate("() => log.filter((each) => !each.startsWith('call'))") == []
    assert await tab.evaluate("() => facts()") == before
    assert asked == []
    await tab.close()


async def test_the_client_s_page_in_the_dashboard_tells_nothing_to_the_client_s_page_on_the_site(world: World) -> None:
    await world.connected()
    tab, asked = await composing(world)
    before = await tab.evaluate("() => { const f = facts(); log.length = 0; return f; }")
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    shown = (page.url, await page.title(), await page.evaluate("() => history.length"))
    await page.get_by_role("button", name="Everything about J. D.").click()
    await expect(page.get_by_text("Jamie Doe", exact=True)).to_be_visible()
    async with page.expect_download():
        await page.get_by_role("button", name="Save as PDF").click()
    assert (page.url, await page.title(), await page.evaluate("() => history.length")) == shown
    assert await page.evaluate(
        "() => [window.opener, document.querySelectorAll('a[href^=http], img, iframe').length]"
    ) == [
        None,
        0,
    ]
    assert [what for what in await tab.evaluate("() => log.slice()") if what not in GAP] == []
    after = await tab.evaluate("() => facts()")
    for fact in ("focused", "active"):
        before.pop(fact)
        after.pop(fact)
    assert after == before
    assert asked == []
    await page.close()
    await tab.close()
