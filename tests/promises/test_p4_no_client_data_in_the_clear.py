"""P4: after a session, no file of the agent or of the browser's profile names a client, an account or a reason."""

import gzip
import zlib
from pathlib import Path

import pytest
from playwright.async_api import Page, Playwright, expect

from agent.demo.play import SOON
from agent.demo.process import PASSPHRASE
from tests.support import searching, xpages
from tests.support.searching import forms
from tests.support.world import World, back_to_the_page, open_world

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(180)]

NAME, HIDDEN, NOTE, LABEL = "Wilhelmina Quenby-Ashdown", "x:quenby_unseen", "because the tulips were late", "W.Q.Zz"
PLACE, SEEN = "Thistlewood Lane 9", "a lighthouse at night"
NEEDLES = (NAME, "Quenby", HIDDEN, HIDDEN[2:], NOTE, "tulips", LABEL, PASSPHRASE, PLACE, "Thistlewood", SEEN)


def found(folder: Path) -> list[str]:
    """Return where a needle stands in the files of a folder."""
    return searching.found(folder, NEEDLES)


async def session(world: World) -> None:
    """Add a client, be warned about them, type a note, go ahead, look into the popup; and a crisis."""
    given = {"label": LABEL, "names": [NAME], "accounts": ["x:jd_today", HIDDEN], "status": "current"}
    await world.agent.ask("client", "add", given=given)
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jd_today")))
    warning = await world.warning_after(tab.get_by_test_id("like").click)
    await expect(warning.get_by_role("alertdialog")).to_contain_text(LABEL)
    group = warning.get_by_role("radiogroup", name="Reason")
    await group.get_by_role("radio").last.check()
    await warning.get_by_role("textbox").fill(NOTE)
    await expect(warning.get_by_role("button", name="Go ahead")).to_be_enabled()
    await warning.wait_for_timeout(4000)  # Chromium writes its session files every two and a half seconds
    await warning.get_by_role("button", name="Go ahead").click()
    await back_to_the_page(warning)
    popup = await world.popup_of(tab)
    await expect(popup.locator("body")).to_contain_text(LABEL)
    await popup.get_by_role("button", name="Record a contact").click()
    await popup.get_by_role("button", name="Save", exact=True).click()
    await expect(popup.get_by_text(f"A contact with {LABEL} is recorded.")).to_be_visible()
    await popup.close()
    await note_a_contact(world)
    await world.entry(label=LABEL, note=NOTE)
    await tab.bring_to_front()
    await tab.get_by_test_id("like").click()
    await crisis(world, await world.warning_after(tab.get_by_test_id("reply").click))


async def crisis(world: World, warning: Page) -> None:
    """Press the button for a crisis, write down where the client lives and what was seen."""
    async with world.context.expect_page(lambda page: "/pages/crisis/" in page.url, timeout=SOON) as opening:
        await warning.get_by_role("button", name="In crisis?").click()
    page = await opening.value
    await page.get_by_role("button", name="Change the card").click(timeout=SOON)
    await page.get_by_label("Last known place").fill(PLACE)
    await page.get_by_label("How", exact=True).fill(SEEN)
    await page.wait_for_timeout(3000)  # as above
    await page.get_by_role("button", name="Save the card").click()
    await expect(page.get_by_text(PLACE)).to_be_visible()


async def note_a_contact(world: World) -> None:
    """Write into the dashboard, and leave it written long enough to be found in the profile."""
    dashboard = await world.context.new_page()
    await dashboard.goto(f"{world.origin}/pages/dashboard/index.html")
    await dashboard.get_by_role("button", name="Practice", exact=True).click()
    await dashboard.get_by_role("button", name="Contacts", exact=True).click()
    await dashboard.get_by_role("button", name=f"Change {LABEL}").click()
    await dashboard.get_by_label("Note").fill(NOTE)
    await dashboard.wait_for_timeout(4000)  # as above
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_role("row").filter(has_text=NOTE)).to_be_visible()
    await dashboard.close()


async def test_nothing_names_a_client_after_a_session(
    playwright: Playwright, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("told")
    async with open_world(playwright, template, folder) as world:
        await session(world)
        await world.page.wait_for_timeout(3000)
        assert found(folder) == []
        await world.agent.ask("backup", str(folder / "copy.framekeeper"))
    assert found(folder) == []
    assert sum(1 for path in (folder / "profile").rglob("*") if path.is_file()) > 20


async def test_the_search_would_find_it(tmp_path: Path) -> None:
    """The test's own test: each form is found where it stands."""
    for number, form in enumerate([*forms(NAME), zlib.compress(NAME.encode()), gzip.compress(NAME.encode())]):
        (tmp_path / str(number)).write_bytes(b"\x00before" + form + b"after\x00")
    assert len({line.split(":")[0] for line in found(tmp_path)}) == 6
