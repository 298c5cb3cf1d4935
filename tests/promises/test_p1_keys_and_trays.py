"""P1: each site's own keys, double clicks and trays of reactions, with real presses through the guard."""

import pytest
from playwright.async_api import Page

from tests.support import xpages
from tests.support.inside import knows
from tests.support.spy import SPY, seen
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

NEWER = """() => {
  const script = document.getElementById("initial-state");
  const state = JSON.parse(script.textContent);
  script.textContent = JSON.stringify({ ...state, meta: { ...state.meta, version: "4.5.3" } });
  document.addEventListener("keydown", (event) => event.stopImmediatePropagation(), true);
}"""
"""The sample is of a Mastodon that knows sequences: what it does with keys itself is kept from it."""
FACEBOOK = (
    "<div role='main'><div aria-posinset='1' tabindex='0'><h4><a href='/jamie.doe'>Jamie</a></h4>"
    "<div role='button' tabindex='0' aria-label='Gefällt mir'>Gefällt mir</div></div>"
    "<div aria-posinset='2' tabindex='0'><h4><a href='/sam.okafor'>Sam</a></h4>"
    "<div role='button' tabindex='0' aria-label='Gefällt mir'>Gefällt mir</div></div></div>"
    "<div role='dialog'><div role='toolbar'><div role='button' tabindex='0' aria-label='Love'>L</div></div></div>"
)
TIKTOK = (
    "<article data-e2e='recommend-list-item-container' tabindex='0'><section data-e2e='feed-video'>"
    "<video width='200' height='200'></video></section>"
    "<a data-e2e='video-author-avatar' href='/@jamie.doe'>J</a></article>"
)
LINKEDIN = (
    "<main><div class='feed-shared-update-v2' tabindex='0'>"
    "<a class='update-components-actor__meta-link' href='/in/jamie-doe'>Jamie</a></div></main>"
)
KEYS = [
    *(("https://x.com/home", xpages.tweet("jamie_doe"), "article", key) for key in ("l", "r", "t", "m")),
    *(("https://www.facebook.com/", FACEBOOK, "[aria-posinset='1']", key) for key in ("l", "c", "s")),
    ("https://www.tiktok.com/foryou", TIKTOK, "article", "l"),
    *(("https://www.linkedin.com/feed/", LINKEDIN, ".feed-shared-update-v2", key) for key in ("l", "c")),
]


async def opened(world: World, address: str, body: str) -> Page:
    return await xpages.serve(world.context, xpages.page(body, SPY), address)


@pytest.mark.parametrize(("address", "body", "focused", "key"), KEYS)
async def test_a_key_of_the_site_is_seen_by_nobody(
    world: World, address: str, body: str, focused: str, key: str
) -> None:
    tab = await opened(world, address, body)
    await tab.locator(focused).focus()
    await seen(tab)
    await heed(await world.warning_after(lambda: tab.keyboard.press(key)))
    assert await seen(tab) == []
    await tab.close()


@pytest.mark.parametrize("key", ["f", "b", "r", "q"])
async def test_a_key_of_mastodon_is_seen_by_nobody(world: World, key: str) -> None:
    world.site.head = SPY
    tab = await world.open("/home")
    await world.status("9001").locator(".focusable").first.focus()
    await seen(tab)
    await heed(await world.warning_after(lambda: tab.keyboard.press(key)))
    assert await seen(tab) == []
    assert world.site.interactions == []
    world.site.head = ""
    await tab.close()


async def test_a_key_after_g_passes_where_the_two_only_go_to_a_page(world: World) -> None:
    world.site.head = SPY
    tab = await world.open("/home")
    await tab.evaluate(NEWER)
    await world.status("9001").locator(".focusable").first.focus()
    await seen(tab)
    await tab.keyboard.press("g")
    await tab.keyboard.press("f")
    assert (await seen(tab)).count(["window capture", "keydown", True]) == 2
    assert world.warnings == []
    await heed(await world.warning_after(lambda: tab.keyboard.press("f")))
    assert await seen(tab) == []
    world.site.head = ""
    await tab.close()


async def test_the_second_press_of_a_double_click_on_tiktok_is_held(world: World) -> None:
    tab = await opened(world, "https://www.tiktok.com/foryou", TIKTOK)
    await tab.locator("video").hover()
    await knows(tab, "tiktok:jamie.doe")
    await heed(await world.warning_after(tab.locator("video").dblclick))
    kinds = [kind for where, kind, _ in await seen(tab) if where == "window capture"]
    assert kinds == ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]
    await tab.close()


async def test_a_tray_belongs_to_the_post_on_whose_button_the_pointer_rested(world: World) -> None:
    tab = await opened(world, "https://www.facebook.com/", FACEBOOK)
    await tab.get_by_role("button", name="Gefällt mir").first.hover()
    await tab.wait_for_timeout(400)
    love = tab.get_by_role("button", name="Love")
    await love.hover()
    await seen(tab)
    await heed(await world.warning_after(love.click))
    assert await seen(tab) == []
    await world.entry(interaction="react", account="facebook:jamie.doe")
    await tab.close()


async def test_a_tray_above_somebody_elses_post_is_let_through(world: World) -> None:
    tab = await opened(world, "https://www.facebook.com/", FACEBOOK)
    buttons = tab.get_by_role("button", name="Gefällt mir")
    await buttons.first.hover()
    await buttons.nth(1).hover()
    await tab.wait_for_timeout(400)
    love = tab.get_by_role("button", name="Love")
    await love.hover()
    await knows(tab, "facebook:sam.okafor")
    await seen(tab)
    await love.click()
    assert "click" in {kind for _, kind, _ in await seen(tab)}
    await world.nothing_opens()
    await tab.close()
