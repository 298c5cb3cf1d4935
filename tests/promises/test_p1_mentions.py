"""P1: a client whom a text names is held where it is sent, by button and key; what names nobody is left alone."""

import pytest
from playwright.async_api import Page, expect

from tests.support import xpages
from tests.support.spy import SPY, seen
from tests.support.world import World, back_to_the_page, go_ahead, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

COMPOSER = (
    '<div data-testid="primaryColumn"><div><div data-testid="tweetTextarea_0" contenteditable="true"></div>'
    '<button type="button" data-testid="tweetButtonInline">Post</button></div></div>'
)


async def composing(world: World, text: str) -> Page:
    tab = await xpages.serve(world.context, xpages.page(COMPOSER, SPY))
    await tab.get_by_test_id("tweetTextarea_0").press_sequentially(text)
    await seen(tab)
    return tab


async def test_the_button_is_held(world: World) -> None:
    tab = await composing(world, "Ein schöner Tag mit @jamie_doe!")
    send = tab.get_by_test_id("tweetButtonInline")
    await send.hover()
    await seen(tab)
    warning = await world.warning_after(send.click)
    await expect(warning.get_by_role("button", name="Don't mention")).to_be_visible()
    await heed(warning)
    assert await seen(tab) == []
    assert await tab.evaluate("done") == []
    await world.entry(interaction="mention", account="x:jamie_doe", tier="A")
    await tab.close()


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
async def test_the_key_is_held(world: World, key: str) -> None:
    tab = await composing(world, "gracias \uff20jamie_doe")
    modifier = key.partition("+")[0]
    await tab.keyboard.down(modifier)
    await seen(tab)
    await heed(await world.warning_after(lambda: tab.keyboard.press("Enter")))
    assert [event for event in await seen(tab) if event[1] not in {"keyup", "keydown"}] == []
    await tab.close()


async def test_a_name_is_held_as_a_handle_is_and_may_be_somebody_else_s(world: World) -> None:
    tab = await composing(world, "So proud of Jamie Doe today")
    send = tab.get_by_test_id("tweetButtonInline")
    await send.hover()
    await seen(tab)
    warning = await world.warning_after(send.click)
    await expect(warning.get_by_text("Your draft names J. D.")).to_be_visible()
    await expect(warning.get_by_text("your draft", exact=False).last).to_be_visible()
    await expect(warning.get_by_text("Jamie Doe")).to_have_count(0)
    await heed(warning)
    assert await seen(tab) == []
    assert await tab.evaluate("done") == []
    entry = await world.entry(interaction="mention", platform="x", tier="A", outcome="heeded")
    assert entry["account"].startswith("x:~")
    await tab.keyboard.down("Control")
    warning = await world.warning_after(lambda: tab.keyboard.press("Enter"))
    await tab.keyboard.up("Control")
    await warning.get_by_role("button", name="Not my client").click()
    await back_to_the_page(warning)
    await tab.bring_to_front()
    await send.click()
    await tab.wait_for_function("() => done.includes('tweetButtonInline')")
    await tab.close()


@pytest.mark.parametrize("text", ["a day without anybody", "with @sam_okafor", "jamie_doe, x@jamie_doe", "Hi Jamie"])
async def test_what_names_no_client_is_sent(world: World, text: str) -> None:
    tab = await composing(world, text)
    await tab.keyboard.press("Control+Enter")
    enter = [event for event in await seen(tab) if event[:2] == ["window capture", "keydown"]]
    assert [trusted for _, _, trusted in enter] == [True, True]
    await tab.get_by_test_id("tweetButtonInline").click()
    await tab.wait_for_function("() => done.includes('tweetButtonInline')")
    await world.nothing_opens()
    await tab.close()


async def test_an_override_is_used_when_it_is_sent(world: World) -> None:
    tab = await composing(world, "with @jamie_doe")
    send = tab.get_by_test_id("tweetButtonInline")
    await go_ahead(await world.warning_after(send.click))
    await tab.bring_to_front()
    await send.click()
    await tab.wait_for_function("() => done.includes('tweetButtonInline')")
    await world.entry(interaction="mention", outcome="overridden", use="used")
    await tab.close()


async def test_a_post_on_mastodon_that_names_a_client_is_held(world: World) -> None:
    """On the sample site: nobody is answered, so it is a mention."""
    tab = await world.open("/home")
    box = tab.get_by_role("textbox")
    await box.fill("@jamie.doe@social.example.org how nice")
    warning = await world.warning_after(lambda: tab.get_by_role("button", name="Post").click())
    await expect(warning.get_by_role("button", name="Don't mention")).to_be_visible()
    await heed(warning)
    assert world.site.interactions == []
    await tab.close()


async def test_what_is_typed_while_the_pointer_rests_on_the_button_is_held(world: World) -> None:
    """No change of the document tells of it: a field's value is none."""
    tab = await world.open("/home")
    post = tab.get_by_role("button", name="Post")
    await tab.get_by_role("textbox").fill("how nice")
    await post.hover()
    await tab.get_by_role("textbox").press_sequentially(", @jamie.doe@social.example.org")

    async def press_where_it_is() -> None:
        await tab.mouse.down()
        await tab.mouse.up()

    await heed(await world.warning_after(press_where_it_is))
    assert world.site.interactions == []
    await tab.close()
