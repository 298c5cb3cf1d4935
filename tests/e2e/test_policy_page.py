"""The policy and the consents in the dashboard, as a therapist uses them, from the first question to a warning."""

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import docx
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.support.world import World, go_ahead, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


@pytest_asyncio.fixture(loop_scope="session")
async def dashboard(world: World) -> AsyncIterator[Page]:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    await page.get_by_role("button", name="Practice", exact=True).click()
    yield page
    await page.close()


async def next_step(page: Page) -> None:
    await page.get_by_role("button", name="Next", exact=True).click()


async def saved(page: Page) -> None:
    await expect(page.get_by_text("The draft is saved in the vault.")).to_be_visible()


async def exported(page: Page, kind: str) -> tuple[str, bytes]:
    await page.get_by_label("Format").select_option(kind)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="Save as a file", exact=True).click()
    file = await download.value
    return file.suggested_filename, Path(await file.path()).read_bytes()  # noqa: ASYNC240 - a small file


async def ask(world: World, *words: str, **more: Any) -> list[dict[str, Any]]:
    found = await world.agent.ask(*words, **more)
    return found if isinstance(found, list) else [found]


async def test_a_policy_is_written_kept_while_locked_and_finished(world: World, dashboard: Page) -> None:
    await dashboard.get_by_role("button", name="Write a policy").click()
    await dashboard.get_by_label("Your name").fill("Ada Quill")
    await dashboard.get_by_label("Name of your practice").fill("Quill Practice")
    await dashboard.get_by_label("Your profession").select_option("psychologist")
    await dashboard.get_by_label("Where you practise").select_option("US")
    await dashboard.get_by_label("In force from").fill("2026-01-01")
    preview = dashboard.get_by_role("region", name="What it says")
    await expect(preview).to_contain_text("I, Ada Quill, use social media in my work as a psychologist")
    await expect(preview).to_contain_text("Draft. Not to be given to clients.")
    await next_step(dashboard)
    await dashboard.get_by_label("Address of the portal").fill("https://portal.exa")
    await world.agent.command("lock")
    await expect(dashboard.get_by_label("Passphrase")).to_be_visible()
    assert "Quill" not in await dashboard.locator("body").inner_text()
    await unlock(dashboard)
    portal = dashboard.get_by_label("Address of the portal")
    await expect(portal).to_have_value("https://portal.exa")
    await portal.fill("https://portal.example.org")
    await next_step(dashboard)
    await dashboard.get_by_label("Your professional page").select_option("private")
    await dashboard.get_by_label("Clients may follow the page").check()
    await expect(dashboard.get_by_role("alert")).to_contain_text("Clients may follow your page, but it is private")
    await dashboard.get_by_label("Your professional page").select_option("public")
    await expect(dashboard.get_by_text("Clients may follow your page, but")).to_have_count(0)
    await dashboard.get_by_role("button", name="Finish", exact=True).click()
    await expect(dashboard.get_by_role("button", name="Finish this version")).to_be_disabled()
    await dashboard.get_by_role("button", name="Go to “In a crisis”").click()
    await expect(dashboard.get_by_label("Emergency number")).to_have_value("911")
    await dashboard.get_by_role("button", name="I have checked these numbers").click()
    await expect(dashboard.get_by_text("You confirmed them on")).to_be_visible()
    await dashboard.get_by_role("button", name="Finish", exact=True).click()
    await saved(dashboard)
    await dashboard.get_by_label("Language of the text").select_option("de")
    await expect(dashboard.get_by_role("article")).to_contain_text("Richtlinie")
    await dashboard.get_by_role("button", name="Finish this version").click()
    await expect(dashboard.get_by_role("button", name="Undo: Version 1 is finished.")).to_be_visible()
    await expect(dashboard.get_by_text("Version 1 is in force from Jan 1, 2026")).to_be_visible()


async def test_it_is_saved_in_four_formats(dashboard: Page) -> None:
    await dashboard.get_by_role("button", name="Version 1", exact=True).click()
    line = "Please don't write to me on social media."
    _, page = await exported(dashboard, "html")
    assert '<html lang="en-US">' in page.decode()
    assert line.replace("'", "&#x27;") in page.decode()
    _, marked = await exported(dashboard, "md")
    assert line in marked.decode()
    name, word = await exported(dashboard, "docx")
    assert name == "social-media-policy-version-1-en.docx"
    assert any(line in one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    await dashboard.get_by_label("Text", exact=True).select_option("consent")
    await dashboard.get_by_label("Language of the text").select_option("es")
    name, pdf = await exported(dashboard, "pdf")
    assert name == "consent-clause-version-1-es.pdf"
    assert "911" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


async def test_it_is_given_signed_and_then_stays(world: World, dashboard: Page) -> None:
    table = dashboard.get_by_role("region", name="Given and signed").get_by_role("table")
    await expect(table).to_contain_text("Not given")
    await dashboard.get_by_role("button", name="Record for J. D.").click()
    await dashboard.get_by_label("Given on").fill("2026-02-02")
    await dashboard.get_by_label("Signed on").fill("2026-02-01")
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_role("alert")).to_contain_text("can't have been signed on 2026-02-01")
    await dashboard.get_by_label("Signed on").fill("2026-02-03")
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(table).to_contain_text("Version 1 given on Feb 2, 2026, signed on Feb 3, 2026.")
    await expect(dashboard.get_by_text("Every current client has signed")).to_be_visible()
    await dashboard.get_by_role("button", name="Version 1", exact=True).click()
    await dashboard.get_by_role("button", name="Delete version 1").click()
    await expect(dashboard.get_by_role("alert")).to_contain_text("have signed version 1")
    await dashboard.get_by_text("Bring in days from a file").click()
    wrong = {
        "name": "signed.csv",
        "mimeType": "text/csv",
        "buffer": b"client,given,signed\nR. H.,2026-02-02,2026-02-01\n",
    }
    await dashboard.get_by_label("CSV file").set_input_files(wrong)  # type: ignore[arg-type]
    await expect(dashboard.get_by_text("can't have been signed on 2026-02-01")).to_be_visible()
    await expect(dashboard.get_by_role("button", name="Take them in")).to_be_disabled()
    clients = await ask(world, "policy", "clients")
    assert [one["standing"] for one in clients] == ["signed", "missing", "missing"]


async def test_a_consent_is_said_in_a_warning_and_what_was_shared_after_its_withdrawal(
    world: World, dashboard: Page
) -> None:
    await dashboard.get_by_role("button", name="Consents", exact=True).click()
    await dashboard.get_by_role("button", name="Record a consent").click()
    await dashboard.get_by_label("Client", exact=True).select_option(label="J. D.")
    await dashboard.get_by_label("What exactly").fill("The exhibition")
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_role("table")).to_contain_text("Valid")
    tab = await world.open()
    boost = world.status("9001").get_by_role("button", name="Boost")
    warning = await world.warning_after(boost.click)
    await expect(warning.get_by_role("alertdialog")).to_contain_text("J. D. has consented to this. For: The exhibition")
    await go_ahead(warning)
    await boost.click()
    await tab.get_by_role("button", name="Boost", exact=True).click()
    await world.arrived("POST /api/v1/statuses/9001/reblog")
    await tab.close()
    await dashboard.bring_to_front()
    await dashboard.get_by_role("button", name="Withdraw: J. D., Sharing").click()
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_role("table")).to_contain_text("Withdrawn on")
    await expect(dashboard.get_by_role("table")).to_contain_text("it may have to be taken down")
    await dashboard.get_by_role("button", name="Watch list").click()
    await dashboard.get_by_role("button", name="Change J. D.", exact=True).click()
    part = dashboard.get_by_role("region", name="Policy and consents")
    await expect(part).to_contain_text("Version 1 given on Feb 2, 2026, signed on Feb 3, 2026.")
    await expect(part).to_contain_text("it may have to be taken down")
