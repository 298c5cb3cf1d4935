"""What is being written is hinted at in the toolbar and the popup, and the page learns nothing of it."""

import pytest
from playwright.async_api import Page, expect

from tests.support import xpages
from tests.support.waiting import until
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

COMPOSER = '<div data-testid="tweetTextarea_0" contenteditable="true" role="textbox"></div>'
HINTS = """async (url) => {
  const tab = (await chrome.tabs.query({})).findLast((each) => each.url === url);
  return (await chrome.runtime.sendMessage({ type: 'popup.view', tab: tab.id })).value.here.hints;
}"""


AROUND = "document.documentElement.outerHTML.replace(document.querySelector('[role=textbox]').innerHTML, '')"
"""The page without what is being written."""


async def hints(world: World, tab: Page) -> list[str]:
    popup = await world.context.new_page()
    await popup.goto(f"{world.origin}/pages/popup/index.html")
    found = await popup.evaluate(HINTS, tab.url)
    await popup.close()
    return [f"{hint['kind']}: {hint['words']}" for hint in found]


async def test_a_draft_is_hinted_at_and_then_forgotten(world: World) -> None:
    await world.connected()
    tab = await xpages.serve(world.context, xpages.page(COMPOSER))
    before = await tab.evaluate(AROUND)
    box = tab.get_by_role("textbox")
    await box.press_sequentially("A client of mine cried today")
    await world.says("1 phrase in your draft", tab)
    assert await hints(world, tab) == ["client: A client of mine"]
    badge, _ = await world.toolbar(tab)
    assert badge == "✎"
    await tab.bring_to_front()
    await box.fill("")
    assert await tab.evaluate(AROUND) == before
    await until(lambda: hints(world, tab), lambda found: found == [])
    await tab.close()


async def test_the_popup_shows_the_hints_of_its_tab(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(COMPOSER))
    await tab.get_by_role("textbox").press_sequentially("You clearly have ADHD")
    await world.says("1 phrase in your draft", tab)
    popup = await world.popup_of(tab)
    region = popup.get_by_role("region", name="In your draft")
    await expect(region).to_contain_text("“You clearly have ADHD” diagnoses somebody.")
    await popup.close()
    await tab.close()
