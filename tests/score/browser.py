"""The real extension in Chromium, and pages served at their own addresses to its content scripts."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, Route, sync_playwright

from agent.demo.browser import FEATURES, find_browser, make_extension

_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(FEATURES)}",
)


@contextmanager
def extended_browser(hosts: list[str]) -> Iterator[BrowserContext]:
    """Start Chromium with a copy of the extension that may also run on `hosts`; nothing reaches the network."""
    with tempfile.TemporaryDirectory() as folder:
        extension = Path(folder) / "extension"
        make_extension(hosts, extension)
        with sync_playwright() as driver:
            context = driver.chromium.launch_persistent_context(
                str(Path(folder) / "profile"),
                executable_path=find_browser(),
                headless=False,
                args=[*_ARGUMENTS, f"--disable-extensions-except={extension}", f"--load-extension={extension}"],
            )
            context.route("**/*", lambda route: route.abort())
            try:
                yield context
            finally:
                context.close()
                shutil.rmtree(extension, ignore_errors=True)


class ServedPage:
    """A page at an address, and the world of its content scripts."""

    def __init__(self, context: BrowserContext, url: str, html: str) -> None:
        """Serve `html` at `url`, open it and find the extension's world."""
        self.page: Page = context.new_page()
        self._html = html
        self._worlds: dict[str, int] = {}
        self._session: CDPSession = context.new_cdp_session(self.page)
        self._session.on("Runtime.executionContextCreated", self._created)
        self._session.send("Runtime.enable")
        self.page.route("**/*", self._answer)
        self.turn_to(url, html)

    def turn_to(self, url: str, html: str) -> None:
        """Serve another page in this tab, which spares the browser a new process for it."""
        if self.page.url.partition("#")[0] == url.partition("#")[0]:
            self.page.goto("about:blank")  # else nothing would be loaded
        self._html = html
        self.page.goto(url, wait_until="domcontentloaded")

    def _answer(self, route: Route) -> None:
        request = route.request
        if request.is_navigation_request() and request.frame.parent_frame is None:
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def _created(self, event: dict[str, Any]) -> None:
        context = event["context"]
        if context["origin"].startswith("chrome-extension://") and context["auxData"].get("type") == "isolated":
            self._worlds[context["auxData"]["frameId"]] = context["id"]

    def ask(self, expression: str, *, frame: bool = False) -> Any:
        """Evaluate in the world of the content scripts of the page, or of its first frame."""
        return self._asked(expression, self._frame_id(within=frame))

    def _frame_id(self, *, within: bool) -> str:
        tree = self._session.send("Page.getFrameTree")["frameTree"]
        found = tree["childFrames"][0] if within else tree
        return str(found["frame"]["id"])

    def _asked(self, expression: str, frame: str) -> Any:
        if frame not in self._worlds:
            raise LookupError(f"No content script runs at {self.page.url}.")
        answer = self._session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": self._worlds[frame],
                "returnByValue": True,
                "awaitPromise": True,
            },
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:2000])
        return answer["result"].get("value")

    def close(self) -> None:
        """Close the page."""
        self.page.close()
