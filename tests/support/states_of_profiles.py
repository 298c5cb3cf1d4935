"""The own profiles in the dashboard, and what the popup offers on a page, as a list of states."""

from playwright.async_api import Page, expect

from tests.support.reaching import HERE, HTML, LONG, RTL, opened, say, state
from tests.support.world import World


@state("dashboard: own profiles, with a day and a note being written")
async def _(world: World) -> Page:
    for account, role in ((f"x:{'w' * 15}", "personal"), ("linkedin:ada-quill", "professional")):
        await world.agent.ask("own", "add", given={"account": account, "role": role})
    note = {"account": "linkedin:ada-quill", "item": "messages", "day": "2025-01-02", "note": LONG}
    await world.agent.ask("profiles", "done", given=note)
    page = await opened(world, "dashboard")
    await page.get_by_role("button", name=say("practice"), exact=True).click()
    await page.get_by_role("button", name=say("profiles"), exact=True).click()
    await page.get_by_role("button", name=say("checkChangeThis", "ada-quill")).first.click()
    await expect(page.get_by_label(say("checkDay"))).to_be_focused()
    return page


@state("popup: a contact to be recorded, and a bio that says nothing")
async def _(world: World) -> Page:
    account = f"mastodon:{'m' * 120}@example.org"
    labels = [{"account": account, "label": label, "client": "c-0123456789"} for label in (LONG, HTML, RTL)]
    view = {"here": HERE, "labels": labels, "profile": {"says": False, "line": f"{LONG} {RTL}"}}
    page = await opened(world, "popup", given={"popup.view": view})
    await page.get_by_role("button", name=say("contactAdd")).click()
    await expect(page.get_by_label(say("columnHandling"))).to_be_visible()
    return page
