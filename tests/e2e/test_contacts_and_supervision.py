"""Contacts recorded, brought to supervision and taken from what is due, as a therapist does it in the dashboard."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.support.world import World, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def dashboard(world: World) -> Page:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    return page


async def go(page: Page, name: str, part: str = "") -> None:
    await page.get_by_role("button", name=name, exact=True).click()
    if part:
        await page.get_by_role("button", name=part, exact=True).click()


async def test_a_contact_is_recorded_handled_undone_and_taken_to_supervision(world: World, tmp_path: Path) -> None:
    page = await dashboard(world)
    await go(page, "Practice", "Contacts")
    await page.get_by_role("button", name="Record a contact").click()
    form = page.get_by_role("form", name="Record a contact")
    await form.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("Choose whom it was with")
    await form.get_by_label("Client", exact=True).select_option("J. D.")
    await form.get_by_label("What", exact=True).select_option("Wrote")
    await form.get_by_label("Link to the client's account").fill("https://x.com/jamie_doe")
    await form.get_by_label("Note").fill("Jamie asked me to like a post.")
    await form.get_by_label("Supervision").check()
    await form.get_by_role("button", name="Save", exact=True).click()
    row = page.get_by_role("row").filter(has_text="J. D.")
    await expect(row).to_contain_text("the client, X")
    jamie = next(one for one in await world.agent.ask("client", "list") if one["label"] == "J. D.")
    added = await world.agent.ask("contact", "add", given={"client": jamie["id"], "kind": "met"})
    await expect(row).to_have_count(2)
    await world.agent.command("contact", "remove", added["id"])
    await expect(row).to_have_count(1)

    await go(page, "Due")
    await expect(page.get_by_role("listitem").filter(has_text="nothing was done yet: 1.")).to_be_visible()
    await page.get_by_role("button", name="Open: Contacts about which").click()
    await page.get_by_label("What was done about J. D.").select_option("Redirected")
    await expect(page.get_by_role("status").first).to_contain_text("Contact with J. D.: Redirected.")
    await page.get_by_role("button", name="Undo").first.click()
    await expect(page.get_by_label("What was done about J. D.")).to_have_value("open")

    await page.get_by_label("Flag").select_option("Next session")
    await expect(page.get_by_text("No contact is like that.")).to_be_visible()
    await page.get_by_label("Flag").select_option("any")
    await page.get_by_role("button", name="Change J. D.").click()
    await form.get_by_label("Next session").check()
    await form.get_by_role("button", name="Save", exact=True).click()
    await page.get_by_label("What was done about J. D.").select_option("Talked about in session")
    await expect(page.get_by_role("row").filter(has_text="J. D.")).to_have_count(0)
    await go(page, "Due")
    await page.get_by_role("button", name="Open: Contacts to talk about in the next session: 1.").click()
    await expect(page.get_by_role("row").filter(has_text="J. D.")).to_contain_text("Next session")

    await page.get_by_role("button", name="Supervision", exact=True).click()
    await expect(page.get_by_role("row").filter(has_text="J. D.")).to_contain_text("Jamie asked me")
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Save as Markdown").click()
    agenda = tmp_path / "agenda.md"
    await (await saving.value).save_as(agenda)
    assert "Client A asked me to like a post." in agenda.read_text(encoding="utf-8")
    await page.get_by_role("button", name="Outcome of: J. D.").click()
    await page.get_by_label("Outcome of: J. D.").last.fill("Say so in session.")
    await page.get_by_role("button", name="Save", exact=True).last.click()
    await expect(page.get_by_text("Nothing stands here.")).to_be_visible()
    await page.get_by_label("Show what was discussed instead").check()
    await expect(page.get_by_role("row").filter(has_text="J. D.")).to_contain_text("Say so in session.")
    await page.close()


async def test_a_dilemma_outlives_a_lock_while_it_is_written(world: World) -> None:
    page = await dashboard(world)
    await go(page, "Practice", "Supervision")
    await page.get_by_role("button", name="Write down a dilemma").click()
    await page.get_by_label("Title").fill("A like")
    await page.get_by_label("Facts").fill("One like, last week.")
    await world.agent.ask("lock")
    await expect(page.get_by_label("Passphrase")).to_be_visible()
    await expect(page.get_by_text("A like")).to_have_count(0)
    await unlock(page)
    await expect(page.get_by_label("Facts")).to_have_value("One like, last week.")
    await page.get_by_role("button", name="Save", exact=True).last.click()
    await expect(page.get_by_role("row").filter(has_text="A like")).to_be_visible()
    await page.close()
