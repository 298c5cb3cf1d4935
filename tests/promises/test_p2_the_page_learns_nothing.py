"""P2: looking, scrolling and hovering tell the page nothing; what a held press can't hide is all that it hides not."""

import json
from typing import Any

import pytest
from playwright.async_api import Page

from agent.texts import extension_folder
from tests.support import xpages
from tests.support.inside import scanned
from tests.support.watch import WATCH
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

LISTED, CLEAR = "jamie_doe", "sam_okafor"


async def watched(world: World, handle: str) -> Page:
    """Open a page with one tweet that watches itself."""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet(handle), WATCH))
    await scanned(tab)
    await tab.evaluate("() => { log.length = 0; }")
    return tab


async def look(tab: Page) -> dict[str, Any]:
    """Hover, scroll and move the focus over every control, and return all that the page could notice."""
    before = await tab.evaluate("() => { const f = facts(); log.length = 0; return f; }")
    for control in ("like", "reply", "retweet"):
        await tab.get_by_test_id(control).hover()
        await tab.wait_for_timeout(60)
    await tab.mouse.wheel(0, 40)
    await tab.wait_for_timeout(150)
    noticed = await tab.evaluate("() => log.slice()")
    after = await tab.evaluate("() => facts()")
    return {
        "before": before,
        "after": after,
        "noticed": [n for n in noticed if not n.startswith("call querySelectorAll")],
    }


def told(looked: dict[str, Any], handle: str) -> str:
    """Make two looks comparable: the handle itself is the page's own."""
    return json.dumps(looked).replace(handle, "HANDLE").replace(handle.title(), "NAME")


async def test_the_page_would_notice(world: World) -> None:
    """The test's own test: what an extension might leave is seen by the page's watch."""
    tab = await watched(world, CLEAR)
    before = await tab.evaluate("() => facts()")
    await tab.evaluate(
        """() => { document.body.dataset.left = "1"; document.body.append(document.createElement("i"));
             document.querySelector("article").getAttribute("role"); document.body.style.outline = "1px solid red"; }"""
    )
    noticed = await tab.evaluate("() => new Promise((done) => setTimeout(() => done(log.slice()), 50))")
    assert {"mutation attributes BODY", "mutation childList BODY", "call getAttribute"} <= set(noticed)
    after = await tab.evaluate("() => facts()")
    assert [fact for fact in before if before[fact] != after[fact]] == ["nodes", "html", "styles"]
    await tab.close()


async def test_looking_at_a_listed_account_changes_nothing_that_the_page_can_see(world: World) -> None:
    tab = await watched(world, LISTED)
    looked = await look(tab)
    assert looked["noticed"] == []
    assert looked["before"] == looked["after"]
    await tab.close()


async def test_a_listed_account_looks_like_any_other(world: World) -> None:
    listed, clear = await watched(world, LISTED), await watched(world, CLEAR)
    first = json.loads(told(await look(listed), LISTED))
    second = json.loads(told(await look(clear), CLEAR))
    for looked in (first, second):
        for when in ("before", "after"):
            looked[when].pop("html")  # the handles differ in length
            looked[when].pop("focused")  # only one of two pages is in front
    assert first == second
    await listed.close()
    await clear.close()


async def test_focus_moved_by_keyboard_leaves_nothing(world: World) -> None:
    tab = await watched(world, LISTED)
    await tab.get_by_test_id("tweet").focus()
    await tab.evaluate("() => { log.length = 0; }")
    for _ in range(4):
        await tab.keyboard.press("Tab")
    noticed = [n for n in await tab.evaluate("() => log.slice()") if n not in {"focus", "blur", "focusin", "focusout"}]
    assert noticed == []
    await tab.close()


def _files() -> list[str]:
    folder = extension_folder()
    return [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()]


async def test_no_file_of_the_extension_can_be_reached_by_a_page(world: World) -> None:
    manifest = json.loads((extension_folder() / "manifest.json").read_text(encoding="utf-8"))
    assert not manifest.get("web_accessible_resources")
    assert not manifest.get("externally_connectable")
    tab = await watched(world, LISTED)
    reached = await tab.evaluate(
        """async ([origin, files]) => {
          const reached = [];
          for (const file of files) {
            try { await fetch(`${origin}/${file}`, { mode: "no-cors" }); reached.push(file); } catch {}
          }
          const image = new Image();
          const loaded = new Promise((done) => { image.onload = () => done(true); image.onerror = () => done(false); });
          image.src = `${origin}/icons/32.png`;
          if (await loaded) reached.push("image");
          return reached;
        }""",
        [world.origin, _files()],
    )
    assert reached == []
    await tab.close()


async def test_the_page_cannot_message_the_extension(world: World) -> None:
    tab = await watched(world, LISTED)
    answered = await tab.evaluate(
        """async (id) => {
          if (!globalThis.chrome?.runtime?.sendMessage) return "no way to ask";
          return new Promise((done) => chrome.runtime.sendMessage(id, { type: "state" }, (r) =>
            done(r === undefined ? "no answer" : JSON.stringify(r))));
        }""",
        world.origin.rsplit("/", 1)[1],
    )
    assert answered in {"no way to ask", "no answer"}
    await tab.close()


async def test_no_script_runs_in_the_pages_own_world(world: World) -> None:
    manifest = json.loads((extension_folder() / "manifest.json").read_text(encoding="utf-8"))
    assert all(script.get("world", "ISOLATED") == "ISOLATED" for script in manifest["content_scripts"])
    assert not any(script.get("css") for script in manifest["content_scripts"])
    tab = await watched(world, LISTED)
    names = await tab.evaluate("() => Object.getOwnPropertyNames(window)")
    assert not [name for name in names if "frame" in name.lower() and "keeper" in name.lower()]
    assert not {"Adapter", "FRAMEKEEPER_ADAPTERS"} & set(names)
    await tab.close()


async def test_a_getter_that_throws_its_stack_names_no_extension(world: World) -> None:
    """The adapter reads attributes and properties that a page may have replaced on its own nodes."""
    trap = """<script>window.stacks = [];
      const NAMES = ["id", "className", "dataset", "href", "textContent", "parentElement", "attributes", "closest"];
      const get = () => { stacks.push(new Error().stack); };
      addEventListener("DOMContentLoaded", () => {
        for (const node of document.querySelectorAll("*"))
          for (const name of NAMES) Object.defineProperty(node, name, { configurable: true, get });
      });</script>"""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet(LISTED), trap))
    await tab.mouse.move(40, 60)
    await tab.mouse.move(60, 120)
    await scanned(tab)
    stacks = await tab.evaluate("() => window.stacks")
    assert not [stack for stack in stacks if "chrome-extension" in stack]
    await tab.close()


async def test_a_held_press_leaves_no_trace_in_the_document(world: World) -> None:
    tab = await watched(world, LISTED)
    before = await tab.evaluate("() => { const f = facts(); log.length = 0; return f; }")
    await heed(await world.warning_after(tab.get_by_test_id("like").click))
    noticed = await tab.evaluate("() => log.slice()")
    after = await tab.evaluate("() => facts()")
    gap = {"focus", "blur", "focusin", "focusout", "visibilitychange", "resize"}
    assert [what for what in noticed if what not in gap] == []
    for fact in ("focused", "active"):
        before.pop(fact)
        after.pop(fact)
    assert before == after
    await tab.close()


async def test_the_warning_is_not_reachable_from_the_page(world: World) -> None:
    tab = await watched(world, LISTED)
    warning = await world.warning_after(tab.get_by_test_id("like").click)
    assert await warning.evaluate("() => window.opener") is None
    assert "jamie" not in warning.url.lower()
    assert "jamie" not in (await warning.title()).lower()
    assert await tab.evaluate("() => window.length") == 0
    await heed(warning)
    await tab.close()
