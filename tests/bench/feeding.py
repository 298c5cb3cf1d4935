"""What the extension costs on a long feed that grows: its own script, its longest task, the layouts that it forces.

The browser's trace says of every call into a script whose it was, so what is the extension's is added up exactly, and
the page's own script in the same minute stands beside it.
"""

import asyncio
from pathlib import Path
from typing import Any

from playwright.async_api import CDPSession, Page, async_playwright

from tests.bench.rows import Row
from tests.support import xpages
from tests.support.world import World, make_template, open_world

NODES = 10_000
"""Elements that the feed begins with."""
GROWTH = 100
"""Elements that it grows by in a second."""
SECONDS = 60
CATEGORIES = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline.stack", "v8.execute"]
EXTENSION = "chrome-extension://"
OURS = {"FireIdleCallback", "RunMicrotasks"}
"""The page of this bench has neither idle callbacks nor promises, so whatever runs in them is the extension's."""

GROW = """(seconds) => new Promise((done) => {
  const feed = document.querySelector("main") ?? document.body;
  const post = document.querySelector("article");
  const size = post.querySelectorAll("*").length + 1;
  let number = 0;
  const one = () => {
    const next = post.cloneNode(true);
    number += 1;
    for (const link of next.querySelectorAll("a")) link.href = "/newcomer_" + number;
    feed.append(next);
  };
  const growing = setInterval(one, 1000 * size / @GROWTH@);
  setTimeout(() => { clearInterval(growing); done(number * size); }, 1000 * seconds);
})""".replace("@GROWTH@", str(GROWTH))


async def measure(folder: Path) -> list[Row]:
    """Let a feed grow for a minute under a trace."""
    async with async_playwright() as playwright:
        template = await make_template(folder)
        async with open_world(playwright, template, folder / "world") as world:
            await world.connected()
            tab = await _feed(world)
            grown, events = await _traced(tab)
            await tab.close()
    ours, theirs = _calls(events, ours=True), _calls(events, ours=False)
    note = f"{sum(ours):.0f} ms beside the page's {sum(theirs):.0f} ms, in {len(ours)} calls; {grown} elements came"
    return [
        Row("script on a feed that grows, of one core", sum(ours) / SECONDS / 10, "%", 1, note),
        Row("the longest task of it", max(ours, default=0.0), "ms", 5),
        Row("layouts and styles that it forces", float(_forced(events)), "", 0, "none is the bar"),
    ]


async def _feed(world: World) -> Page:
    """Open a feed of NODES elements."""
    each = xpages.tweet("person").count("<") - xpages.tweet("person").count("</")
    posts = [xpages.tweet(f"person_{number}", number) for number in range(NODES // each + 1)]
    tab = await xpages.serve(world.context, xpages.page("".join(posts)))
    await tab.wait_for_timeout(3000)
    return tab


async def _traced(tab: Page) -> tuple[int, list[dict[str, Any]]]:
    """Return how many elements came, and the trace of that time."""
    session: CDPSession = await tab.context.new_cdp_session(tab)
    events: list[dict[str, Any]] = []
    complete = asyncio.Event()
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda _data: complete.set())
    await session.send("Tracing.start", {"traceConfig": {"includedCategories": CATEGORIES}})
    grown = int(await tab.evaluate(GROW, SECONDS))
    await session.send("Tracing.end")
    await asyncio.wait_for(complete.wait(), 60)
    return grown, events


def _calls(events: list[dict[str, Any]], *, ours: bool) -> list[float]:
    """Return the processor's ms of each outermost call into the extension's or the page's script."""
    found = []
    ends: dict[tuple[int, int], float] = {}
    for event in sorted(events, key=lambda event: event["ts"]):
        thread = (event["pid"], event["tid"])
        if _is_call(event, ours=ours) and event["ts"] >= ends.get(thread, 0):
            found.append(event["tdur"] / 1000)
            ends[thread] = event["ts"] + event["dur"]
    return found


def _is_call(event: dict[str, Any], *, ours: bool) -> bool:
    if "tdur" not in event:
        return False
    url = str(event.get("args", {}).get("data", {}).get("url", ""))
    is_function = event["name"] == "FunctionCall"
    if ours:
        return event["name"] in OURS or (is_function and url.startswith(EXTENSION))
    return is_function and not url.startswith(EXTENSION)


def _forced(events: list[dict[str, Any]]) -> int:
    """Return how often layout or style was computed because a script of the extension asked."""
    told = [event.get("args", {}) for event in events if event["name"] in {"Layout", "UpdateLayoutTree"}]
    stacks = [(args.get("beginData") or args).get("stackTrace", []) for args in told]
    return sum(stack[0].get("url", "").startswith(EXTENSION) for stack in stacks if stack)
