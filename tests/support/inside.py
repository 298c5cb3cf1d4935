"""Looking into the content script of a page, where the page can't: what the guard knows by now."""

from functools import partial
from typing import Any

from playwright.async_api import Page

from tests.support.waiting import until

VERDICT = "verdicts.known.get({account!r})?.verdict.verdict ?? null"


async def inside(tab: Page, expression: str) -> Any:
    """Evaluate an expression in the isolated world of the tab's main document."""
    session = await tab.context.new_cdp_session(tab)
    worlds: list[dict[str, Any]] = []
    session.on("Runtime.executionContextCreated", lambda event: worlds.append(event["context"]))
    try:
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        await session.send("Runtime.enable")
        ours = [world["id"] for world in worlds if is_guards(world, frame)]
        if not ours:
            return None
        asked = {"expression": expression, "contextId": ours[-1], "returnByValue": True, "awaitPromise": True}
        return (await session.send("Runtime.evaluate", asked))["result"].get("value")
    finally:
        await session.detach()


def is_guards(world: dict[str, Any], frame: str) -> bool:
    """Whether an execution context is a content script's in this frame."""
    return bool(world["origin"].startswith("chrome-extension://") and world["auxData"].get("frameId") == frame)


async def verdict(tab: Page, account: str) -> str | None:
    """What the page's guard knows of an account."""
    known: str | None = await inside(tab, VERDICT.format(account=account))
    return known


async def scanned(tab: Page) -> None:
    """Wait until the page's content script has counted what is on the page."""
    await until(partial(inside, tab, "scan.last"))


async def knows(tab: Page, *accounts: str) -> None:
    """Wait until the verdicts on these accounts are known in this page."""
    for account in accounts:
        await until(partial(verdict, tab, account))


async def knows_beside(tab: Page, account: str, alias: str) -> None:
    """Wait until an account was asked about together with another key, which only its control shows."""
    await until(partial(inside, tab, f"verdicts.known.get({account!r})?.aliases.has({alias!r}) ?? null"))
