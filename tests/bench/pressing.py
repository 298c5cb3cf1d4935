"""How long a press takes: until the warning has painted, and what the guard adds to one on a clear account."""

import time
from pathlib import Path
from typing import Any

from playwright.async_api import Page, async_playwright

from tests.bench.rows import Row, p
from tests.support import xpages
from tests.support.world import World, heed, make_template, open_world

WARNINGS = 40
LOADS, CLICKS = 5, 400
"""Loads of a page, of which the first click is the slowest, and clicks on each."""
POSTS = 100
"""On the page that is clicked on, as in a timeline."""

TIMER = """(() => {
  const types = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"];
  const real = guard.handle;
  globalThis.added = [];
  let began = 0, sum = 0;
  for (const type of types) {
    removeEventListener(type, real, true);
    addEventListener(type, () => { began = performance.now(); }, true);
    addEventListener(type, real, true);
    addEventListener(type, () => {
      sum += performance.now() - began;
      if (type === "click") { added.push(sum); sum = 0; }
    }, true);
  }
  return "ok";
})()"""
"""Put into the extension's own world: stands before and behind the guard's listener, adds its time up."""

ISOLATED = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}
"""What a page must say of itself for its clock to go in steps of 5 µs instead of 100 µs."""


async def measure(folder: Path) -> list[Row]:
    """Measure both in one browser."""
    async with async_playwright() as playwright:
        template = await make_template(folder)
        async with open_world(playwright, template, folder / "world") as world:
            painted = await _until_painted(world)
            added = [each for _ in range(LOADS) for each in await _added_to_a_click(world)]
    clicks = f"{LOADS * CLICKS} clicks, median {p(added, 50):.2f} ms; the page stood still, and saw each, trusted"
    return [
        Row(
            "press to warning painted, 95th percentile",
            p(painted, 95),
            "ms",
            300,
            f"{WARNINGS} warnings, median {p(painted, 50):.0f} ms",
        ),
        Row("added to a click on a clear account, 99th percentile", p(added, 99), "ms", 1, clicks),
    ]


async def _until_painted(world: World) -> list[float]:
    """Return the milliseconds from just before the press until the warning's first paint of content."""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    painted = []
    for _ in range(WARNINGS):
        await tab.bring_to_front()
        await like.hover()
        await tab.wait_for_timeout(200)
        pressed = 0.0

        async def press() -> None:
            nonlocal pressed
            pressed = time.time() * 1000
            await tab.mouse.down()
            await tab.mouse.up()

        warning = await world.warning_after(press)
        painted.append(await _first_paint(warning) - pressed)
        await heed(warning)
    await tab.close()
    return painted


async def _first_paint(warning: Page) -> float:
    """Return when the warning painted its content, in ms since 1970."""
    return float(
        await warning.evaluate(
            """async () => {
              const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
              while (!paint()) await new Promise((done) => setTimeout(done, 10));
              return performance.timeOrigin + paint().startTime;
            }"""
        )
    )


async def _added_to_a_click(world: World) -> list[float]:
    """Return the milliseconds that the guard's listeners took for each click, all events of it together."""
    posts = [xpages.tweet(f"person_{number}", number) for number in range(POSTS)]
    tab = await xpages.serve(world.context, xpages.page("".join(posts)), **ISOLATED)
    assert await tab.evaluate("crossOriginIsolated"), "the clock would be too coarse"
    client = await world.context.new_cdp_session(tab)
    contexts: list[dict[str, Any]] = []
    client.on("Runtime.executionContextCreated", lambda event: contexts.append(event["context"]))
    await client.send("Runtime.enable")
    own = next(c["id"] for c in contexts if c.get("origin", "").startswith("chrome-extension://"))
    put = await client.send("Runtime.evaluate", {"expression": TIMER, "contextId": own, "returnByValue": True})
    assert put["result"].get("value") == "ok", put
    await tab.get_by_test_id("like").nth(POSTS // 2).hover()
    await tab.wait_for_timeout(300)
    for _ in range(CLICKS):
        await tab.mouse.down()
        await tab.mouse.up()
    got = await client.send("Runtime.evaluate", {"expression": "added", "contextId": own, "returnByValue": True})
    assert await tab.evaluate("() => done.length") == CLICKS, "the page should have seen every click, trusted"
    await tab.close()
    return [float(value) for value in got["result"]["value"]]
