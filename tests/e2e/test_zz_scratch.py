import pytest
from playwright.async_api import expect

from tests.e2e.test_client_page import ABOUT, dashboard, something_recorded
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def test_shots(world: World) -> None:
    await something_recorded(world)
    page = await dashboard(world)
    await page.set_viewport_size({"width": 1280, "height": 900})
    await expect(page.get_by_role("button", name=ABOUT)).to_be_visible()
    await page.screenshot(path="/tmp/cp-list.png")
    await page.get_by_role("button", name=ABOUT).click()
    await expect(page.get_by_role("row").filter(has_text="A question")).to_be_visible()
    await page.screenshot(path="/tmp/cp-light.png", full_page=True)
    await page.emulate_media(color_scheme="dark")
    await page.screenshot(path="/tmp/cp-dark.png", full_page=True)
    await page.set_viewport_size({"width": 360, "height": 640})
    await page.screenshot(path="/tmp/cp-360.png", full_page=True)
    await page.emulate_media(forced_colors="active")
    await page.set_viewport_size({"width": 1280, "height": 900})
    await page.screenshot(path="/tmp/cp-forced.png", full_page=True)
