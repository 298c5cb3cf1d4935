"""The override log in the dashboard, as a therapist uses it: found, read, noted upon, proven, handed over, drawn."""

import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect
from pypdf import PdfReader

from agent import client
from agent.paths import Paths
from protocol.messages import Reply, Request
from protocol.messages.state import Done
from protocol.messages.warnings import Missed, Pause, Sighting, WarningDecide, WarningOpen, WarningUse, WarningView
from tests.support.picture import Picture
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

JAMIE = Sighting("x:jamie_doe")
NOTE = "Jamie asked me to, <b>before</b> the summer"


@pytest_asyncio.fixture(loop_scope="session", scope="module")
async def logged(world: World) -> World:
    """A log with an override that was used, one whose use isn't confirmed, one heeded, one missed, and a pause."""
    async with await client.connect(Paths(world.agent.home)) as agent:

        async def ask(request: Request) -> Reply:
            reply = await agent.ask(request)
            assert isinstance(reply, (WarningView, Done)) or hasattr(reply, "granted"), reply
            return reply

        async def warn(interaction: Any) -> int:
            view = await ask(WarningOpen([JAMIE], interaction, "performs", "click"))
            assert isinstance(view, WarningView)
            return view.warning

        used = await warn("follow")
        await ask(WarningDecide(used, "overridden", "supervisor_advised", NOTE))
        await ask(WarningUse(used, "used"))
        await ask(WarningDecide(await warn("comment"), "overridden", "other", "For the record"))
        await ask(WarningDecide(await warn("react"), "heeded"))
        await ask(Missed([JAMIE], "share"))
        await ask(Pause(30))
        await ask(Pause(0))
    await world.connected()
    return world


@pytest_asyncio.fixture(loop_scope="session")
async def page(logged: World) -> AsyncIterator[Page]:
    page = await logged.context.new_page()
    await page.goto(f"{logged.origin}/pages/dashboard/index.html")
    await page.get_by_role("button", name="Log", exact=True).click()
    await expect(page.get_by_role("table")).to_contain_text("heeded")
    yield page
    await page.close()


def rows(page: Page) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("cell"))


async def go(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    await button.click()
    await expect(button).to_have_attribute("aria-current", "page")


async def test_entries_stand_by_day_with_what_is_no_entry_and_are_found(page: Page, picture: Picture) -> None:
    await expect(page.get_by_role("heading", level=2)).to_have_count(1)
    await expect(rows(page)).to_have_count(5)
    await picture(page, "log", (1000, 760))
    await expect(rows(page).first).to_contain_text("Paused until")
    await expect(rows(page).nth(1)).to_contain_text("missed: no warning came")
    await expect(page.get_by_text(NOTE)).to_be_visible()
    for field, choice, found in (
        ("Outcome", "overridden", 2),
        ("Outcome", "missed: no warning came", 1),
        ("Outcome", "any", 5),
        ("Interaction", "Like", 1),
        ("Tier", "A", 0),
    ):
        await page.get_by_role("combobox", name=field).select_option(choice)
        await expect(rows(page)).to_have_count(found)
    await expect(page.get_by_text("No entry is like that.")).to_be_visible()
    await page.get_by_role("button", name="Show all entries").click()
    await page.get_by_role("searchbox").fill("BEFORE summer")
    await expect(rows(page)).to_have_count(1)
    await page.get_by_label("Until").fill("2020-01-01")
    await expect(rows(page)).to_have_count(0)


async def test_an_entry_is_opened_noted_upon_and_flagged(page: Page, logged: World) -> None:
    await page.get_by_role("combobox", name="Outcome").select_option("overridden")
    await expect(rows(page)).to_have_count(2)
    await page.get_by_role("button", name="Open the entry of").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Comment on X: J. D.")
    await expect(page.get_by_text("Framekeeper didn't see whether you then did")).to_be_visible()
    await page.get_by_role("button", name="Save the note").click()
    await expect(page.get_by_role("alert")).to_have_text("Write the note first.")
    await page.get_by_label("Add a note").fill("Told in supervision")
    await page.get_by_role("button", name="Save the note").click()
    await expect(page.get_by_text("Told in supervision")).to_be_visible()
    await page.get_by_label("Supervision").check()
    await expect(page.get_by_text("Flag set: Supervision")).to_be_visible()
    flagged = await logged.agent.ask("log", "list", "--flag", "supervision")
    assert flagged["note"] == "For the record\nTold in supervision"
    await page.get_by_label("Supervision").uncheck()
    await expect(page.get_by_text("Flag taken back: Supervision")).to_be_visible()
    assert await logged.agent.ask("log", "list", "--flag", "supervision") == []
    events = page.get_by_role("table").get_by_role("row")
    await expect(events).to_have_count(6)
    await expect(events.filter(has_text="signed and unchanged")).to_have_count(5)
    await events.nth(1).locator("summary").click()
    shown = await logged.agent.ask("log", "show", str(flagged["sequence"]))
    await expect(events.nth(1).locator("code").nth(1)).to_have_text(shown["events"][0]["head"])
    await page.get_by_role("button", name="All about J. D.").click()
    await expect(page.get_by_text("Only about J. D.")).to_be_visible()
    await expect(rows(page)).to_have_count(4)
    await page.get_by_role("button", name="About everybody").click()
    await expect(rows(page)).to_have_count(5)


async def open_flagged(page: Page) -> None:
    await page.get_by_role("button", name="Due", exact=True).click()
    await page.get_by_role("button", name="Open: Log entries to enter in a client's record: 1.").click()


async def test_what_is_due_leads_to_the_entries_that_are_flagged(page: Page, logged: World) -> None:
    entries = await logged.agent.ask("log", "list", "--outcome", "heeded")
    number = str(entries["sequence"])
    await logged.agent.command("log", "note", number, "--flag", "record")
    await page.get_by_role("button", name="Open the entry of").first.click()
    note = page.get_by_label("Add a note")
    await note.fill("Half a sen")
    await open_flagged(page)
    await expect(note).to_have_value("Half a sen")
    await note.fill("")
    await open_flagged(page)
    await expect(page.get_by_role("combobox", name="Flag")).to_have_value("record")
    await expect(rows(page)).to_have_count(1)
    await expect(rows(page)).to_contain_text("heeded")
    await logged.agent.command("log", "note", number, "--unflag", "record")


async def test_the_log_is_verified_and_a_checkpoint_given_and_checked(page: Page, tmp_path: Path) -> None:
    await go(page, "Proof and copies")
    await page.get_by_role("button", name="Verify the log").click()
    verified = page.get_by_role("status").first
    await expect(verified).to_contain_text("The log is whole")
    await expect(verified).to_contain_text("only a checkpoint that somebody else holds shows that")
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Make a checkpoint").click()
    file = tmp_path / "checkpoint.json"
    await (await download.value).save_as(file)
    checked = page.get_by_role("status").nth(1)
    await page.get_by_label("Check a checkpoint").set_input_files(file)
    await expect(checked).to_contain_text("It leads through the checkpoint.")
    await page.get_by_label("or paste it here").fill(json.dumps(json.loads(file.read_text()) | {"head": "0" * 64}))
    await page.get_by_role("button", name="Check the checkpoint").click()
    await expect(checked).to_contain_text("The log is not as it was signed.")
    await page.get_by_label("or paste it here").fill("Dear colleague")
    await page.get_by_role("button", name="Check the checkpoint").click()
    await expect(checked).to_contain_text("There is no checkpoint in this file.")


async def exported(page: Page, kind: str, folder: Path) -> Path:
    await page.get_by_role("combobox", name="Format").select_option(kind)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Export", exact=True).click()
    made = await download.value
    file = folder / f"{kind}-{made.suggested_filename}"
    await made.save_as(file)
    await expect(page.get_by_role("status").nth(2)).to_contain_text("was saved")
    return file


def text_of(file: Path) -> str:
    data = file.read_bytes()
    if data.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return data.decode()


@pytest.mark.parametrize("names", [True, False])
async def test_copies_are_made_and_known_again_and_changed_ones_found_out(
    page: Page, tmp_path: Path, names: bool
) -> None:
    await go(page, "Proof and copies")
    await page.get_by_label("With labels, accounts and notes").set_checked(names)
    found = page.get_by_role("status").nth(3)
    for kind in ("csv", "json", "pdf"):
        file = await exported(page, kind, tmp_path)
        text = text_of(file)
        assert [name in text for name in ("J. D.", "jamie_doe", "before")] == [names] * 3
        assert ("Client 1" in text) is not names
        await page.get_by_label("Copy of the log").set_input_files(file)
        await expect(found).to_contain_text("This is the very file, byte for byte")
        file.write_bytes(file.read_bytes().replace(b"supervisor_advised", b"other") + b"\n")
        await page.get_by_label("Copy of the log").set_input_files(file)
        await expect(found).to_contain_text("The log knows no such PDF" if kind == "pdf" else "isn't as the log has it")
        if kind != "pdf":
            await expect(found.get_by_role("row").last).to_contain_text("reason")


async def test_a_copy_of_what_is_filtered(page: Page, tmp_path: Path) -> None:
    await page.get_by_role("combobox", name="Interaction").select_option("Like")
    await expect(rows(page)).to_have_count(1)
    await go(page, "Proof and copies")
    await page.get_by_label("Only what is filtered under Entries").check()
    file = await exported(page, "json", tmp_path)
    (entry,) = json.loads(file.read_text())["entries"]
    assert entry["interaction"] == "react"


async def test_pictures_have_words_and_a_table_behind_them(page: Page) -> None:
    await go(page, "Pictures")
    measures = page.get_by_role("table").first
    await expect(measures).to_contain_text("Overridden at tier A")
    pictures = page.get_by_role("img")
    await expect(pictures).to_have_count(6)
    await expect(pictures.first).to_have_accessible_name("Warnings by week and outcome. 4 entries in 1 weeks.")
    await expect(pictures.first.locator("canvas")).to_be_visible()
    await page.get_by_text("The table behind it").first.click()
    await expect(page.get_by_role("table").nth(1).get_by_role("cell").nth(2)).to_have_text("2")
    await page.get_by_role("combobox", name="Time").select_option("everything")
    await expect(pictures).to_have_count(6)
