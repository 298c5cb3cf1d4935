"""P1: pages that change things in the middle of a gesture, several pointers at once, keys that are held down."""

from typing import Any

import pytest
from playwright.async_api import CDPSession, Locator, expect

from tests.support import xpages
from tests.support.inside import knows
from tests.support.spy import SPY, TWEET, hostile, press, seen
from tests.support.world import World, go_ahead, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

SAM = xpages.tweet("sam_okafor", 2)
NEUTRAL = '<p id="neutral" style="height: 60px">Nothing to press.</p>'


async def middle(control: Locator) -> dict[str, float]:
    """Where a control is: near an edge the browser takes a finger to mean a neighbour."""
    box = await control.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


async def touch(client: CDPSession, kind: str, *points: dict[str, Any]) -> None:
    await client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


async def test_a_second_finger_on_a_clients_control_is_seen_by_nobody(world: World) -> None:
    """The first rests on something that is nobody's business."""
    tab = await hostile(world, NEUTRAL + TWEET)
    client = await world.context.new_cdp_session(tab)
    first = {**await middle(tab.locator("#neutral")), "id": 1}
    second = {**await middle(tab.get_by_test_id("like")), "id": 2}
    await tab.get_by_test_id("like").hover()
    await knows(tab, "x:jamie_doe")
    await seen(tab)
    await touch(client, "touchStart", first)
    await touch(client, "touchStart", first, second)
    await touch(client, "touchEnd", first)
    await touch(client, "touchEnd")
    saw = await seen(tab)
    assert {where for where, kind, _ in saw if kind == "pointerdown"} >= {"P capture"}
    assert [event for event in saw if event[0].startswith(("BUTTON", "ARTICLE"))] == []
    await world.nothing_opens()
    await tab.close()


async def test_a_mouse_beside_a_held_finger_frees_nothing(world: World) -> None:
    tab = await hostile(world, NEUTRAL + TWEET)
    client = await world.context.new_cdp_session(tab)
    like, neutral = await middle(tab.get_by_test_id("like")), await middle(tab.locator("#neutral"))
    await tab.get_by_test_id("like").hover()
    await knows(tab, "x:jamie_doe")
    await tab.mouse.move(neutral["x"], neutral["y"])
    await seen(tab)
    await touch(client, "touchStart", like)
    await tab.mouse.down()
    await tab.mouse.up()
    await heed(await world.warning_after(lambda: touch(client, "touchEnd")))
    assert [event for event in await seen(tab) if event[1] != "click"] == []
    assert await tab.evaluate("done") == []
    await tab.close()


CAPTURE = """() => document.querySelectorAll("article")[1].addEventListener("pointerdown", (event) =>
  document.querySelector("[data-testid=like]").setPointerCapture(event.pointerId), true)"""
HAND_OVER = """() => document.querySelectorAll("article")[1].addEventListener("pointerup", (event) => {
  for (const link of event.currentTarget.querySelectorAll("[data-testid=User-Name] a, a[href='/sam_okafor']"))
    link.href = "/jamie_doe"; }, true)"""


@pytest.mark.parametrize("trick", [CAPTURE, HAND_OVER], ids=["captured", "handed over"])
async def test_a_click_is_judged_by_what_it_meets(world: World, trick: str) -> None:
    tab = await hostile(world, TWEET + SAM)
    like = tab.get_by_test_id("like").last
    await like.hover()
    await knows(tab, "x:sam_okafor")
    await tab.evaluate(trick)
    await seen(tab)
    await tab.mouse.down()
    await heed(await world.warning_after(tab.mouse.up))
    assert "click" not in {kind for _, kind, _ in await seen(tab)}
    assert await tab.evaluate("done") == []
    await tab.close()


async def test_an_element_that_is_used_again_for_somebody_else_is_held(world: World) -> None:
    """As single-page sites do: another address, another author, the same nodes, and a pointer that didn't move."""
    tab = await hostile(world, SAM)
    await tab.get_by_test_id("like").click()
    await tab.wait_for_function("() => done.length === 1")
    await tab.evaluate(
        """() => { history.pushState(null, "", "/jamie_doe/status/2");
             for (const link of document.querySelectorAll("a[href*=sam_okafor]"))
               link.setAttribute("href", link.getAttribute("href").replace("sam_okafor", "jamie_doe")); }"""
    )
    await seen(tab)

    async def press_where_it_is() -> None:
        await tab.mouse.down()
        await tab.mouse.up()

    await heed(await world.warning_after(press_where_it_is))
    assert await seen(tab) == []
    await tab.close()


POLL = (
    "<div role='main'><div aria-posinset='1'><div data-ad-rendering-role='profile_name'>"
    "<h3><a href='/jamie.doe'>Jamie</a></h3></div><div data-ad-preview='message'>Honey?</div>"
    "<input type='checkbox' checked aria-label='Yes' id='yes'></div></div>"
)


async def test_a_choice_that_was_taken_back_is_held_when_it_is_made_again(world: World) -> None:
    """No change of the document tells that a box is ticked, and the pointer didn't move."""
    tab = await xpages.serve(world.context, xpages.page(POLL, SPY), "https://www.facebook.com/")
    await tab.locator("#yes").hover()
    await knows(tab, "facebook:jamie.doe")
    await tab.mouse.down()
    await tab.mouse.up()
    await expect(tab.locator("#yes")).not_to_be_checked()

    async def press_again() -> None:
        await tab.mouse.down()
        await tab.mouse.up()

    await heed(await world.warning_after(press_again))
    await expect(tab.locator("#yes")).not_to_be_checked()
    await tab.close()


ROLES = (
    "<div role='main'>"
    "<div aria-posinset='1'><h4><a href='/sam.okafor'>Sam</a></h4>"
    "<div role='button' tabindex='0' aria-label='Gefällt mir' id='sam'>Gefällt mir</div></div>"
    "<div aria-posinset='2'><h4><a href='/jamie.doe'>Jamie</a></h4>"
    "<div role='button' tabindex='0' aria-label='Gefällt mir' id='jamie'>Gefällt mir</div></div></div>"
)


async def test_a_key_that_is_held_down_while_the_focus_moves_is_judged_again(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(ROLES, SPY), "https://www.facebook.com/")
    await tab.evaluate("() => sam.addEventListener('keydown', () => jamie.focus())")
    await tab.locator("#jamie").focus()
    await knows(tab, "facebook:jamie.doe")
    await tab.locator("#sam").focus()
    await knows(tab, "facebook:sam.okafor")
    await tab.evaluate("() => { for (const [type] of [['keydown'], ['keypress'], ['click']])"
                       " jamie.addEventListener(type, () => done.push(type)); }")  # fmt: skip
    await tab.keyboard.down("Enter")
    warning = await world.warning_after(lambda: tab.keyboard.down("Enter"))
    await tab.keyboard.up("Enter")
    await heed(warning)
    assert "keydown" not in await tab.evaluate("done")
    await tab.close()


async def test_a_key_that_is_held_down_uses_an_override_once(world: World) -> None:
    tab = await hostile(world)
    like = tab.get_by_test_id("like")
    await go_ahead(await world.warning_after(like.click))
    await tab.bring_to_front()
    await like.focus()
    await tab.keyboard.down("Enter")
    await tab.wait_for_function("() => done.length === 1")
    warning = await world.warning_after(lambda: tab.keyboard.down("Enter"))
    await tab.keyboard.up("Enter")
    await heed(warning)
    assert await tab.evaluate("done") == ["like"]
    used = [(entry["outcome"], entry["use"]) for entry in (await world.log())[-2:]]
    assert used == [("overridden", "used"), ("heeded", None)]
    await tab.close()


async def test_an_access_key_is_no_way_around(world: World) -> None:
    """The browser clicks what the key stands for, wherever the focus is."""
    tweets = [tweet.replace('data-testid="like"', f'accesskey="{key}" data-testid="like"')
              for key, tweet in (("k", TWEET), ("s", SAM))]  # fmt: skip
    tab = await hostile(world, "".join(tweets))
    client = await world.context.new_cdp_session(tab)

    async def strike(key: str) -> None:
        struck = {"key": key, "code": f"Key{key.upper()}", "unmodifiedText": key, "modifiers": 1}
        await client.send("Input.dispatchKeyEvent", {"type": "keyDown", **struck})
        await client.send("Input.dispatchKeyEvent", {"type": "keyUp", **struck})

    await strike("s")
    await tab.wait_for_function("() => done.length === 1")
    await seen(tab)
    await heed(await world.warning_after(lambda: strike("k")))
    assert "click" not in {kind for _, kind, _ in await seen(tab)}
    assert await tab.evaluate("done") == ["like"]
    await tab.close()


SUBMITS = """() => { window.submits = [];
  for (const form of document.forms) form.addEventListener("submit", (event) => {
    event.preventDefault();
    submits.push([form.id, event.isTrusted]);
  });
  const submitAll = () => { for (const form of document.forms) form.requestSubmit(form.querySelector("button")); };
  for (const type of ["keydown", "mousedown", "click"]) addEventListener(type, submitAll); }"""


async def test_a_page_cannot_try_out_accounts_by_submitting_forms(world: World) -> None:
    """Scripts can submit any form, as often as they like, and the browser calls that trusted: no gesture made those."""
    tweets = (("jamie", TWEET), ("sam", SAM))
    forms = [f"<form id='{name}'>{tweet}</form>".replace('type="button"', 'type="submit"') for name, tweet in tweets]
    tab = await hostile(world, NEUTRAL + "".join(forms))
    await tab.get_by_test_id("like").first.hover()
    await knows(tab, "x:jamie_doe")
    await tab.evaluate(SUBMITS)
    await tab.locator("#neutral").click()
    await tab.keyboard.press("a")
    assert await tab.evaluate("submits") == [["jamie", True], ["sam", True]] * 3
    await world.nothing_opens()
    await tab.close()


async def test_a_right_click_after_a_held_press_is_the_browsers_own(world: World) -> None:
    tab = await hostile(world, TWEET + NEUTRAL)
    await press(world, tab, tab.get_by_test_id("like"))
    await tab.bring_to_front()
    await tab.locator("#neutral").hover()
    await seen(tab)
    await tab.locator("#neutral").click(button="right")
    kinds = [kind for where, kind, _ in await seen(tab) if where == "window capture"]
    assert kinds == ["pointerdown", "mousedown", "pointerup", "mouseup", "auxclick"]
    await tab.close()


async def test_a_page_that_is_left_takes_its_warning_with_it(world: World) -> None:
    """A window that is still open speaks of a page that isn't there: the next press has a warning of its own."""
    tab = await hostile(world)
    first = await world.warning_after(tab.get_by_test_id("like").click)
    await tab.goto(f"{xpages.HOME}?again")
    await tab.bring_to_front()
    second = await world.warning_after(tab.get_by_test_id("retweet").click)
    assert first.is_closed()
    assert world.warnings == [second]
    await heed(second)
    assert [entry["interaction"] for entry in (await world.log())[-2:]] == ["react", "share"]
    await tab.close()
