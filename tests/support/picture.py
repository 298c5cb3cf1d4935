"""Pictures for the README, taken by the tests of the pages that they show: `make pictures`."""

from base64 import b64decode
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Page

Picture = Callable[[Page, str, tuple[int, int]], Awaitable[None]]


def pictures(folder: Path | None) -> Picture:
    """Give what keeps a page as `folder`/NAME.png, in a window of so many pixels, twice as fine; else nothing."""

    async def picture(page: Page, name: str, size: tuple[int, int]) -> None:
        if folder is None:
            return
        session = await page.context.new_cdp_session(page)
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 2, "mobile": False}
        await session.send("Emulation.setDeviceMetricsOverride", metrics)
        shot = await session.send("Page.captureScreenshot", {"format": "png"})
        (folder / f"{name}.png").write_bytes(b64decode(shot["data"]))
        await session.send("Emulation.clearDeviceMetricsOverride")
        await session.detach()

    return picture
