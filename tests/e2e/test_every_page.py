"""Every page in every state: nothing that axe-core finds, nothing cut, all by keyboard, in three languages."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from agent.texts import extension_folder
from tests.support import looking, states, states_of_crisis, states_of_list, states_of_profiles, steps
from tests.support.looking import Window
from tests.support.reaching import CLIENTS, STATES, go, opened, places, say, texts
from tests.support.waiting import until
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

MORE_STATES = (states_of_list, states_of_crisis, states_of_profiles)
"""Modules that put states of their own into the list."""
USUAL = Window(1280, 900)
DOUBLED = Window(640, 450)
"""200 % zoom of the usual window."""
NARROW = Window(360, 640)
WIDE = Window(2560, 1300)
WARNING = Window(420, 460)
"""As the extension opens it; at 200 % it has half of that."""
WARNING_DOUBLED = Window(210, 230)


errors: list[str] = []
"""What pages threw and nobody caught, since it was last looked at."""


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def strained(world: World) -> AsyncIterator[World]:
    """The world with clients who strain a page, and a German interface in an English browser."""
    for client in CLIENTS:
        await world.agent.ask("client", "add", given=client)
    await world.connected()
    world.context.on("weberror", lambda error: errors.append(str(error.error)))
    await speak(await world.context.new_page(), world, "de")
    await world.close_pages()
    yield world
    await world.agent.stop()


async def speak(page: Page, world: World, language: str) -> None:
    """Choose a language in a page of the extension."""
    if not page.url.startswith(world.origin):
        await page.goto(f"{world.origin}/pages/pair/index.html")
    await page.evaluate("(language) => chrome.storage.local.set({ language })", language)
    await expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))


async def foreign(page: Page, language: str) -> list[str]:
    """Give the texts in other languages that stand on a page; short words may be the same by chance."""
    shown = await page.locator("body").inner_text()
    own = "\n".join(texts(language).values())
    others = [text for other in {"en", "es", "de"} - {language} for text in texts(other).values()]
    return [text for text in others if len(text) > 12 and "$" not in text and text in shown and text not in own]


async def looked_at(page: Page) -> list[str]:
    """Give all that is wrong with a page as it stands."""
    is_warning = "/pages/warning/" in page.url
    usual, doubled = (WARNING, WARNING_DOUBLED) if is_warning else (USUAL, DOUBLED)
    looks: dict[Window, tuple[tuple[Literal["light", "dark"], list[str] | None], ...]]
    looks = {
        usual: (("light", None), ("dark", looking.COLOURS)),
        doubled: (("dark", None),),
        NARROW: (),
        WIDE: (),
    }
    problems = []
    for window, schemes in looks.items():
        problems += await looking.cut(page, window)
        for scheme, rules in schemes:
            await page.emulate_media(color_scheme=scheme)
            await looking.resize(page, window)
            problems += [f"{scheme}, {window.width} px: {what}" for what in await looking.audit(page, rules)]
    await looking.resize(page, usual)
    return problems + await looking.walk(page)


async def in_other_languages(page: Page, world: World, language: str) -> list[str]:
    """Change the language under the open page, and give what is wrong with it then."""
    await speak(page, world, language)
    await until(partial(foreign, page, language), lambda found: not found)
    return await looking.cut(page, NARROW)


@pytest.mark.parametrize("folder", ["dashboard", "welcome"])
async def test_all_that_navigation_leads_to(strained: World, folder: str) -> None:
    page = await opened(strained, folder)
    problems = {}
    for place in await places(page):
        await looking.resize(page, USUAL)
        name = await go(page, place)
        problems[name] = await looked_at(page)
        for language in ("es", "en"):
            problems[f"{name}, {language}"] = await in_other_languages(page, strained, language)
        await speak(page, strained, "de")
    await page.close()
    assert_well(problems)


async def test_the_focus_goes_into_a_form_and_comes_back(strained: World) -> None:
    page = await opened(strained, "dashboard")
    for name in ("addClient", "changeClient"):
        opener = page.get_by_role("button", name=say(name, "J. D."), exact=True)
        await opener.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("#heading")).to_be_focused()
        leave = page.get_by_role("button", name=say("dontSave"))
        await leave.focus()
        await page.keyboard.press("Enter")
        await expect(opener).to_be_focused()
    await page.close()


def assert_well(problems: dict[str, list[str]]) -> None:
    found = [f"{name}: {problem}" for name, all_of_it in problems.items() for problem in all_of_it]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("agent", STATES)
async def test_every_state(strained: World, agent: str) -> None:
    await bring_about(strained, agent)
    errors.clear()
    problems = {}
    for name, reach in STATES[agent]:
        page = await reach(strained)
        problems[name] = [f"not in German: {text}" for text in await foreign(page, "de")] + await looked_at(page)
        problems[name] += [f"thrown: {errors.pop()}" for _ in list(errors)]
        await strained.close_pages()
    assert_well(problems)


async def bring_about(world: World, agent: str) -> None:
    """Bring the agent into a state, and wait until the extension knows."""
    german = texts("de")
    if agent == "locked":
        await world.agent.command("lock")
        await world.connected(german["stateLocked"])
    elif agent == "away":
        await world.agent.kill()
        await world.connected(german["stateAway"])
    elif agent == "unpaired":
        page = await opened(world, "pair")
        await page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('framekeeper').onsuccess = done; })")
        await page.close()
        await world.stop_worker()
        await world.connected(german["stateUnpaired"])


async def test_every_page_has_a_state() -> None:
    folders = {path.parent.name for path in (extension_folder() / "pages").glob("*/index.html")}
    reached = {name.partition(":")[0] for states in STATES.values() for name, _ in states}
    assert folders == reached, f"each page needs a line in {states.__name__}, or as in {steps.__name__}"
    await asyncio.sleep(0)
