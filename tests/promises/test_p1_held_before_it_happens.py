"""P1: no listener of the page sees any event of a held gesture, wherever and whenever it listens."""

import pytest

from tests.support import xpages
from tests.support.inside import knows
from tests.support.spy import SPY, TWEET, hostile, press, seen
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


@pytest.mark.parametrize("control", ["like", "reply", "retweet"])
async def test_a_click_is_seen_by_nobody(world: World, control: str) -> None:
    tab = await hostile(world)
    await press(world, tab, tab.get_by_test_id(control))
    assert await seen(tab) == []
    assert await tab.evaluate("done") == []
    await tab.close()


async def test_a_click_on_the_icon_inside_the_button_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    await press(world, tab, tab.locator("[data-testid=like] path"))
    assert await seen(tab) == []
    await tab.close()


async def test_a_click_before_the_verdict_is_known_is_seen_by_nobody(world: World) -> None:
    """No hovering first: the press is the first that the extension hears of the account."""
    tab = await hostile(world)
    box = await tab.get_by_test_id("like").bounding_box()
    assert box
    client = await world.context.new_cdp_session(tab)
    where = {"x": box["x"] + 5, "y": box["y"] + 5, "button": "left", "clickCount": 1}

    async def press_at_once() -> None:
        await client.send("Input.dispatchMouseEvent", {"type": "mousePressed", **where})
        await client.send("Input.dispatchMouseEvent", {"type": "mouseReleased", **where})

    await heed(await world.warning_after(press_at_once))
    assert await seen(tab) == []
    await tab.close()


@pytest.mark.parametrize("key", ["Enter", "Space"])
async def test_a_key_on_a_focused_control_is_seen_by_nobody(world: World, key: str) -> None:
    tab = await hostile(world)
    await tab.get_by_test_id("like").focus()
    await seen(tab)
    warning = await world.warning_after(lambda: tab.keyboard.press(key))
    await warning.wait_for_timeout(600)
    await heed(warning)
    assert await seen(tab) == []
    assert await tab.evaluate("done") == []
    await tab.close()


async def test_a_shortcut_of_the_site_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    await tab.get_by_test_id("tweet").focus()
    await seen(tab)
    await heed(await world.warning_after(lambda: tab.keyboard.press("l")))
    assert await seen(tab) == []
    await tab.close()


async def test_a_double_click_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    await heed(await world.warning_after(lambda: tab.get_by_test_id("like").dblclick()))
    assert await seen(tab) == []
    assert len(world.warnings) == 0
    await tab.close()


async def test_a_tap_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    box = await tab.get_by_test_id("like").bounding_box()
    assert box
    client = await world.context.new_cdp_session(tab)
    # In the middle: near an edge the browser takes the finger to mean a neighbour.
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}

    async def tap() -> None:
        await client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        await client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    await heed(await world.warning_after(tap))
    assert await seen(tab) == []
    await tab.close()


async def test_a_control_that_changes_hands_under_the_press_is_held_at_its_click(world: World) -> None:
    """What the page saw until then was a press on somebody else's control."""
    tab = await hostile(world, xpages.tweet("sam_okafor"))
    await tab.evaluate(
        """() => addEventListener("pointerdown", () => {
             for (const link of document.querySelectorAll("[data-testid=User-Name] a")) link.href = "/jamie_doe";
           })"""
    )
    await press(world, tab, tab.get_by_test_id("like"))
    assert "click" not in {kind for _, kind, _ in await seen(tab)}
    assert await tab.evaluate("done") == []
    await tab.close()


async def test_a_scroll_that_begins_on_the_control_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world, TWEET + '<div style="height: 3000px"></div>')
    box = await tab.get_by_test_id("like").bounding_box()
    assert box
    client = await world.context.new_cdp_session(tab)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        moved = [{"x": x, "y": y - 12 * step}]
        await client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
    await client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    await tab.wait_for_function("scrollY > 0")
    await world.nothing_opens()
    assert await seen(tab) == []
    await tab.close()


async def test_a_press_that_trembles_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    like = tab.get_by_test_id("like")
    box = await like.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    async def tremble() -> None:
        await tab.mouse.move(x, y)
        await tab.mouse.down()
        for step in range(1, 4):
            await tab.mouse.move(x + step, y)
        await tab.mouse.up()

    await heed(await world.warning_after(tremble))
    assert await seen(tab) == []
    await tab.close()


async def test_a_label_that_stands_for_the_control_is_no_way_around(world: World) -> None:
    """A press on a label activates the control it stands for: the synthetic click that follows is held."""
    label = '<label for="there" id="label">Nothing to see</label>'
    tab = await hostile(world, TWEET.replace('data-testid="like"', 'id="there" data-testid="like"') + label)
    await heed(await world.warning_after(lambda: tab.locator("#label").click()))
    assert await tab.evaluate("done") == []
    assert not [event for event in await seen(tab) if event[0].startswith("BUTTON")]
    await tab.close()


async def test_listeners_that_come_after_are_no_better(world: World) -> None:
    tab = await hostile(world, head="")
    await tab.get_by_test_id("like").hover()
    await tab.evaluate(
        """() => { window.seen = []; for (const type of ["pointerdown", "mousedown", "click"])
             for (const where of [window, document]) where.addEventListener(type, (e) => seen.push(e.type), true); }"""
    )
    await press(world, tab, tab.get_by_test_id("like"))
    assert await seen(tab) == []
    await tab.close()


async def test_a_page_that_breaks_the_platform_does_not_break_the_hold(world: World) -> None:
    """Main-world patches don't reach the isolated world."""
    patches = """<script>
      Event.prototype.stopImmediatePropagation = Event.prototype.preventDefault = () => {};
      Event.prototype.stopPropagation = () => {};
      Event.prototype.composedPath = () => [];
      Element.prototype.closest = () => null; Element.prototype.matches = () => false;
      Document.prototype.querySelector = Element.prototype.querySelector = () => null;
      EventTarget.prototype.removeEventListener = () => {};
    </script>"""
    tab = await hostile(world, head=SPY + patches)
    box = await tab.locator("[data-testid=like]").bounding_box()
    assert box
    await heed(await world.warning_after(lambda: tab.mouse.click(box["x"] + 5, box["y"] + 5)))
    assert await seen(tab) == []
    await tab.close()


async def test_the_sample_site_gets_no_request_and_no_event(world: World) -> None:
    world.site.head = SPY
    tab = await world.open("/@jamie.doe@social.example.org")
    await seen(tab)
    for button in (tab.get_by_role("button", name="Follow").first, tab.get_by_role("button", name="Favorite")):
        await press(world, tab, button)
        assert await seen(tab) == []
    assert world.site.interactions == []
    world.site.head = ""
    await tab.close()


async def test_enter_in_a_reply_to_a_client_is_held(world: World) -> None:
    """The composer was filled without its opener: by a draft, say. Submitting it is what performs."""
    tab = await world.open("/home")
    box = tab.get_by_role("textbox")
    await box.fill("@jamie.doe@social.example.org how nice")
    await heed(await world.warning_after(lambda: box.press("Control+Enter")))
    await heed(await world.warning_after(lambda: tab.get_by_role("button", name="Post").click()))
    assert world.site.interactions == []
    await tab.close()


async def test_enter_in_a_field_that_submits_by_the_control_is_no_way_around(world: World) -> None:
    """The browser presses a form's submit button by itself when Enter is struck in a field."""
    like = xpages.control("like", "3 Likes. Like").replace('type="button"', 'type="submit"')
    body = TWEET.replace(xpages.control("like", "3 Likes. Like"), f"<form><input id='field'>{like}</form>")
    tab = await hostile(world, body)
    await tab.locator("#field").focus()
    await seen(tab)
    await heed(await world.warning_after(lambda: tab.keyboard.press("Enter")))
    assert not [event for event in await seen(tab) if event[1] in {"click", "submit"}]
    assert await tab.evaluate("() => done") == []
    await tab.close()


async def test_a_press_that_is_dragged_off_opens_nothing_and_is_seen_by_nobody(world: World) -> None:
    tab = await hostile(world)
    await tab.get_by_test_id("like").hover()
    await knows(tab, "x:jamie_doe")
    await tab.mouse.down()
    await tab.mouse.move(5, 400)
    await tab.mouse.up()
    await world.nothing_opens()
    assert await seen(tab) == []
    await tab.close()


async def test_side_effects_of_a_press_are_no_way_around(world: World) -> None:
    """Pointer capture, focus, selection, dragging: what a browser does beside the events of a press."""
    sides = (
        "gotpointercapture lostpointercapture selectstart selectionchange dragstart focus focusin contextmenu change"
    )
    listen = f"""() => {{ window.sides = []; for (const type of "{sides}".split(" "))
      for (const where of [window, document]) where.addEventListener(type, (e) => sides.push(e.type), true); }}"""
    tab = await hostile(world)
    like = tab.get_by_test_id("like")
    await like.hover()
    await knows(tab, "x:jamie_doe")
    await tab.evaluate(listen)
    warning = await world.warning_after(like.click)
    assert await tab.evaluate("() => sides.filter((type) => type !== 'focus')") == []
    await heed(warning)
    await tab.close()


async def test_the_second_press_of_a_double_click_on_a_picture_is_held(world: World) -> None:
    """On Instagram a double click likes. The first press may be anything, and passes; what follows it doesn't."""
    header = "<header><a href='/jamie.doe/'>jamie.doe</a></header>"
    post = f"<article>{header}<div><img width='300' height='300'></div></article>"
    tab = await xpages.serve(world.context, xpages.page(post, SPY), "https://www.instagram.com/post")
    await tab.locator("img").hover()
    await knows(tab, "instagram:jamie.doe")
    await heed(await world.warning_after(tab.locator("img").dblclick))
    kinds = [kind for where, kind, _ in await seen(tab) if where == "window capture"]
    assert kinds == ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]
    await tab.close()
