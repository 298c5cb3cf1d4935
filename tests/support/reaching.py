"""Ways to the pages of the extension, and the list of their states."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, Page, expect

from agent.texts import extension_folder
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

HERE = {
    "seen": {"listed": [], "possible": [], "drift": False},
    "stale": False,
    "unnamed": False,
    "outdated": [],
    "hints": [],
}
"""How it stands in a tab of a watched site, where nothing is odd."""
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
    await expect(page.locator("button, a, select").first).to_be_visible()
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
