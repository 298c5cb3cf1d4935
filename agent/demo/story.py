"""The steps of the demo: told in plain words as they happen, or as JSON lines, each with its picture."""

import base64
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Error, Page

from agent.errors import FramekeeperError

WARNING = {"width": 420, "height": 460, "deviceScaleFactor": 2, "mobile": False}
"""Of the warning's window, in CSS pixels: extension/background/windows.js; twice as sharp, for print."""


class StepFailed(FramekeeperError):
    """A step didn't do what it says."""


class Story:
    """Prints each step when it is over, and remembers whether all did what they say."""

    def __init__(self, output: Path, *, as_json: bool) -> None:
        self.output = output
        self.as_json = as_json
        self.number = 0
        self.finished = False
        self.pictures: list[str] = []
        output.mkdir(parents=True, exist_ok=True)

    @asynccontextmanager
    async def step(self, what: str) -> AsyncIterator[dict[str, Any]]:
        """Tell one step; details put into the mapping are told with it. An error in the block ends the story."""
        self.number += 1
        details: dict[str, Any] = {}
        self.pictures = []
        began = time.monotonic()
        try:
            yield details
        except (FramekeeperError, Error, AssertionError, TimeoutError, OSError, ValueError) as error:
            self._tell(what, False, details | {"problem": str(error) or type(error).__name__}, began)
            raise StepFailed(f"Step {self.number} failed: {error}") from error
        self._tell(what, True, details, began)

    async def picture(self, page: Page, name: str) -> None:
        """Take a screenshot of a page."""
        path = self.output / f"{self.number:02d}-{name}.png"
        if "/pages/warning/" in page.url:
            path.write_bytes(await _warning_picture(page))
        else:
            await page.screenshot(path=path)
        self.pictures.append(str(path))

    def say(self, text: str) -> None:
        """Print a sentence that is no step; not with `--json`."""
        if not self.as_json:
            _print(text)

    def _tell(self, what: str, ok: bool, details: dict[str, Any], began: float) -> None:
        if self.as_json:
            step = {"step": self.number, "what": what, "ok": ok, "seconds": round(time.monotonic() - began, 2)}
            _print(json.dumps(step | {"pictures": self.pictures} | details, ensure_ascii=False))
            return
        _print(f"{'ok  ' if ok else 'FAIL'} {self.number:2d}. {what}")
        for value in details.values():
            for line in str(value).splitlines():
                _print(f"         {line}")


def expect(truth: object, otherwise: str) -> None:
    """Raise StepFailed with this sentence unless it holds."""
    if not truth:
        raise StepFailed(otherwise)


async def _warning_picture(page: Page) -> bytes:
    """Set the window's right size for the picture: a browser without a display gives all windows one size."""
    session = await page.context.new_cdp_session(page)
    await session.send("Emulation.setDeviceMetricsOverride", WARNING)
    taken = await session.send("Page.captureScreenshot")
    await session.send("Emulation.clearDeviceMetricsOverride")
    return base64.b64decode(taken["data"])


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
