"""Every page of the extension in every state that can be reached, in German: the language with the longest words.

A new page of the dashboard needs no line here: all that its navigation leads to are looked at. A form, a dialog or a
page of its own is a function with `@state`.
"""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from agent.demo.people import JAMIE
from agent.demo.play import SOON
from agent.texts import extension_folder
from tests.support import xpages
from tests.support.world import World

Reach = Callable[[World], Awaitable[Page]]
STATES: dict[str, list[tuple[str, Reach]]] = {"open": [], "locked": [], "away": [], "unpaired": []}
"""By what the agent must be, in this order: name and how to get there. A name begins with the page's folder."""

LONG = "M" * 200
HTML = "<img src=x onerror=alert(1)>"
RTL = "\u0634\u0627\u0647\u062f \u0639\u0628\u062f \u0627\u0644\u0631\u062d\u0645\u0646"
CLIENTS: tuple[dict[str, Any], ...] = (
    {"label": LONG, "names": [LONG], "accounts": [f"x:{'m' * 15}"], "status": "former", "since": "2026-11"},
    {"label": HTML, "names": [HTML], "accounts": [f"mastodon:{'m' * 120}@example.org"], "since": "2026-11-22"},
    {"label": RTL, "names": [RTL], "status": "prospective", "since": "2026"},
)
"""Those who strain a page; they stand on the watch list beside the usual ones."""

LATER = 4102444800000
"""2100, in ms since 1970."""
GIVEN = """(answers) => {
  const send = chrome.runtime.sendMessage.bind(chrome.runtime);
  const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const over = (real, given) => {
    if (!isTable(real) || !isTable(given)) return given;
    const changed = Object.entries(given).map(([key, value]) => [key, over(real[key], value)]);
    return { ...real, ...Object.fromEntries(changed) };
  };
  chrome.runtime.sendMessage = async (message) => {
    const real = await send(message);
    return message.type in answers ? { value: over(real.value, answers[message.type]) } : real;
  };
}"""
"""For what takes minutes or another browser to come about: put over the background's own answer."""


def texts(language: str) -> dict[str, str]:
    """The texts of a language, by key."""
    path = extension_folder() / "_locales" / language / "messages.json"
    return {key: text["message"] for key, text in json.loads(path.read_text(encoding="utf-8")).items()}


_german = texts("de")


def say(key: str, *values: str) -> str:
    """A text as the pages say it."""
    text = _german[key]
    for place, value in enumerate(values, start=1):
        text = text.replace(f"${place}", value)
    return text


def state(name: str, agent: str = "open") -> Callable[[Reach], Reach]:
    """Put a way to a state into the list."""

    def put(reach: Reach) -> Reach:
        STATES[agent].append((name, reach))
        return reach

    return put


async def opened(world: World, folder: str, *, given: dict[str, Any] | None = None, query: str = "") -> Page:
    """Open a page of the extension; `given` are answers by the type of message."""
    page = await world.context.new_page()
    if given:
        await page.add_init_script(f"({GIVEN})({json.dumps(given)})")
    await page.goto(f"{world.origin}/pages/{folder}/index.html{query}")
    await expect(page.locator("button, a").first).to_be_visible(timeout=SOON)
    return page


NAVIGATION = "main > nav button:enabled"
SECTIONS = "nav.sections > button"


async def places(page: Page) -> list[tuple[int, int]]:
    """All that a page's navigation leads to: of the list beside it, and of the lists within."""
    found = []
    for first in range(await page.locator(NAVIGATION).count()):
        await press(page.locator(NAVIGATION).nth(first))
        inner = await page.locator(SECTIONS).count()
        found += [(first, second) for second in range(max(inner, 1))]
    return found


async def go(page: Page, place: tuple[int, int]) -> str:
    """Go to one of these places, and give its name."""
    button = page.locator(NAVIGATION).nth(place[0])
    await press(button)
    if await page.locator(SECTIONS).count():
        button = page.locator(SECTIONS).nth(place[1])
        await press(button)
    return " ".join((await button.inner_text()).split())


async def press(button: Locator) -> None:
    await button.click()
    await expect(button).to_have_attribute("aria-current", re.compile("page|step"))


async def watch_list(world: World) -> Page:
    page = await opened(world, "dashboard")
    await expect(page.get_by_role("table")).to_contain_text("J. D.")
    return page


@state("dashboard: nobody found")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("searchbox").fill("nobody at all")
    await expect(page.get_by_text(say("nobodyFound"))).to_be_visible()
    return page


@state("dashboard: a new client, with a wrong link")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("addClient")).click()
    await page.get_by_label(say("names")).fill("\n".join([LONG, HTML, RTL]))
    await page.get_by_label(say("link"), exact=True).fill("https://x.com/jamie_doe")
    await expect(page.locator("#linkFound")).not_to_be_empty()
    await page.get_by_role("button", name=say("save"), exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    return page


@state("dashboard: a client with a long name")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("changeClient", LONG)).click()
    await expect(page.get_by_label(say("notes"))).to_be_visible()
    return page


@state("dashboard: changes that can be undone")
async def _(world: World) -> Page:
    page = await watch_list(world)
    for label in (HTML, LONG):
        await page.get_by_role("button", name=say("changeClient", label)).click()
        await page.get_by_role("button", name=say("save"), exact=True).click()
        await expect(page.get_by_text(say("saved", label)).first).to_be_visible()
    await page.get_by_role("button", name=say("undoThis", say("saved", LONG))).click()
    await expect(page.get_by_text(say("undone", say("saved", LONG))).first).to_be_visible()
    await page.locator("summary").first.click()
    return page


@state("pair: a wrong code")
async def _(world: World) -> Page:
    page = await opened(world, "pair")
    await page.get_by_label(say("pairingCode")).fill("0ABC")
    await page.get_by_role("button", name=say("pair")).click()
    await expect(page.get_by_role("status")).not_to_be_empty()
    return page


@state("popup: protected")
async def _(world: World) -> Page:
    page = await opened(world, "popup")
    await expect(page.locator("h1")).to_contain_text(say("stateReadyElsewhere"))
    return page


_HERE = {
    "seen": {"listed": [], "possible": [], "drift": False},
    "stale": False,
    "unnamed": False,
    "outdated": [],
    "hints": [],
}


@state("popup: clients on the page, and a pause")
async def _(world: World) -> Page:
    account = f"mastodon:{'m' * 120}@example.org"
    labels = [{"account": account, "label": label} for label in (LONG, HTML, RTL, None)]
    sureness = [{"name": "VK", "confidence": {"react": "low", "review_reply": "low", "message": "medium"}}]
    view = {
        "standing": {"paused": LATER},
        "here": _HERE | {"seen": {"listed": [account] * 3, "possible": [account], "drift": False}},
        "labels": labels,
        "sureness": sureness,
        "added": ["m" * 60 + ".example.org"],
    }
    return await opened(world, "popup", given={"popup.view": view})


@state("popup: all that can be wrong")
async def _(world: World) -> Page:
    view = {
        "standing": {"off": LATER, "revoked": ["example.org", "example.com"], "privately": False},
        "here": _HERE
        | {
            "seen": {"listed": [], "possible": [], "drift": True},
            "stale": True,
            "unnamed": True,
            "outdated": [{"name": "LinkedIn", "missing": ["endorse", "message"]}],
        },
    }
    return await opened(world, "popup", given={"popup.view": view})


@state("welcome: no vault yet")
async def _(world: World) -> Page:
    nothing = {"vault": False, "clients": None, "unconfirmed": None}
    view = {"kind": "no_vault", "status": nothing, "marks": {}}
    page = await opened(world, "welcome", given={"steps.view": view})
    await page.get_by_label(say("passphrase"), exact=True).fill("abc")
    return page


@state("welcome: the end")
async def _(world: World) -> Page:
    page = await opened(world, "welcome")
    heading, onward = page.locator("#heading"), page.locator(".onward button")
    while await onward.count():
        step = await heading.inner_text()
        await onward.first.click()
        await expect(heading).not_to_have_text(step)
    return page


async def follow(world: World) -> Page:
    tab = await world.open(f"/@{JAMIE.acct}")
    return await world.warning_after(tab.get_by_role("button", name="Follow").first.click)


@state("warning: tier A, with another reason")
async def _(world: World) -> Page:
    warning = await follow(world)
    other = warning.get_by_label(say("reason_other"))
    await expect(other).to_be_enabled(timeout=SOON)
    await other.check()
    await warning.get_by_role("button", name=say("goAhead")).click()
    await expect(warning.get_by_role("alert")).to_be_visible()
    return warning


@state("warning: tier A, going ahead")
async def _(world: World) -> Page:
    warning = await follow(world)
    reason = warning.get_by_role("radio").first
    await expect(reason).to_be_enabled(timeout=SOON)
    await reason.check()
    await warning.get_by_role("button", name=say("goAhead")).click()
    await expect(warning.get_by_label(say("flag_supervision"))).to_be_visible()
    return warning


@state("warning: tier B")
async def _(world: World) -> Page:
    await world.open()
    return await world.warning_after(world.status("9004").get_by_role("button", name="Favorite").click)


async def perhaps(world: World) -> Page:
    tab = await xpages.serve(world.context, xpages.page(xpages.user_cell("jd_runs", "Jamie Doe", "5151")))
    return await world.warning_after(tab.get_by_role("button", name="Follow @jd_runs").click)


@state("warning: a name like a client's")
async def _(world: World) -> Page:
    return await perhaps(world)


@state("warning: somebody else")
async def _(world: World) -> Page:
    warning = await perhaps(world)
    await warning.get_by_role("button", name=say("notMyClient")).click()
    await expect(warning.get_by_role("button", name=say("undo"))).to_be_visible()
    return warning


@state("warning: over")
async def _(world: World) -> Page:
    return await opened(world, "warning", query="?id=none")


@state("warning: whose account nobody can tell")
async def _(world: World) -> Page:
    press = {"interaction": "review_reply", "why": "unnamed", "platform": "yelp", "gesture": "click"}
    view = {"press": press, "host": f"{'m' * 60}.example.org", "answer": {}}
    return await opened(world, "warning", given={"warning.view": view})


async def held(world: World) -> Page:
    """A press that can't be checked."""
    await world.open()
    return await world.warning_after(world.status("9004").get_by_role("button", name="Favorite").click)


for _agent in ("locked", "away", "unpaired"):
    state(f"warning: the agent is {_agent}", _agent)(held)

    @state(f"dashboard: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "dashboard")

    @state(f"welcome: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "welcome")

    @state(f"popup: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "popup")
