"""Firefox without a window, driven over WebDriver BiDi: as much of it as a smoke test needs.

Firefox 153 lets no driver into an extension's pages unless it was started with `--remote-allow-system-access`;
the extension's address is known because the profile says beforehand which UUID it gets.
"""

import asyncio
import contextlib
import itertools
import json
import shutil
import time
import uuid
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from websockets.asyncio.client import ClientConnection, connect

FOUND = shutil.which("firefox-esr") or shutil.which("firefox")
SOON = 15.0
"""Seconds that something may take to come, on a busy machine."""
_PREFERENCES: dict[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.server": "",
}
"""No update, no telemetry, no question at the start: nothing that would leave this machine."""
_PORT_FILE = "WebDriverBiDiServer.json"
"""Firefox writes into its profile on which port it listens."""

T = TypeVar("T")


class BiDiError(Exception):
    """Firefox refused a command."""


async def until(ask: Callable[[], Awaitable[T | None]], what: str) -> T:
    """Ask again and again until there is something; raises TimeoutError that says what was missing."""
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        if (found := await ask()) is not None:
            return found
        await asyncio.sleep(0.05)
    raise TimeoutError(f"{what} didn't come.")


class Firefox:
    """One browser with one extension. `origin` is the extension's `moz-extension://UUID`."""

    def __init__(self, socket: ClientConnection, origin: str) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.origin = origin

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its result; raises BiDiError. No events are subscribed to."""
        number = next(self._numbers)
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(await asyncio.wait_for(self._socket.recv(), SOON))
            if answer.get("id") != number:
                continue
            if answer["type"] == "error":
                raise BiDiError(f"{method}: {answer['error']}: {answer['message']}")
            result: dict[str, Any] = answer["result"]
            return result

    async def open(self, url: str) -> "Tab":
        """Open a page in a new tab and wait until it has loaded."""
        tab = Tab(self, (await self.send("browsingContext.create", type="tab"))["context"])
        await self.send("browsingContext.navigate", context=tab.context, url=url, wait="complete")
        return tab

    async def pages(self, part: str) -> list["Tab"]:
        """Give the tabs and windows whose address has this part."""
        tree = await self.send("browsingContext.getTree", maxDepth=0)
        return [Tab(self, found["context"]) for found in tree["contexts"] if part in found["url"]]

    async def window(self, part: str) -> "Tab":
        """Wait for a window that somebody opens."""

        async def first() -> Tab | None:
            found = await self.pages(part)
            return found[0] if found else None

        return await until(first, f"A window at {part}")


class Tab:
    """One page of the browser; gestures are the browser's own, so they are trusted."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox = firefox
        self.context = context

    async def evaluate(self, expression: str) -> Any:
        """Give the JSON value of an expression in the page."""
        result = await self._firefox.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise BiDiError(result["exceptionDetails"]["text"])
        return json.loads(result["result"].get("value", "null"))

    async def find(self, role: str, name: str | None = None) -> dict[str, Any]:
        """Wait for the first element with this role and, if given, name, as assistive technology has them."""
        value = {"role": role} if name is None else {"role": role, "name": name}
        locator = {"type": "accessibility", "value": value}
        return await self._locate(locator, f"{role} {name or ''}")

    async def select(self, css: str) -> dict[str, Any]:
        """Wait for the first element that matches a selector."""
        return await self._locate({"type": "css", "value": css}, css)

    async def text(self, role: str, part: str) -> str:
        """Give the text of the first element with this role as soon as it has this part."""

        async def said() -> str | None:
            text = str(await self.call("node => node.innerText", await self.find(role)))
            return text if part in text else None

        return await until(said, f"{part!r} in the {role}")

    async def call(self, function: str, node: dict[str, Any]) -> Any:
        """Call a function with an element and give the simple value it returns."""
        result = await self._firefox.send(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"sharedId": node["sharedId"]}],
            target={"context": self.context},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise BiDiError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    async def enabled(self, node: dict[str, Any]) -> None:
        """Wait until a control may be used."""

        async def may() -> bool | None:
            return True if await self.call("node => !node.disabled", node) else None

        await until(may, "The control's being enabled")

    async def click(self, node: dict[str, Any]) -> None:
        """Move there, and after the time that a hand takes, press and release."""
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        await self.call("node => node.scrollIntoView({block: 'center'})", node)
        steps = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pause", "duration": 150},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        await self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps})

    async def type(self, text: str) -> None:
        """Type into what has the focus."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        await self._act({"type": "key", "id": "keyboard", "actions": keys})

    async def to_front(self) -> None:
        """Bring it to the front, with the focus."""
        await self._firefox.send("browsingContext.activate", context=self.context)

    async def is_open(self) -> bool:
        """Whether it is still there."""
        tree = await self._firefox.send("browsingContext.getTree", maxDepth=0)
        return self.context in [found["context"] for found in tree["contexts"]]

    async def closed(self) -> None:
        """Wait until it has been closed."""

        async def gone() -> bool | None:
            return None if await self.is_open() else True

        await until(gone, "The end of the window")

    async def _locate(self, locator: dict[str, Any], what: str) -> dict[str, Any]:
        async def first() -> dict[str, Any] | None:
            with contextlib.suppress(BiDiError):  # it is still loading
                found = await self._firefox.send("browsingContext.locateNodes", context=self.context, locator=locator)
                return found["nodes"][0] if found["nodes"] else None
            return None

        return await until(first, what)

    async def _act(self, source: dict[str, Any]) -> None:
        await self._firefox.send("input.performActions", context=self.context, actions=[source])


@asynccontextmanager
async def open_firefox(profile: Path, extension: Path) -> AsyncIterator[Firefox]:
    """Start Firefox with a profile of its own and the extension in it, and end it after the block."""
    address = str(uuid.uuid4())
    _prepare(profile, extension, address)
    process = await asyncio.create_subprocess_exec(
        *(str(FOUND), "--headless", "--no-remote", "--profile", str(profile)),
        *("--remote-debugging-port", "0", "--remote-allow-system-access", "about:blank"),
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        port = await until(lambda: _port(profile), "Firefox's port")
        async with connect(f"ws://127.0.0.1:{port}/session", proxy=None, max_size=None) as socket:
            firefox = Firefox(socket, f"moz-extension://{address}")
            await firefox.send("session.new", capabilities={})
            await firefox.send("webExtension.install", extensionData={"type": "path", "path": str(extension)})
            yield firefox
    finally:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), SOON)
        except TimeoutError:
            process.kill()
            await process.wait()


def _prepare(profile: Path, extension: Path, address: str) -> None:
    manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    name = manifest["browser_specific_settings"]["gecko"]["id"]
    preferences = _PREFERENCES | {"extensions.webextensions.uuids": json.dumps({name: address})}
    lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in preferences.items()]
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")


async def _port(profile: Path) -> int | None:
    try:
        return int(json.loads((profile / _PORT_FILE).read_text())["ws_port"])
    except (FileNotFoundError, ValueError):
        return None
