"""An import and an export in the dashboard, as a therapist makes them, and with the vault locked in the middle."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import FilePayload, Page, expect

from agent.demo.process import PASSPHRASE
from tests.agent.watchlist.importing.workbooks import workbook
from tests.support.world import World, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

TABLE: list[tuple[str, ...]] = [
    ("First Name", "Last Name", "Stage", "Instagram", "Diagnosis"),
    ("Jamie", "Doe", "Active", "jamie.imported", "F32.1"),
    ("Ada & Bo", "Moss", "Archived", "", "F41.0"),
    ("<b>Cy</b>", "Wren", "Prospect", "", ""),
    ("=1+1", "Nobody", "Active", "", ""),
]


def csv(rows: list[tuple[str, ...]]) -> FilePayload:
    text = "\n".join(",".join(cells) for cells in rows)
    return {"name": "clients.csv", "mimeType": "text/csv", "buffer": text.encode("utf-16")}


@pytest_asyncio.fixture(loop_scope="session")
async def dashboard(world: World) -> AsyncIterator[Page]:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    await expect(page.get_by_role("table")).to_contain_text("J. D.")
    yield page
    await page.close()


async def choose(dashboard: Page, file: FilePayload) -> None:
    await dashboard.get_by_role("button", name="Import…").click()
    await dashboard.get_by_label("File").set_input_files(files=[file])


async def listed(world: World) -> dict[str, Any]:
    return {client["label"]: client for client in await world.agent.ask("client", "list")}


async def test_a_list_is_looked_at_mapped_imported_and_undone(world: World, dashboard: Page) -> None:
    await choose(dashboard, csv(TABLE))
    await expect(dashboard.get_by_text("4 people found in 4 rows.")).to_be_visible()
    await expect(dashboard.get_by_role("row", name="Diagnosis")).to_contain_text("never read")
    assert "F32.1" not in await dashboard.locator("body").inner_text()
    await expect(dashboard.get_by_role("row", name="The name is a formula")).to_contain_text("=1+1")
    await expect(dashboard.get_by_role("row", name="<b>Cy</b> Wren")).to_contain_text("current")
    await dashboard.get_by_label("What “Stage” holds").select_option("status")
    await expect(dashboard.get_by_role("row", name="<b>Cy</b> Wren")).to_contain_text("prospective")
    same = dashboard.get_by_role("checkbox", name="Jamie Doe is J. D. on the watch list")
    await expect(same).to_be_checked()
    await dashboard.get_by_label("All are others").check()
    await expect(same).not_to_be_checked()
    await dashboard.get_by_label("As proposed").check()
    await dashboard.get_by_role("button", name="Put 4 people on the watch list").click()
    await expect(dashboard.get_by_text("3 clients were added. Put together with somebody: 1 person.")).to_be_visible()
    await expect(dashboard.get_by_text("Your file is still where it was")).to_be_visible()
    await dashboard.get_by_role("button", name="To the watch list").click()
    await expect(dashboard.get_by_role("button", name="Change A. M.")).to_be_visible()
    clients = await listed(world)
    assert {label: clients[label]["status"] for label in ("A. M.", "B. M.", "B. W.", "J. D.")} == {
        "A. M.": "former",
        "B. M.": "former",
        "B. W.": "prospective",
        "J. D.": "current",
    }
    assert "instagram:jamie.imported" in [account["key"] for account in clients["J. D."]["accounts"]]
    await dashboard.get_by_role("button", name="Undo: 3 clients were added.").click()
    await expect(dashboard.get_by_text("Undone: 3 clients were added.")).to_be_visible()
    assert sorted(await listed(world)) == ["J. D.", "P. N.", "R. H."]


async def test_a_lock_in_the_middle_says_that_nothing_was_imported(world: World, dashboard: Page) -> None:
    book = workbook(TABLE)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    await choose(dashboard, {"name": "clients.xlsx", "mimeType": kind, "buffer": book})
    await expect(dashboard.get_by_text("4 people found in 4 rows.")).to_be_visible()
    await world.agent.command("lock")
    await world.connected("Locked")
    await expect(dashboard.get_by_label("Passphrase")).to_be_visible()
    assert "Moss" not in await dashboard.locator("body").inner_text()
    await unlock(dashboard)
    await expect(dashboard.get_by_text("nothing was imported")).to_be_visible()
    half: FilePayload = {"name": "clients.xlsx", "mimeType": kind, "buffer": book[: len(book) // 2]}
    await dashboard.get_by_label("File").set_input_files(files=[half])
    await expect(dashboard.get_by_role("alert")).to_contain_text("only half of it is there")
    await dashboard.get_by_role("button", name="Don't import").click()
    await expect(dashboard.get_by_role("table")).to_contain_text("J. D.")
    assert sorted(await listed(world)) == ["J. D.", "P. N.", "R. H."]


async def test_nothing_of_a_file_is_in_the_profile_or_in_the_agents_files(world: World) -> None:
    words = ("F32.1", "jamie.imported", "Ada Moss", "clients.csv")
    spelt = [spelling for word in words for spelling in (word.encode(), word.encode("utf-16-le"))]
    for path in world.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [spelling for spelling in spelt if spelling in content], path


async def test_an_export_needs_the_passphrase(dashboard: Page, tmp_path: Path) -> None:
    await dashboard.get_by_role("button", name="Export…").click()
    secret = dashboard.get_by_label("Passphrase")
    await secret.fill("a wrong passphrase")
    await dashboard.get_by_role("button", name="Save the file").click()
    await expect(dashboard.get_by_role("alert")).to_contain_text("That isn't the passphrase")
    await secret.fill(PASSPHRASE)
    async with dashboard.expect_download() as saving:
        await dashboard.get_by_role("button", name="Save the file").click()
    download = await saving.value
    assert download.suggested_filename == "watch-list.csv"
    await download.save_as(tmp_path / "saved.csv")
    assert '"J. D.","Jamie Doe","current"' in (tmp_path / "saved.csv").read_text(encoding="utf-8-sig")
    await dashboard.get_by_role("button", name="Back to the list").click()


async def test_a_name_is_tried_and_the_threshold_chosen(world: World, dashboard: Page) -> None:
    await dashboard.get_by_role("button", name="Try a name…").click()
    await dashboard.get_by_label("A name, as a page might show it").fill("J. Doe")
    await expect(dashboard.get_by_text("Framekeeper would ask about 1 client.")).to_be_visible()
    row = dashboard.get_by_role("row", name="J. D.")
    await expect(row).to_contain_text("Initial")
    await dashboard.get_by_label("How alike a name must be").select_option("90")
    await expect(dashboard.get_by_text("nobody is alike enough")).to_be_visible()
    assert (await world.agent.ask("settings"))["name_threshold"] == 90
    await dashboard.get_by_label("How alike a name must be").select_option("80")
    await dashboard.get_by_label("A name, as a page might show it").fill("Ronjamie Arrowdoe")
    await expect(dashboard.get_by_text("nobody is alike enough")).to_be_visible()
    await dashboard.get_by_role("button", name="Back to the list").click()
    await expect(dashboard.get_by_role("table")).to_contain_text("J. D.")
