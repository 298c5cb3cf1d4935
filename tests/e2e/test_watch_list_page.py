"""The watch list in the dashboard, as a therapist uses it, and with the vault locked in the middle."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.support.picture import Picture
from tests.support.world import World, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

LONG = "M" * 200
HTML = "<img src=x onerror=alert(1)>"
RTL = "\u0634\u0627\u0647\u062f"


@pytest_asyncio.fixture(loop_scope="session")
async def dashboard(world: World) -> AsyncIterator[Page]:
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/dashboard/index.html")
    await expect(page.get_by_role("table")).to_contain_text("J. D.")
    yield page
    await page.close()


async def listed(world: World, label: str) -> dict[str, Any] | None:
    """Return a client as the command line shows them."""
    clients = await world.agent.ask("client", "list")
    return next((client for client in clients if client["label"] == label), None)


async def open_client(dashboard: Page, label: str) -> None:
    await dashboard.get_by_role("button", name=f"Change {label}", exact=True).click()


async def rows(dashboard: Page) -> list[str]:
    return await dashboard.get_by_role("row").locator("td:first-child").all_inner_texts()


async def test_clients_are_found_filtered_and_sorted(dashboard: Page, picture: Picture) -> None:
    assert await rows(dashboard) == ["J. D.", "P. N.", "R. H."]
    await picture(dashboard, "watch-list", (1000, 620))
    await dashboard.get_by_role("searchbox").fill("robin_hale")
    await expect(dashboard.get_by_role("table")).not_to_contain_text("J. D.")
    assert await rows(dashboard) == ["R. H."]
    await dashboard.get_by_role("searchbox").fill("nobody at all")
    await expect(dashboard.get_by_text("Nobody on the watch list")).to_be_visible()
    await dashboard.get_by_role("button", name="Show everybody").click()
    await expect(dashboard.get_by_role("searchbox")).to_have_value("")
    await dashboard.get_by_label("Status").select_option("prospective")
    await expect(dashboard.get_by_text("1 client")).to_be_visible()
    assert await rows(dashboard) == ["P. N."]
    await dashboard.get_by_label("Status").select_option("")
    await dashboard.get_by_role("button", name="Status").click()
    await expect(dashboard.get_by_role("columnheader", name="Status")).to_have_attribute("aria-sort", "ascending")
    assert await rows(dashboard) == ["P. N.", "J. D.", "R. H."]
    await dashboard.get_by_role("button", name="Status").click()
    await expect(dashboard.get_by_role("columnheader", name="Status")).to_have_attribute("aria-sort", "descending")
    assert await rows(dashboard) == ["R. H.", "J. D.", "P. N."]


async def test_a_client_is_added_with_a_pasted_link_changed_removed_and_undone(world: World, dashboard: Page) -> None:
    await dashboard.get_by_role("button", name="Add a client").click()
    await dashboard.get_by_label("Names").fill("Noa Castle " * 20)
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_role("alert")).to_have_text("A name is longer than 200 characters. Shorten it.")
    await expect(dashboard.get_by_label("Names")).to_have_value("Noa Castle " * 20)
    await dashboard.get_by_label("Names").fill("Noa Castle\nN. Castle")
    link = dashboard.get_by_label("Link to an account")
    for text, said in (
        ("https://example.org/", "Framekeeper doesn't know the site example.org."),
        ("https://x.com/home", "That is a page of X, but no one person's."),
        ("https://x.com/jamie_doe", "J. D.'s already"),
        ("https://x.com/Noa_Castle/status/1", "noa_castle on X"),
    ):
        await link.fill(text)
        await expect(dashboard.locator("#linkFound")).to_contain_text(said)
    await dashboard.get_by_label("How you know this account").select_option("incidental")
    await link.press("Enter")
    await expect(dashboard.get_by_role("listitem")).to_contain_text("noa_castle on X")
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_text("N. C. is on the watch list.")).to_be_visible()
    noa = await listed(world, "N. C.")
    assert noa is not None
    assert (noa["names"], noa["accounts"][0]["key"]) == (["Noa Castle", "N. Castle"], "x:noa_castle")
    assert noa["accounts"][0]["handle_source"] == "incidental"
    await open_client(dashboard, "N. C.")
    await dashboard.get_by_label("Ended on").fill("2026-11-20")
    await dashboard.get_by_role("button", name="End therapy").click()
    await expect(dashboard.get_by_text("N. C. was changed.")).to_be_visible()
    ended = await listed(world, "N. C.")
    assert ended is not None
    assert (ended["status"], ended["since"]) == ("former", "2026-11-20")
    await dashboard.get_by_role("button", name="Undo: N. C. was changed.").click()
    await expect(dashboard.get_by_text("Undone: N. C. was changed.")).to_be_visible()
    assert (await listed(world, "N. C.") or {})["status"] == "current"
    await open_client(dashboard, "N. C.")
    await dashboard.get_by_role("button", name="Remove", exact=True).last.click()
    await expect(dashboard.get_by_text("N. C. was removed")).to_be_visible()
    assert await listed(world, "N. C.") is None
    await dashboard.get_by_role("button", name="Undo: N. C. was removed").click()
    await expect(dashboard.get_by_role("button", name="Change N. C.")).to_be_visible()
    await world.agent.command("client", "remove", noa["id"])
    await expect(dashboard.get_by_role("button", name="Change N. C.")).to_have_count(0)


async def test_who_is_archived_is_out_of_sight_and_comes_back(world: World, dashboard: Page) -> None:
    await open_client(dashboard, "P. N.")
    await dashboard.get_by_role("button", name="Archive this client").click()
    await expect(dashboard.get_by_text("2 clients")).to_be_visible()
    assert await rows(dashboard) == ["J. D.", "R. H."]
    await dashboard.get_by_label("Status").select_option("archived")
    await expect(dashboard.get_by_text("1 client")).to_be_visible()
    await open_client(dashboard, "P. N.")
    await dashboard.get_by_role("button", name="Take out of the archive").click()
    await expect(dashboard.get_by_role("status").filter(has_text="P. N. was changed.")).to_be_visible()
    assert (await listed(world, "P. N.") or {})["archived"] is False


async def test_what_is_typed_outlives_a_lock_and_the_agents_death(world: World, dashboard: Page) -> None:
    await open_client(dashboard, "R. H.")
    await dashboard.get_by_label("Notes").fill("Fridays")
    await world.agent.command("lock")
    await expect(dashboard.get_by_text("What you typed is kept")).to_be_visible()
    await expect(dashboard.get_by_label("Notes")).to_have_count(0)
    assert "R. H." not in await dashboard.locator("body").inner_text()
    await unlock(dashboard)
    await expect(dashboard.get_by_label("Notes")).to_have_value("Fridays")
    port = world.agent.port
    await world.agent.kill()
    await expect(dashboard.get_by_text("What you typed is kept")).to_be_visible()
    await world.agent.start(port=port)
    await expect(dashboard.get_by_label("Notes")).to_have_value("Fridays")
    await dashboard.get_by_role("button", name="Save", exact=True).click()
    await expect(dashboard.get_by_text("R. H. was changed.")).to_be_visible()
    assert (await listed(world, "R. H.") or {})["notes"] == "Fridays"


async def test_strange_labels_are_text_and_fit(world: World, dashboard: Page) -> None:
    made = [await world.agent.ask("client", "add", given={"label": label}) for label in (LONG, HTML, RTL)]
    await expect(dashboard.get_by_role("table")).to_contain_text(HTML)
    assert await dashboard.locator("img").count() == 0
    await open_client(dashboard, LONG)
    await dashboard.set_viewport_size({"width": 360, "height": 700})
    fits = "() => document.documentElement.scrollWidth <= innerWidth"
    assert await dashboard.evaluate(fits)
    await dashboard.get_by_role("button", name="Don't save").click()
    await expect(dashboard.get_by_role("table")).to_be_visible()
    assert await dashboard.evaluate(fits)
    assert dashboard.url.endswith("/pages/dashboard/index.html")
    assert await dashboard.title() == "Framekeeper"
    for client in made:
        await world.agent.command("client", "remove", client["id"])
