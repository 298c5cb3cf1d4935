"""P1 in every document: frames without an address, shadow roots, windows, documents replaced or written anew."""

import pytest
from playwright.async_api import Frame, Route

from tests.support import xpages
from tests.support.inside import knows
from tests.support.spy import SPY, TWEET, hostile, press, seen
from tests.support.world import World, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]


FRAMES = {
    "srcdoc": "frame.srcdoc = html;",
    "about:blank": "",
    "blob": "frame.src = URL.createObjectURL(new Blob([html], {type: 'text/html'}));",
}
FRAME = """<iframe id="frame" width="600" height="300"></iframe><script>
const html = %r;
const frame = document.getElementById("frame");
%s
if (!frame.src.startsWith("blob:") && !frame.srcdoc) {
  frame.contentDocument.body.innerHTML = html;
  for (const where of [frame.contentWindow, frame.contentDocument, ...frame.contentDocument.querySelectorAll("*")])
    spyOn("frame", where);
}
</script>"""


@pytest.mark.parametrize("kind", FRAMES)
async def test_a_control_in_a_frame_without_an_address_is_held(world: World, kind: str) -> None:
    html = (TWEET if kind == "about:blank" else SPY + TWEET).replace("</script>", "<\\/script>")
    body = FRAME.replace("%r", repr(html).replace("<\\\\/", "<\\/")).replace("%s", FRAMES[kind])
    tab = await hostile(world, body)
    inside: Frame = tab.frames[-1]
    await press(world, tab, inside.get_by_test_id("like"))
    assert await seen(tab) == []
    await tab.close()


LATER = {
    "written": """(html) => { const inner = frame.contentDocument; inner.open(); inner.write(html); inner.close(); }""",
    "javascript": """(html) => { window.html = html; frame.src = "javascript:parent.html"; }""",
    "same window": """() => { spyOn("early", frame.contentWindow); frame.src = "/inner"; }""",
    "another window": """() => { const moved = frame; spyOn("early", moved.contentWindow); moved.src = "/inner";
      moved.remove(); document.body.append(moved); }""",
    "adopted": """() => { const inner = frame.contentDocument;
      inner.body.append(inner.adoptNode(document.querySelector("article"))); }""",
}


@pytest.mark.parametrize("kind", LATER)
async def test_a_control_that_comes_into_a_frame_later_is_held(world: World, kind: str) -> None:
    """By a script of the page around it, which has listened in the frame's window from before."""
    tab = await hostile(world, TWEET + "<iframe id='frame' width='600' height='300'></iframe>")

    async def answer(route: Route) -> None:
        await route.fulfill(content_type="text/html", body=f"<!DOCTYPE html><body>{TWEET}</body>")

    await tab.route("**/inner", answer)
    await tab.evaluate(LATER[kind], f"<!DOCTYPE html><body>{TWEET}</body>")
    like = tab.frame_locator("#frame").get_by_test_id("like")
    await like.wait_for()
    await tab.evaluate("""() => { const inner = frame.contentDocument;
      for (const where of [frame.contentWindow, inner, ...inner.querySelectorAll("*")]) spyOn("frame", where); }""")
    await press(world, tab, like)
    assert await seen(tab) == []
    await tab.close()


async def test_a_control_in_a_shadow_root_is_held(world: World) -> None:
    script = (
        "<div id='host'></div><script>const root = host.attachShadow({mode: 'open'});"
        f"root.innerHTML = {TWEET!r}; spyOn('root', root);"
        "for (const node of root.querySelectorAll('*')) spyOn('in root', node);</script>"
    )
    tab = await hostile(world, script)
    await press(world, tab, tab.get_by_test_id("like"))
    assert await seen(tab) == []
    await tab.close()


CLOSED = """<x-host></x-host><script>
const root = document.querySelector("x-host").attachShadow({mode: "closed"});
root.innerHTML = @TWEET@;
spyOn("root", root);
for (const node of root.querySelectorAll("*")) spyOn("in root", node);
const box = root.querySelector("[data-testid=like]").getBoundingClientRect();
window.place = {x: box.x + box.width / 2, y: box.y + box.height / 2};
window.focusIt = () => root.querySelector("[data-testid=like]").focus();
</script>"""


@pytest.mark.parametrize("by", ["mouse", "key"])
async def test_a_control_in_a_closed_shadow_root_is_held(world: World, by: str) -> None:
    tab = await hostile(world, CLOSED.replace("@TWEET@", repr(TWEET)))
    await tab.evaluate("() => focusIt()")
    await seen(tab)
    place = await tab.evaluate("place")
    act = {"mouse": lambda: tab.mouse.click(place["x"], place["y"]), "key": lambda: tab.keyboard.press("Enter")}
    await heed(await world.warning_after(act[by]))
    assert await seen(tab) == []
    await tab.close()


SLOTTED = """<article data-testid="tweet"><div data-testid="User-Name"><a href="/jamie_doe">@jamie_doe</a></div>
<a href="/jamie_doe/status/1"><time>1h</time></a><x-like>@SHOWN@</x-like></article><script>
const root = document.querySelector("x-like").attachShadow({mode: "closed"});
root.innerHTML = "<span><x-in></x-in></span>";
const inside = root.querySelector("x-in").attachShadow({mode: "closed"});
root.querySelector("x-in").append(document.createElement("slot"));
inside.innerHTML = "<button data-testid='like' aria-label='3 Likes. Like'><slot></slot></button>";
spyOn("button", inside.querySelector("button"));
</script>"""


@pytest.mark.parametrize("shown", ["<b>Like</b>", "Like"])
async def test_what_a_closed_shadow_root_wraps_in_a_control_is_held(world: World, shown: str) -> None:
    tab = await hostile(world, SLOTTED.replace("@SHOWN@", shown))
    await press(world, tab, tab.get_by_text("Like", exact=True))
    assert await seen(tab) == []
    await tab.close()


NESTED = """<article data-testid="tweet"><div data-testid="User-Name"><a href="/sam_okafor">@sam_okafor</a></div>
<a href="/sam_okafor/status/1"><time>1h</time></a><x-out><x-in><b>Press</b></x-in></x-out></article><script>
const out = document.querySelector("x-out").attachShadow({mode: "closed"});
out.innerHTML = "<button data-testid='like' aria-label='3 Likes. Like'><slot></slot></button>";
const inside = document.querySelector("x-in").attachShadow({mode: "closed"});
inside.innerHTML = "<span><slot></slot></span>";
window.wrap = () => {
  const button = document.createElement("button");
  button.dataset.testid = "4242-follow";
  button.setAttribute("aria-label", "Follow @jamie_doe");
  button.append(inside.querySelector("slot"));
  inside.querySelector("span").append(button);
};
</script>"""


async def test_a_control_that_comes_into_a_closed_shadow_root_under_the_press_is_held(world: World) -> None:
    """It stands between what is pressed and the control that the press began on, in a root of its own."""
    tab = await hostile(world, NESTED)
    await tab.get_by_text("Press").hover()
    await knows(tab, "x:sam_okafor")
    await tab.evaluate("() => addEventListener('pointerup', wrap, true)")
    await seen(tab)
    await tab.mouse.down()
    await heed(await world.warning_after(tab.mouse.up))
    assert "click" not in {kind for _, kind, _ in await seen(tab)}
    await tab.close()


TOP_LAYER = {
    "dialog": "shown.showModal()",
    "div popover": "shown.showPopover()",
    "div": "shown.requestFullscreen()",
}


@pytest.mark.parametrize("tag", TOP_LAYER)
async def test_a_control_in_the_top_layer_is_held(world: World, tag: str) -> None:
    tab = await hostile(world, f"<{tag} id='shown'>{TWEET}</{tag.split()[0]}>")
    await tab.evaluate(f"async () => {{ await {TOP_LAYER[tag]}; }}")
    await press(world, tab, tab.get_by_test_id("like"))
    assert await seen(tab) == []
    await tab.close()


SANDBOXED = {
    "srcdoc": "frame.srcdoc = html;",
    "data": "frame.src = 'data:text/html;charset=utf-8,' + encodeURIComponent(html);",
}


@pytest.mark.parametrize("kind", SANDBOXED)
async def test_a_control_in_a_frame_of_no_origin_is_held(world: World, kind: str) -> None:
    tweet = TWEET.replace('href="/', 'href="https://x.com/')
    html = (SPY.replace("window.top", "window") + tweet).replace("</script>", "<\\/script>")
    body = f"""<iframe id="frame" sandbox="allow-scripts" width="600" height="300"></iframe><script>
        const html = {html!r}; const frame = document.getElementById("frame"); {SANDBOXED[kind]}</script>"""
    tab = await hostile(world, body.replace("<\\\\/", "<\\/"))
    inside: Frame = tab.frames[-1]
    await press(world, tab, inside.get_by_test_id("like"))
    assert await inside.evaluate("seen") == []
    await tab.close()


async def test_a_replaced_document_element_changes_nothing(world: World) -> None:
    tab = await hostile(world)
    await tab.evaluate(
        """() => {
          const next = document.documentElement.cloneNode(true);
          document.replaceChild(next, document.documentElement);
          for (const where of [window, document, next, ...next.querySelectorAll("*")]) spyOn("again", where);
        }"""
    )
    await press(world, tab, tab.get_by_test_id("like"))
    assert await seen(tab) == []
    await tab.close()


async def test_a_rewritten_document_is_guarded_again(world: World) -> None:
    """document.open() takes all listeners away, ours too; they are there again when the task is over."""
    tab = await hostile(world)
    await tab.evaluate(
        """(html) => { document.open(); document.write(html); document.close();
             setTimeout(() => {
               for (const where of [window, document, ...document.querySelectorAll("*")]) spyOn("rewritten", where);
               window.spied = true;
             }, 50); }""",
        xpages.page(TWEET),
    )
    await tab.wait_for_function("() => window.spied")
    await press(world, tab, tab.get_by_test_id("like"))
    assert await seen(tab) == []
    assert await tab.evaluate("done") == []
    await tab.close()


async def test_a_window_that_the_page_opened_and_wrote_is_guarded_too(world: World) -> None:
    tab = await hostile(world)
    async with world.context.expect_page() as opening:
        await tab.evaluate("() => { window.made = window.open('about:blank'); }")
    made = await opening.value
    await tab.evaluate(
        """(html) => { made.document.body.innerHTML = html; const page = window;
             for (const where of [made, made.document, ...made.document.querySelectorAll("*")])
               page.spyOn("made", where); }""",
        TWEET,
    )
    await heed(await world.warning_after(made.get_by_test_id("like").click))
    assert await seen(tab) == []
    await made.close()
    await tab.close()
