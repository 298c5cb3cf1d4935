"""P5: every state without protection is said in plain words, in the toolbar and at the next press."""

import signal
from functools import partial

import pytest
from playwright.async_api import Page, expect

from tests.support import xpages
from tests.support.waiting import until
from tests.support.world import World, back_to_the_page, heed, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def held(world: World, number: str = "9001") -> Page:
    """Press Favorite on a post, and return the window that says why it was held."""
    return await world.warning_after(world.status(number).get_by_role("button", name="Favorite").click)


async def test_all_is_well(world: World) -> None:
    tab = await world.open()
    await world.connected()
    await world.says("Protected", tab)
    await tab.close()


async def test_the_agent_is_away(world: World) -> None:
    tab = await world.open()
    await world.agent.stop()
    await world.says("Not protected: the agent isn't running.")
    window = await held(world, "9002")
    await expect(window.locator("body")).to_contain_text("framekeeper run")
    await window.close()
    assert world.site.interactions == [], "even somebody else's post: nobody can say whose it is"
    await world.agent.start(port=world.agent.port)
    await world.connected()
    await world.says("Protected", tab)
    await tab.close()


async def test_letting_presses_pass_without_an_answer_is_said_and_logged_without_accounts(world: World) -> None:
    await world.agent.ask("settings", "--when-away", "pass")
    tab = await world.open()
    await world.connected()
    before = await world.agent.ask("log", "verify")
    await world.agent.command("lock")
    await world.says("Not protected: the vault is locked, and you chose", tab)
    await world.agent.stop()
    await world.says("Not protected: the agent isn't running, and you chose", tab)
    await tab.bring_to_front()
    await world.status("9002").get_by_role("button", name="Favorite").click()
    await world.arrived("POST /api/v1/statuses/9002/favourite")
    await world.agent.start(port=world.agent.port)
    await world.connected()
    await world.says("Protected", tab)
    after = await world.agent.ask("log", "verify")
    assert after["ok"]
    assert after["events"] == (before["events"] or 1) + 1, "the time without an answer is an event"
    assert "sam" not in await world.agent.command("log", "list")
    await tab.bring_to_front()
    await heed(await held(world, "9001"))
    await world.agent.ask("settings", "--when-away", "hold")
    await tab.close()


async def test_an_agent_that_takes_its_time_is_said(world: World) -> None:
    """It runs, and doesn't answer: the window says so, and goes on when the answer comes."""
    tab = await world.open()
    await world.connected()
    await tab.bring_to_front()
    assert world.agent.process
    world.agent.process.send_signal(signal.SIGSTOP)
    try:
        window = await held(world)
        await expect(window.locator("body")).to_contain_text("hasn't answered yet")
        await expect(window.get_by_role("button", name="Don't like")).to_be_focused()
    finally:
        world.agent.process.send_signal(signal.SIGCONT)
    await expect(window.locator("#fact")).to_have_text("J. D. is a current client.")
    await heed(window)
    await world.entry(outcome="heeded", interaction="react")
    assert world.site.interactions == []
    await tab.close()


async def test_going_on_without_protection_is_said_and_logged_without_accounts(world: World) -> None:
    tab = await world.open()
    before = await world.agent.ask("log", "verify")
    await world.agent.stop()
    await world.says("Not protected")
    window = await held(world, "9002")
    await window.get_by_role("button", name="Go on without protection").click()
    await back_to_the_page(window)
    await world.says("Not protected until")
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
    await world.says("Locked")
    window = await held(world)
    await unlock(window, "wrong horse battery")
    await expect(window.get_by_role("status")).to_contain_text("passphrase")
    await window.wait_for_timeout(1500)
    await unlock(window)
    await expect(window.locator("body")).to_contain_text("Protected again")
    await world.says("Protected", tab)
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
    """A page of a known site on which no known control is found, however much there is of it."""
    links = "".join(f'<p><a href="/person_{n}">Person {n}</a> <button>Press</button></p>' for n in range(60))
    tab = await xpages.serve(world.context, xpages.page(links))
    await tab.wait_for_timeout(10_500)  # a page is given ten seconds to show its controls
    await world.says("Framekeeper knows no button on this page", tab)
    await tab.close()


async def test_private_windows_that_are_not_covered_are_said(world: World) -> None:
    popup = await world.context.new_page()
    await popup.goto(f"{world.origin}/pages/popup/index.html")
    await expect(popup.locator("body")).to_contain_text("Private windows aren't covered.")
    await popup.close()


async def test_the_badge_counts_clients_accounts_where_the_page_cannot_see_it(world: World) -> None:
    tab = await xpages.serve(
        world.context, xpages.page(xpages.tweet("jamie_doe") + xpages.tweet("robin_hale", 2) + xpages.tweet("sam", 3))
    )
    await tab.bring_to_front()
    await until(partial(world.toolbar, tab), lambda shown: shown[0] == "2")
    await tab.close()


async def test_a_revoked_host_is_said(world: World) -> None:
    worker = await world.worker()
    removed = await worker.evaluate(
        """() => chrome.permissions.remove({ origins: ["https://*.tiktok.com/*"] }).catch((error) => error.message)"""
    )
    if removed is True:
        await world.says("Not protected on tiktok.com")
    else:
        assert "required" in str(removed).lower(), "a host that can't be taken away needs no word"


async def test_a_browser_that_is_not_paired_says_so(world: World) -> None:
    tab = await world.open()
    browsers = await world.agent.ask("browsers")
    listed = browsers if isinstance(browsers, list) else [browsers]
    browser = next(each for each in listed if each["origin"])
    await world.agent.command("unpair", browser["pairing"])
    await world.says("Not protected")
    window = await held(world)
    await expect(window.locator("body")).to_contain_text("air")
    await window.close()
    assert world.site.interactions == []
    await tab.close()
