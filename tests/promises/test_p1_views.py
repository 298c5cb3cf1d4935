"""P1, P8: a page whose owner sees who opened it is held by link and address; everybody else's loads once."""

from dataclasses import dataclass, field

import pytest
from playwright.async_api import Page, Route, expect

from agent.demo.play import SOON
from tests.support.waiting import until
from tests.support.world import World, go_ahead, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

SITE = "https://www.instagram.com"
STORY = f"{SITE}/stories/jamie.doe/3300000000000000001/"
OTHER = f"{SITE}/stories/sam.okafor/3300000000000000002/"
PROFILE = "https://www.tiktok.com/@jamie.doe"
SCRIPT = """
setTimeout(() => fetch("/seen", { method: "POST", body: location.pathname }), 500);
addEventListener("click", (event) => {
  const link = event.target.closest("a[data-inside]");
  if (!link) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
}, true);
"""


@dataclass
class Visits:
    """What a site was asked for, by way of one page."""

    pages: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    async def told(self) -> int:
        """How often a page said that it was seen."""
        return len(self.seen)


async def visiting(world: World, body: str = "") -> tuple[Page, Visits]:
    """A page on which Instagram and TikTok answer; a story's script says half a second later that it was seen."""
    tab, visits = await world.context.new_page(), Visits()

    async def answer(route: Route) -> None:
        request = route.request
        if request.is_navigation_request():
            visits.pages.append(request.url)
            text = f"<!DOCTYPE html><html><body><main>{body}</main><script src=/app.js></script></body></html>"
            await route.fulfill(content_type="text/html", body=text)
        elif request.url.endswith("/app.js"):
            await route.fulfill(content_type="text/javascript", body=SCRIPT)
        else:
            visits.seen.append(request.post_data or "")
            await route.fulfill(body="")

    for host in ("www.instagram.com", "www.tiktok.com"):
        await tab.route(f"https://{host}/**", answer)
    return tab, visits


async def test_a_typed_address_is_left_before_the_page_says_that_it_was_seen(world: World) -> None:
    tab, visits = await visiting(world)
    warning = await world.warning_after(lambda: tab.goto(STORY, wait_until="commit"))
    await expect(warning.get_by_role("button", name="Don't open")).to_be_visible()
    await tab.wait_for_url("about:blank")
    await heed(warning)
    await world.entry(interaction="view", account="instagram:jamie.doe", tier="B", outcome="heeded")
    await tab.wait_for_timeout(500)
    assert (visits.pages, visits.seen) == ([STORY], [])
    await tab.close()


async def test_going_ahead_opens_the_page_once(world: World) -> None:
    tab, visits = await visiting(world)
    warning = await world.warning_after(lambda: tab.goto(STORY, wait_until="commit"))
    await tab.wait_for_url("about:blank")
    choice = warning.get_by_role("radiogroup", name="Reason").get_by_role("radio").first
    await expect(choice).to_be_enabled()
    await choice.check()
    async with warning.expect_event("close", timeout=SOON):
        await warning.get_by_role("button", name="Go ahead").click()
    await tab.wait_for_url(STORY)
    await until(visits.told)
    assert (visits.pages, len(visits.seen)) == ([STORY, STORY], 1)
    await world.entry(interaction="view", outcome="overridden", use="used")
    await heed(await world.warning_after(lambda: tab.reload(wait_until="commit")))
    assert len(visits.seen) == 1
    await tab.close()


async def test_somebody_elses_story_loads_once_and_whole(world: World) -> None:
    tab, visits = await visiting(world)
    await tab.goto(OTHER)
    await until(visits.told)
    assert (visits.pages, len(visits.seen)) == ([OTHER], 1)
    assert tab.url == OTHER
    assert world.warnings == []
    await tab.close()


@pytest.mark.parametrize("inside", ["", "data-inside"])
async def test_a_link_is_held_and_after_an_override_opens_unhindered(world: World, inside: str) -> None:
    tab, visits = await visiting(world, f"<a href='{STORY}' {inside}>Story</a>")
    await tab.goto(SITE)
    link = tab.get_by_role("link", name="Story")
    await heed(await world.warning_after(link.click))
    assert tab.url == f"{SITE}/"
    await tab.bring_to_front()
    await go_ahead(await world.warning_after(link.click))
    await tab.bring_to_front()
    await link.click()
    await tab.wait_for_url(STORY)
    await world.nothing_opens()
    assert tab.url == STORY
    assert visits.pages == [f"{SITE}/", *([] if inside else [STORY])]
    await world.entry(interaction="view", use="used")
    await tab.close()


async def test_enter_on_a_link_is_held(world: World) -> None:
    tab, _ = await visiting(world, f"<a href='{STORY}'>Story</a>")
    await tab.goto(SITE)
    await tab.get_by_role("link", name="Story").focus()
    await heed(await world.warning_after(lambda: tab.keyboard.press("Enter")))
    assert tab.url == f"{SITE}/"
    await tab.close()


async def test_the_middle_button_on_a_link_is_held(world: World) -> None:
    """It would open the story in a tab of its own; the warning is all that opens."""
    tab, visits = await visiting(world, f"<a href='{STORY}'>Story</a>")
    await tab.goto(SITE)
    before = len(world.context.pages)
    warning = await world.warning_after(lambda: tab.get_by_role("link", name="Story").click(button="middle"))
    assert len(world.context.pages) == before + 1
    await heed(warning)
    assert visits.pages == [f"{SITE}/"]
    await tab.close()


async def test_the_sites_own_next_story_is_left(world: World) -> None:
    tab, visits = await visiting(world, f"<a href='{STORY}'>next</a>")
    await tab.goto(OTHER)
    await until(visits.told)
    await heed(await world.warning_after(lambda: tab.evaluate("(to) => history.pushState(null, '', to)", STORY)))
    await tab.wait_for_url("about:blank")
    assert visits.pages == [OTHER]
    await tab.close()


async def test_a_profile_is_held_only_if_that_is_switched_on(world: World) -> None:
    tab, visits = await visiting(world)
    await tab.goto(PROFILE)
    await world.nothing_opens()
    await tab.goto("about:blank")
    assert (await world.agent.ask("settings", "--profile-views", "on"))["profile_views"]
    try:
        await heed(await world.warning_after(lambda: tab.goto(PROFILE, wait_until="commit")))
        await tab.wait_for_url("about:blank")
        assert visits.pages == [PROFILE, PROFILE]
    finally:
        await world.agent.ask("settings", "--profile-views", "off")
    await tab.close()
