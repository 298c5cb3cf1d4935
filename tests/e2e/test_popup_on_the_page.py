"""What the popup offers on the page itself: a contact is recorded, the own bio is read, and what is due is counted."""

from functools import partial

import pytest
from playwright.async_api import Page, expect

from tests.support import xpages
from tests.support.picture import Picture
from tests.support.waiting import until
from tests.support.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

PAGE = "document.documentElement.outerHTML"


async def contacts(world: World) -> list[dict[str, str]]:
    found = await world.agent.ask("contact", "list")
    return found if isinstance(found, list) else [found] if found else []


async def test_a_contact_is_recorded_where_it_happened_and_undone(world: World, picture: Picture) -> None:
    await world.connected()
    body = xpages.tweet("jamie_doe") + xpages.tweet("robin_hale", 2, "Thank you, Ada.")
    tab = await xpages.serve(world.context, xpages.page(body))
    await until(partial(world.toolbar, tab), lambda shown: shown[0] == "2")
    before = await tab.evaluate(PAGE)
    popup = await world.popup_of(tab)
    await expect(popup.get_by_text("J. D.")).to_be_visible()
    await picture(popup, "popup", (360, 540))
    await popup.get_by_role("button", name="Record a contact").click()
    form = popup.get_by_role("region", name="Record a contact")
    await expect(form.get_by_label("What", exact=True)).to_be_focused()
    await form.get_by_role("radio", name="R. H. (robin_hale on X)").check()
    await form.get_by_label("What", exact=True).select_option("Commented")
    await form.get_by_label("What was done").select_option("Redirected")
    await form.get_by_label("Supervision").check()
    await form.get_by_role("button", name="Save", exact=True).click()
    await expect(form.get_by_role("status")).to_have_text("A contact with R. H. is recorded.")
    (recorded,) = await contacts(world)
    assert (
        recorded
        | {
            "label": "R. H.",
            "kind": "commented",
            "by": "client",
            "platform": "x",
            "account": "x:robin_hale",
            "handling": "redirected",
            "flags": ["supervision"],
            "note": "",
        }
        == recorded
    )
    await form.get_by_role("button", name="Undo").click()
    await expect(form.get_by_role("status")).to_have_text("Undone: A contact with R. H. is recorded.")
    await until(lambda: contacts(world), lambda found: found == [])
    assert await tab.evaluate(PAGE) == before
    await popup.get_by_role("button", name="thing").click()
    due = await until(lambda: dashboard(world), lambda page: page is not None)
    assert due is not None
    await expect(due.get_by_role("heading", level=1)).to_have_text("Due")
    await expect(due.get_by_text("There is no social media policy yet.")).to_be_visible()
    await due.close()
    await tab.close()


async def dashboard(world: World) -> Page | None:
    """The dashboard that the popup opened: the popup itself is gone."""
    return next((page for page in world.context.pages if page.url.endswith("/dashboard/index.html#due")), None)


async def test_the_popup_says_whether_the_own_bio_says_what_it_is_for(world: World) -> None:
    await world.connected()
    bio = '<div data-testid="UserDescription">Psychologist<br>Books and <a href="https://example.org">a blog</a></div>'
    tab = await xpages.serve(world.context, xpages.page(xpages.profile("ada_quill") + bio), "https://x.com/ada_quill")
    before = await tab.evaluate(PAGE)
    assert await said(world, tab) is None, "nobody has said that it is an own account"
    await world.agent.ask("own", "add", given={"account": "x:ada_quill", "role": "personal"})
    assert await said(world, tab) is None
    await world.agent.ask("own", "role", given={"account": "x:ada_quill", "role": "professional"})
    popup = await world.popup_of(tab)
    region = popup.get_by_role("region", name="The line for your bio")
    await expect(region).to_contain_text("your bio doesn't say that the account is for education only")
    await expect(region.get_by_role("listitem")).to_contain_text(
        "This page is for education only. No therapy or crisis support here."
    )
    await expect(region.get_by_role("button", name="Copy: This page is for education only.")).to_be_visible()
    await popup.close()
    assert await tab.evaluate(PAGE) == before
    await tab.evaluate("document.querySelector('[data-testid=UserDescription]').append(' Education only!')")
    assert await said(world, tab) is True
    await tab.close()
    other = await xpages.serve(world.context, xpages.page(xpages.profile("eve_moss") + bio), "https://x.com/eve_moss")
    assert await said(world, other) is None
    await other.close()
    await world.agent.ask("own", "remove", given={"account": "x:ada_quill"})


SAID = """async (url) => {
  const tab = (await chrome.tabs.query({})).findLast((each) => each.url === url);
  return (await chrome.runtime.sendMessage({ type: 'popup.view', tab: tab.id })).value.profile?.says ?? null;
}"""


async def said(world: World, tab: Page) -> bool | None:
    popup = await world.popup_of(tab)
    found: bool | None = await popup.evaluate(SAID, tab.url)
    await popup.close()
    return found
