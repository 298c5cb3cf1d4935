"""P5: every state without protection is said in plain words, in the toolbar and at the next press."""

import pytest
from playwright.async_api import Page, expect

from tests.support import xpages
from tests.support.world import World, back_to_the_page, heed, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def toolbar(world: World, tab: Page | None = None) -> tuple[str, str]:
    """Return the badge and the title of the toolbar button, for a tab that is in front."""
    worker = await world.worker()
    if tab:
        await tab.bring_to_front()
    return tuple(
        await worker.evaluate(
            """async (here) => {
              const [tab] = here ? await chrome.tabs.query({ active: true, lastFocusedWindow: true }) : [{}];
              const where = tab?.id === undefined ? {} : { tabId: tab.id };
              return [await chrome.action.getBadgeText(where), await chrome.action.getTitle(where)];
            }""",
            tab is not None,
        )
    )


async def says(world: World, words: str, tab: Page | None = None) -> None:
    """Wait until the toolbar says this, with a badge that isn't empty unless all is well."""
    said = ("", "")
    for _ in range(100):
        said = await toolbar(world, tab)
        if words in said[1]:
            break
        await world.page.wait_for_timeout(100)
    assert words in said[1]
    assert bool(said[0]) or words == "Protected", said


async def held(world: World, number: str = "9001") -> Page:
    """Press Favorite on a post, and return the window that says why it was held."""
    return await world.warning_after(world.status(number).get_by_role("button", name="Favorite").click)


async def test_all_is_well(world: World) -> None:
    tab = await world.open()
    await world.connected()
    await says(world, "Protected", tab)
    await tab.close()


async def test_the_agent_is_away(world: World) -> None:
    tab = await world.open()
    await world.agent.stop()
    await says(world, "Not protected: the agent isn't running.")
    window = await held(world, "9002")
    await expect(window.locator("body")).to_contain_text("framekeeper run")
    await window.close()
    assert world.site.interactions == [], "even somebody else's post: nobody can say whose it is"
    await world.agent.start(port=world.agent.port)
    await world.connected()
    await says(world, "Protected", tab)
    await tab.close()


async def test_going_on_without_protection_is_said_and_logged_without_accounts(world: World) -> None:
    tab = await world.open()
    before = await world.agent.ask("log", "verify")
    await world.agent.stop()
    await says(world, "Not protected")
    window = await held(world, "9002")
    await window.get_by_role("button", name="Go on without protection").click()
    await back_to_the_page(window)
    await says(world, "Not protected until")
    await tab.bring_to_front()
    await world.status("9002").get_by_role("button", name="Favorite").click()
    await world.arrived("POST /api/v1/statuses/9002/favourite")
    await world.agent.start(port=world.agent.port)
    await world.connected()
    shown = await world.agent.command("log", "list")
    assert "sam" not in shown
    after = await world.agent.ask("log", "verify")
    assert after["ok"]
    begun = before["events"] or 1  # the first event of a log is that it began
    assert after["events"] == begun + 1, "the time without protection is an event"
    await tab.close()


async def test_the_vault_is_locked_and_unlocked_in_the_window(world: World) -> None:
    tab = await world.open()
    await world.agent.command("lock")
    await says(world, "Locked")
    window = await held(world)
    await unlock(window, "wrong horse battery")
    await expect(window.get_by_role("status")).to_contain_text("passphrase")
    await window.wait_for_timeout(1500)
    await unlock(window)
    await expect(window.locator("body")).to_contain_text("Protected again")
    await says(world, "Protected", tab)
    assert world.site.interactions == []
    await back_to_the_page(window)
    await tab.bring_to_front()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    await tab.close()


async def test_an_account_that_cannot_be_named_is_not_passed_as_clear(world: World) -> None:
    """A like without an author anywhere: the window asks once, and the popup says so after."""
    nobody = '<article data-testid="tweet" tabindex="0">' + xpages.control("like", "3 Likes. Like") + "</article>"
    tab = await xpages.serve(world.context, xpages.page(nobody))
    await tab.get_by_test_id("like").hover()
    window = await world.warning_after(tab.get_by_test_id("like").click)
    assert await tab.evaluate("() => done") == []
    await window.close()
    await tab.close()


async def test_a_page_whose_site_has_changed_is_said(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page("<main><p>Nothing that X ever showed.</p></main>" * 30))
    await tab.mouse.click(100, 100)
    await tab.wait_for_timeout(500)
    badge, title = await toolbar(world, tab)
    assert "Protected" in title or badge == "?"
    await tab.close()


async def test_the_badge_counts_clients_accounts_where_the_page_cannot_see_it(world: World) -> None:
    tab = await xpages.serve(
        world.context, xpages.page(xpages.tweet("jamie_doe") + xpages.tweet("robin_hale", 2) + xpages.tweet("sam", 3))
    )
    await tab.bring_to_front()
    for _ in range(50):
        badge, _ = await toolbar(world, tab)
        if badge == "2":
            break
        await tab.wait_for_timeout(100)
    assert badge == "2"
    await tab.close()


async def test_a_revoked_host_is_said(world: World) -> None:
    worker = await world.worker()
    removed = await worker.evaluate(
        """() => chrome.permissions.remove({ origins: ["https://*.tiktok.com/*"] }).catch((error) => error.message)"""
    )
    if removed is True:
        await says(world, "Not protected on tiktok.com")
    else:
        assert "required" in str(removed).lower(), "a host that can't be taken away needs no word"


async def test_a_browser_that_is_not_paired_says_so(world: World) -> None:
    tab = await world.open()
    browsers = await world.agent.ask("browsers")
    listed = browsers if isinstance(browsers, list) else [browsers]
    browser = next(each for each in listed if each["origin"])
    await world.agent.command("unpair", browser["pairing"])
    await says(world, "Not protected")
    window = await held(world)
    await expect(window.locator("body")).to_contain_text("air")
    await window.close()
    assert world.site.interactions == []
    await tab.close()
