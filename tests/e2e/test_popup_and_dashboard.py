"""What the toolbar's popup and the dashboard do: pause, lock, unlock, show; and what a warning offers besides."""

import contextlib

import pytest
from playwright.async_api import Page, expect

from agent.demo.story import StepFailed
from tests.support.world import World, back_to_the_page, heed, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


async def extension_page(world: World, name: str) -> Page:
    """Open one of the extension's own pages, when the agent is there."""
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/{name}/index.html")
    return page


async def favourite(world: World, number: str) -> None:
    await world.page.bring_to_front()
    await world.status(number).get_by_role("button", name="Favorite").click()


async def favourite_at_last(world: World, number: str) -> None:
    """Press until it arrives: a press toward a client of whom the page knows nothing yet is never done again."""
    for _ in range(3):
        await favourite(world, number)
        with contextlib.suppress(StepFailed):
            return await world.arrived(f"POST /api/v1/statuses/{number}/favourite")
    pytest.fail("The pause lets no press through.")


async def test_a_pause_lets_presses_through_until_it_is_ended(world: World) -> None:
    tab = await world.open()
    popup = await extension_page(world, "popup")
    state = popup.get_by_role("status").first
    await popup.get_by_role("button", name="15 minutes").click()
    await expect(state).to_contain_text("you paused it")
    await favourite_at_last(world, "9001")
    await popup.bring_to_front()
    await popup.get_by_role("button", name="End the pause").click()
    await expect(state).to_contain_text("Protected")
    await heed(await world.warning_after(lambda: favourite(world, "9004")))
    assert world.site.interactions == ["POST /api/v1/statuses/9001/favourite"]
    await popup.close()
    await tab.close()


async def test_the_popup_locks_and_unlocks(world: World) -> None:
    popup = await extension_page(world, "popup")
    state = popup.get_by_role("status").first
    await popup.get_by_role("button", name="Lock").click()
    await expect(state).to_contain_text("Locked")
    await unlock(popup)
    await expect(state).to_contain_text("Protected")
    await popup.close()


async def test_the_dashboard_shows_the_list_and_the_log_and_verifies_it(world: World) -> None:
    tab = await world.open()
    await heed(await world.warning_after(lambda: favourite(world, "9004")))
    dashboard = await extension_page(world, "dashboard")
    await expect(dashboard.get_by_role("table")).to_contain_text("J. D.")
    await dashboard.get_by_role("button", name="Log").click()
    await expect(dashboard.get_by_role("table")).to_contain_text("heeded")
    await dashboard.get_by_role("button", name="Proof and copies").click()
    await dashboard.get_by_role("button", name="Verify the log").click()
    await expect(dashboard.get_by_role("status").first).to_contain_text("The log is whole")
    await dashboard.close()
    await tab.close()


async def test_a_snooze_and_a_flag_go_into_the_log(world: World) -> None:
    tab = await world.open()
    warning = await world.warning_after(lambda: favourite(world, "9004"))
    await warning.get_by_label("Don't ask about this again").check()
    await warning.get_by_role("radio").first.check()
    await warning.get_by_role("button", name="Go ahead").click()
    await warning.get_by_label("Supervision").check()
    await expect(warning.get_by_label("Supervision")).to_be_disabled()
    await back_to_the_page(warning)
    await favourite(world, "9004")
    await world.arrived("POST /api/v1/statuses/9004/favourite")
    await world.entry(use="used", flags=["supervision"])
    await world.nothing_opens()
    await tab.close()


async def test_a_warning_that_is_decided_makes_way_for_the_next(world: World) -> None:
    """The window still says "press once more" when another control is pressed: that is a warning of its own."""
    tab = await world.open()
    first = await world.warning_after(lambda: favourite(world, "9001"))
    await first.get_by_role("radio").first.check()
    await first.get_by_role("button", name="Go ahead").click()
    await expect(first.get_by_role("alertdialog")).to_contain_text("once more")
    reply = world.status("9001").get_by_role("button", name="Reply")
    await tab.bring_to_front()
    second = await world.warning_after(reply.click)
    await expect(second.get_by_role("button", name="Don't comment")).to_be_visible()
    await heed(second)
    assert world.warnings == []
    await tab.close()
