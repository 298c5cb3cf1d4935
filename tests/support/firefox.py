"""Firefox over WebDriver BiDi: just what the smoke test needs, spoken with `websockets`, no driver in between."""

import asyncio
import itertools
import json
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

ID = "framekeeper@framekeeper.example"
UUID = "5f3b7c1e-0a4d-4a86-9d3c-2f1d7c0b9e11"
"""Of the extension's pages in the test profile; Firefox would draw one at random."""
ORIGIN = f"moz-extension://{UUID}"
PREFERENCES: dict[str, Any] = {
    "extensions.webextensions.uuids": json.dumps({ID: UUID}),
    "remote.active-protocols": 1,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.startup.page": 0,
}


def find_firefox() -> str | None:
    """Return the Firefox to use: `FRAMEKEEPER_FIREFOX`, else the first that is installed."""
    names = [os.environ["FRAMEKEEPER_FIREFOX"]] if "FRAMEKEEPER_FIREFOX" in os.environ else ["firefox-esr", "firefox"]
    return next((found for found in map(shutil.which, names) if found), None)


class BidiError(Exception):
    """Firefox refused a command."""


class Firefox:
    """One BiDi session."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result; raises BidiError."""
        number = next(self._numbers)
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(await asyncio.wait_for(self._socket.recv(), 30))
            if message.get("id") == number:
                if message["type"] == "error":
                    raise BidiError(f"{method}: {message['error']}: {message['message']}")
                return dict(message["result"])

    async def install(self, folder: Path) -> str:
        """Install an unpacked extension and return its id."""
        result = await self.send("webExtension.install", extensionData={"type": "path", "path": str(folder)})
        return str(result["extension"])

    async def open(self, url: str) -> str:
        """Open a new tab and return its context."""
        context = str((await self.send("browsingContext.create", type="tab"))["context"])
        await self.send("browsingContext.navigate", context=context, url=url, wait="complete")
        return context

    async def contexts(self) -> dict[str, str]:
        """Return the top-level contexts with their addresses."""
        tree = await self.send("browsingContext.getTree", maxDepth=0)
        return {each["context"]: each["url"] for each in tree["contexts"]}

    async def wait_for(self, part: str, seconds: float = 15) -> str:
        """Wait for a window whose address has this part and return its context."""
        for _ in range(int(seconds * 10)):
            for context, url in (await self.contexts()).items():
                if part in url:
                    return context
            await asyncio.sleep(0.1)
        raise TimeoutError(f"no window with {part}: {await self.contexts()}")

    async def wait_gone(self, context: str, seconds: float = 15) -> None:
        """Wait until a window is closed."""
        for _ in range(int(seconds * 10)):
            if context not in await self.contexts():
                return
            await asyncio.sleep(0.1)
        raise TimeoutError("the window stays")

    async def evaluate(self, context: str, expression: str) -> Any:
        """Evaluate an expression in a page; plain values and lists of them only."""
        target = {"context": context}
        result = await self.send("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if result["type"] == "exception":
            raise BidiError(result["exceptionDetails"]["text"])
        return _plain(result["result"])

    async def find(self, context: str, role: str, name: str, seconds: float = 15) -> dict[str, Any]:
        """Wait for an element by role and accessible name."""
        locator = {"type": "accessibility", "value": {"role": role, "name": name}}
        for _ in range(int(seconds * 10)):
            found = await self.send("browsingContext.locateNodes", context=context, locator=locator)
            if found["nodes"]:
                return dict(found["nodes"][0])
            await asyncio.sleep(0.1)
        raise TimeoutError(f"no {role} named {name}")

    async def click(self, context: str, node: dict[str, Any]) -> None:
        """Move the mouse onto an element and press."""
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        steps = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pause", "duration": 200},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        await self._perform(context, {"type": "pointer", "id": "mouse", "actions": steps})

    async def type(self, context: str, text: str) -> None:
        """Type into what has the focus."""
        steps = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        await self._perform(context, {"type": "key", "id": "keys", "actions": steps})

    async def _perform(self, context: str, source: dict[str, Any]) -> None:
        await self.send("input.performActions", context=context, actions=[source])


def _plain(value: dict[str, Any]) -> Any:
    if value["type"] == "array":
        return [_plain(each) for each in value["value"]]
    return value.get("value")


@asynccontextmanager
async def firefox(profile: Path) -> AsyncIterator[Firefox]:
    """Run a headless Firefox with a profile of its own for a block."""
    program = find_firefox()
    assert program
    await asyncio.to_thread(profile.mkdir, parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    await asyncio.to_thread((profile / "user.js").write_text, "\n".join(lines), encoding="utf-8")
    arguments = (
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
        "--remote-allow-system-access",
    )
    process = await asyncio.create_subprocess_exec(
        program, *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        url = await asyncio.wait_for(_address(process), 60)
        async with connect(f"{url}/session", max_size=None, proxy=None) as socket:
            driver = Firefox(socket)
            await driver.send("session.new", capabilities={})
            yield driver
            await driver.send("browser.close")
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr
    async for line in process.stderr:
        found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line.decode(errors="replace"))
        if found:
            return found[1]
    raise AssertionError("Firefox didn't start")
