"""Everything about one client on one page, come to from the list, the log and the contacts, and kept as a file."""

import io
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from pypdf import PdfReader

from agent.demo.people import JAMIE
from tests.support import looking
from tests.support.looking import Window
from tests.support.world import World, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

ABOUT = "Everything about J. D."


async def dashboard(world: World) -> Page:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    return page


async def something_recorded(world: World) -> None:
    """One entry of the log, a contact, a consent and an end of therapy, about J. D."""
    tab = await world.open(f"/@{JAMIE.acct}")
    warning = await world.warning_after(tab.get_by_role("button", name="Follow").first.click)
    await warning.get_by_role("button", name="Don't follow").click()
    for command, given in (
        (("contact", "add"), {"client": "J. D.", "kind": "wrote", "day": "2026-11-03", "note": "A question."}),
        (("consent", "add"), {"client": "J. D.", "kind": "photograph", "given": "2026-11-02", "scope": "One picture"}),
    ):
        await world.agent.ask(*command, given=given)


async def test_a_client_s_page_is_read_narrowed_and_saved(world: World, tmp_path: Path) -> None:
    await something_recorded(world)
    page = await dashboard(world)
    title, address = await page.title(), page.url

    await page.get_by_role("button", name=ABOUT).focus()
    await page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=ABOUT)
    await expect(heading).to_be_focused()
    await expect(page.get_by_text("Jamie Doe", exact=True)).to_be_visible()
    moments = page.get_by_role("row")
    await expect(moments.filter(has_text="Warning: Follow")).to_contain_text("heeded")
    await expect(moments.filter(has_text="Contact: Wrote")).to_contain_text("A question.")
    await expect(moments.filter(has_text="Consent given: Photograph")).to_contain_text("One picture")
    await expect(moments.filter(has_text="Put on the watch list")).to_be_visible()
    days = await page.get_by_role("heading", level=2).all_inner_texts()
    assert days.index("Tuesday, November 3, 2026") < days.index("Monday, November 2, 2026")
    assert (await page.title(), page.url) == (title, address)

    await page.get_by_label("Order").select_option("Oldest first")
    await expect(moments.nth(2)).to_contain_text("Consent given")
    await page.get_by_role("combobox", name="Show").select_option("Contacts (1)")
    await expect(page.get_by_role("status")).to_have_text("1 entry")
    await expect(moments.filter(has_text="Consent given")).to_have_count(0)

    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await looking.audit(page) == []
    for width in (360, 640, 1280):
        assert await looking.cut(page, Window(width, 900)) == []
    assert await looking.walk(page) == []
    # In colours that the system forces, what says something by colour alone would be lost.
    await page.emulate_media(color_scheme="light", forced_colors="active")
    outlines = await page.evaluate(
        "[...document.querySelectorAll('section button, select')].map((each) => getComputedStyle(each).borderStyle)"
    )
    assert set(outlines) == {"solid"}
    assert await page.evaluate("matchMedia('(forced-colors: active)').matches")
    await page.emulate_media(forced_colors="none")

    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as PDF").click()
    download = await saving.value
    assert "J" not in download.suggested_filename.replace(".pdf", "")
    await download.save_as(tmp_path / "record.pdf")
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO((tmp_path / "record.pdf").read_bytes())).pages)
    assert "Record of J. D." in text
    assert "A question." in text
    assert "One picture" not in text

    await page.get_by_role("button", name="Change J. D.").click()
    await page.get_by_label("Status", exact=True).select_option("former")
    await page.get_by_role("button", name="Save", exact=True).click()
    await page.get_by_role("combobox", name="Show").select_option("Everything")
    await expect(moments.filter(has_text="Changed: Status")).to_contain_text("former")
    await page.get_by_role("button", name="Back", exact=True).click()
    await expect(page.get_by_role("button", name=ABOUT)).to_be_focused()
    await page.close()


async def test_the_page_is_come_to_from_the_log_and_the_contacts_and_outlives_a_lock(world: World) -> None:
    page = await dashboard(world)
    await page.get_by_role("button", name="Log", exact=True).click()
    await page.get_by_role("button", name="Open the entry of").first.click()
    await page.get_by_role("button", name=ABOUT).click()
    await expect(page.get_by_role("heading", name=ABOUT)).to_be_focused()
    await page.get_by_role("button", name="Back", exact=True).click()
    await expect(page.get_by_role("button", name=ABOUT)).to_be_focused()

    await page.get_by_role("button", name="Practice", exact=True).click()
    await page.get_by_role("button", name="Contacts", exact=True).click()
    await page.get_by_role("button", name=ABOUT).click()
    await world.agent.ask("lock")
    await expect(page.get_by_label("Passphrase")).to_be_visible()
    await expect(page.get_by_text("A question.")).to_have_count(0)
    await unlock(page)
    await expect(page.get_by_role("row").filter(has_text="A question.")).to_be_visible()
    await page.get_by_role("button", name="Back", exact=True).click()
    await expect(page.get_by_role("heading", name="Contacts")).to_be_visible()
    await page.close()
