"""What the watch list shows instead of its rows: an import's steps, an export, a name that is tried, one client."""

from playwright.async_api import FilePayload, Page, expect

from tests.support.reaching import HTML, LONG, RTL, say, state
from tests.support.states import watch_list
from tests.support.world import World


def _csv() -> FilePayload:
    rows = [
        "Vorname,Nachname,Kunde,Instagram,Diagnose",
        "Jamie,Doe,Aktiv,jamie.neu,F32",
        f"{LONG[:90]},{LONG[:90]},Aktiv,,",
        "=1+1,Niemand,,,",
        "Ada,,Aktiv,,",
    ]
    return {"name": "a.csv", "mimeType": "text/csv", "buffer": "\n".join(rows).encode()}


@state("dashboard: a file to import is chosen")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("importList")).click()
    await expect(page.get_by_label(say("importChoose"))).to_be_visible()
    return page


@state("dashboard: what would come of an import")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("importList")).click()
    await page.get_by_label(say("importChoose")).set_input_files(files=[_csv()])
    await expect(page.get_by_role("heading", name=say("skippedRows"))).to_be_visible()
    return page


@state("dashboard: export")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("exportList")).click()
    await expect(page.get_by_label(say("exportFormat"))).to_be_visible()
    return page


@state("dashboard: a name is tried")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("tryNames")).click()
    await page.get_by_label(say("namesTried")).fill("J. Doe")
    await expect(page.get_by_role("table")).to_be_visible()
    return page


@state("dashboard: everything about a client")
async def _(world: World) -> Page:
    about = {"client": LONG, "kind": "other", "account": f"mastodon:{'m' * 120}@example.org", "note": f"{HTML}\n{RTL}"}
    await world.agent.ask("contact", "add", given=about | {"flags": ["next_session", "supervision", "record"]})
    await world.agent.ask("consent", "add", given={"client": LONG, "kind": "other", "scope": LONG, "platform": LONG})
    page = await watch_list(world)
    await page.get_by_role("button", name=say("timeline", LONG)).click()
    await expect(page.get_by_role("row").filter(has_text=HTML)).to_be_visible()
    return page
