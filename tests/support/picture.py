"""Pictures for the README, taken by the tests of the pages that they show: `make pictures`."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Page

Picture = Callable[[Page, str, tuple[int, int]], Awaitable[None]]


def pictures(folder: Path | None) -> Picture:
    """Give what keeps a page as `folder`/NAME.png, in a window of so many pixels; without a folder it does nothing."""

    async def picture(page: Page, name: str, size: tuple[int, int]) -> None:
        if folder is None:
            return
        session = await page.context.new_cdp_session(page)
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": False}
        await session.send("Emulation.setDeviceMetricsOverride", metrics)
        await page.screenshot(path=folder / f"{name}.png")
        await session.send("Emulation.clearDeviceMetricsOverride")
        await session.detach()

    return picture
