"""P8: a gesture toward an account that is known to be clear passes as the very events that the browser made."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, Playwright

from agent.demo.browser import open_context
from tests.support import xpages
from tests.support.inside import knows
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

RECORD = """<script>
window.events = [];
const TYPES = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick", "touchstart", "touchend",
  "keydown", "keypress", "keyup", "beforeinput", "input", "submit", "focusin", "focusout"];
for (const type of TYPES) document.addEventListener(type, (e) => events.push({
  type, trusted: e.isTrusted, target: e.target.dataset?.testid ?? e.target.nodeName, detail: e.detail ?? null,
  button: e.button ?? null, buttons: e.buttons ?? null, key: e.key ?? null, cancelled: e.defaultPrevented,
  x: e.clientX ?? null, y: e.clientY ?? null, composed: e.composed, pointer: e.pointerType ?? null }), true);
</script>"""


async def gestures(tab: Page, *, guarded: bool) -> list[dict[str, Any]]:
    """Click, double click, press a key, tap: on a clear account's controls. Returns what the page saw."""
    like = tab.get_by_test_id("like")
    await like.hover()
    if guarded:
        await knows(tab, "x:sam_okafor")
    await like.click()
    await like.dblclick()
    await like.press("Enter")
    await tab.get_by_test_id("reply").click()
    await tab.get_by_test_id("retweet").focus()
    await tab.keyboard.press("Space")
    await tab.get_by_test_id("tweet").focus()
    await tab.keyboard.press("l")
    client = await tab.context.new_cdp_session(tab)
    box = await like.bounding_box()
    assert box
    point = {"x": box["x"] + 5, "y": box["y"] + 5}
    await client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    await client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    # The finger's click comes last, after as many as were made before it.
    await tab.wait_for_function("() => events.findLast(({ type }) => type === 'click')?.pointer === 'touch'")
    return list(await tab.evaluate("() => events"))


async def sam(context: BrowserContext) -> Page:
    """Open a page with a tweet by somebody who is no client."""
    return await xpages.serve(context, xpages.page(xpages.tweet("sam_okafor"), RECORD))


async def test_the_events_are_the_same_as_without_the_extension(
    world: World, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tab = await sam(world.context)
    guarded = await gestures(tab, guarded=True)
    await world.nothing_opens()
    await tab.close()
    profile: Path = tmp_path_factory.mktemp("bare")
    bare = await open_context(playwright, profile, None)
    try:
        free = await gestures(await sam(bare), guarded=False)
    finally:
        await bare.close()
    assert guarded == free
    assert all(event["trusted"] for event in guarded)
    assert {"pointerdown", "click", "keydown", "touchstart"} <= {event["type"] for event in guarded}


async def test_a_post_that_a_client_boosted_belongs_to_its_author(world: World) -> None:
    tab = await world.open()
    await world.status("9003").get_by_role("button", name="Favorite").click()
    await world.arrived("POST /api/v1/statuses/9003/favourite")
    await world.nothing_opens()
    await tab.close()


async def test_an_undo_passes(world: World) -> None:
    tab = await xpages.serve(
        world.context, xpages.page(xpages.tweet("jamie_doe").replace('"like"', '"unlike"').replace(" Like", " Liked"))
    )
    await tab.get_by_test_id("unlike").hover()
    await tab.get_by_test_id("unlike").click()
    await tab.wait_for_function("() => done.length === 1")
    assert await tab.evaluate("() => done") == ["unlike"]
    await world.nothing_opens()
    await tab.close()


async def test_what_is_no_control_passes_at_a_clients(world: World) -> None:
    """Reading, selecting and following links on a client's page are nobody's business."""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe"), RECORD))
    await tab.get_by_test_id("tweetText").click()
    await tab.get_by_test_id("tweetText").dblclick()
    kinds = [event["type"] for event in await tab.evaluate("() => events")]
    assert kinds.count("click") == 3
    assert kinds.count("dblclick") == 1
    await world.nothing_opens()
    await tab.close()
