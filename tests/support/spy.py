"""What a hostile page would do to see a gesture: listen everywhere, for everything, early and again and again."""

from typing import Any

from playwright.async_api import Locator, Page

from tests.support import xpages
from tests.support.world import World, heed

GESTURE = (
    "pointerdown mousedown pointerup mouseup click dblclick auxclick touchstart touchend touchcancel "
    "keydown keypress keyup beforeinput input submit "
    "touchmove pointercancel pointermove mousemove gotpointercapture lostpointercapture dragstart"
)

SPY = """<script>
(() => {
  const TYPES = "@TYPES@".split(" ");
  const top = window.top;
  top.seen ??= [];
  const note = (where) => (event) => {
    // A pointer that passes by presses nothing.
    if (event.type.endsWith("move") && event.buttons === 0) return;
    top.seen.push([where, event.type, event.isTrusted]);
  };
  const listen = (where, target) => {
    for (const type of TYPES) {
      target.addEventListener(type, note(where + " capture"), true);
      target.addEventListener(type, note(where), false);
      try { target["on" + type] = note(where + " on" + type); } catch {}
    }
  };
  const everything = () => {
    for (const node of document.querySelectorAll("*")) {
      if (!node.spied) listen(node.tagName, node);
      node.spied = true;
    }
  };
  listen("window", window);
  listen("document", document);
  listen("html", document.documentElement);
  new MutationObserver(everything).observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => { listen("late window", window); everything(); });
  addEventListener("load", () => { listen("later window", window); everything(); });
  top.spyOn = listen;
})();
</script>""".replace("@TYPES@", GESTURE)


async def seen(page: Page) -> list[Any]:
    """Return what the page's listeners saw of gestures since the last call: [where, type, isTrusted]."""
    return list(await page.evaluate("() => window.top.seen.splice(0)"))


TWEET = xpages.tweet("jamie_doe")
"""A client's."""


async def press(world: World, tab: Page, control: Locator) -> None:
    """Press a control that is to be held, and heed the warning."""
    await control.hover()
    await heed(await world.warning_after(control.click))


async def hostile(world: World, body: str = TWEET, head: str = SPY) -> Page:
    """Open a page at x.com that spies on everything."""
    return await xpages.serve(world.context, xpages.page(body, head))
