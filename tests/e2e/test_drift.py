"""An interaction that no adapter knew is seen by its request: said in the toolbar, recorded where it was a client's."""

import asyncio
import json
import signal
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Page, expect

from agent.demo.people import JAMIE
from agent.outdated import Outdated
from agent.paths import Paths
from tests.support import xpages
from tests.support.changed import NEW_CONTROL
from tests.support.waiting import until
from tests.support.world import World, go_ahead

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

ASKED = """async (url) => {
  const tab = (await chrome.tabs.query({})).findLast((each) => each.url === url);
  return (await chrome.runtime.sendMessage({ type: 'popup.view', tab: tab.id })).value;
}"""


async def asked(world: World, tab: Page) -> dict[str, Any]:
    """What the popup would show of a tab."""
    popup = await world.context.new_page()
    await popup.goto(f"{world.origin}/pages/popup/index.html")
    view: dict[str, Any] = await popup.evaluate(ASKED, tab.url)
    await popup.close()
    return view


@pytest.fixture(autouse=True)
def _a_site_that_changed(world: World) -> None:
    world.site.head = NEW_CONTROL


async def press(world: World, tab: Page, post: str) -> None:
    """Like a post by the control that nobody knows."""
    control = tab.get_by_text("Warmly")
    await control.evaluate("(control, post) => { control.dataset.post = post; }", post)
    await control.click()
    await world.arrived(f"POST /api/v1/statuses/{post}/favourite")


async def settled() -> None:
    """Wait where nothing may come of a request: it is judged a second after its end."""
    await asyncio.sleep(1.6)


async def missed(world: World) -> list[dict[str, Any]]:
    return [entry for entry in await world.log() if entry["kind"] == "missed"]


async def next_missed(world: World, before: list[dict[str, Any]]) -> dict[str, Any]:
    """Wait until one more was recorded, and return it."""
    now = await until(partial(missed, world), lambda now: len(now) > len(before))
    (entry,) = now[len(before) :]
    return entry


async def kept(world: World) -> dict[str, dict[str, Any]]:
    """What the extension keeps of drift: in memory, and on disk."""
    script = "async () => JSON.stringify([await chrome.storage.local.get(), await chrome.storage.session.get()])"
    local, session = json.loads(await (await world.worker()).evaluate(script))
    return {"local": local, "session": session}


async def test_what_is_a_clients_goes_into_the_log_and_what_is_not_is_forgotten(world: World) -> None:
    tab = await world.open(f"/@{JAMIE.acct}/9001")
    await press(world, tab, "9001")
    entry = await next_missed(world, [])
    assert (entry["account"], entry["interaction"], entry["outcome"]) == (JAMIE.account, "react", None)
    await tab.close()
    tab = await world.open()
    await press(world, tab, "9002")
    await settled()
    assert await missed(world) == [entry]
    said = json.dumps(await kept(world))
    assert "9002" not in said
    assert "jamie" not in said.lower()
    await tab.close()


async def test_the_dashboard_shows_what_was_missed(world: World) -> None:
    before = await missed(world)
    tab = await world.open(f"/@{JAMIE.acct}/9001")
    await press(world, tab, "9001")
    await next_missed(world, before)
    dashboard = await world.context.new_page()
    await dashboard.goto(f"{world.origin}/pages/dashboard/index.html")
    await dashboard.get_by_role("button", name="Log").click()
    await expect(dashboard.get_by_role("table")).to_contain_text("missed: no warning came")
    await dashboard.close()
    await tab.close()


async def test_a_post_is_its_pages_only_where_the_address_says_so(world: World) -> None:
    """A client's page shows others' posts too: whose a post is that the address doesn't name, nobody can tell."""
    before = await missed(world)
    tab = await world.open(f"/@{JAMIE.acct}")
    await press(world, tab, "9003")
    await settled()
    assert await missed(world) == before
    await tab.close()


async def test_known_controls_and_the_sites_own_doing_are_no_drift(world: World) -> None:
    counted = (await kept(world))["local"].get("drift")
    before = await missed(world)
    tab = await world.open()
    sam = world.status("9002").get_by_role("button", name="Favorite")
    await tab.evaluate("() => likeByItself('9004')")
    await world.arrived("POST /api/v1/statuses/9004/favourite")
    await settled()
    await sam.click()
    await world.arrived("POST /api/v1/statuses/9002/favourite")
    await settled()
    await world.status("9003").get_by_role("button", name="Favorite").focus()
    await tab.keyboard.press("Enter")
    await world.arrived("POST /api/v1/statuses/9003/favourite")
    await settled()
    after = (await kept(world))["local"].get("drift")
    assert misses(after) <= misses(counted)
    assert await missed(world) == before
    await tab.close()


async def told(world: World) -> dict[str, Any]:
    """What is counted of the sample site's adapter."""
    counts: dict[str, Any] = (await kept(world))["local"].get("drift", {}).get("Mastodon", {"misses": {}, "out": []})
    return counts


def misses(counted: Any) -> int:
    """Over all adapters."""
    return sum(sum(each["misses"].values()) for each in (counted or {}).values())


async def test_an_override_is_not_missed(world: World) -> None:
    before = await missed(world)
    tab = await world.open(f"/@{JAMIE.acct}/9001")
    like = tab.get_by_role("button", name="Favorite").first
    await go_ahead(await world.warning_after(like.click))
    await tab.bring_to_front()
    await like.click()
    await world.arrived("POST /api/v1/statuses/9001/favourite")
    await settled()
    assert await missed(world) == before
    await tab.close()


BODIES = {
    "form": "new URLSearchParams({ screen_name: 'jamie_doe' })",
    "multipart": "Object.entries({ screen_name: 'jamie_doe' }).reduce((d, e) => (d.append(...e), d), new FormData())",
    "json": "JSON.stringify({ screen_name: 'jamie_doe' })",
}


@pytest.mark.parametrize("body", BODIES)
async def test_an_account_is_read_from_a_request_in_every_form(world: World, body: str) -> None:
    """The bodies as this browser really gives them to extensions."""
    before = await missed(world)
    script = f"fetch('/i/api/1.1/friendships/create.json', {{ method: 'POST', body: {BODIES[body]} }})"
    tab = await xpages.serve(world.context, xpages.page(f'<hot-button onclick="{script}">Befriend</hot-button>'))
    await tab.get_by_text("Befriend").click()
    entry = await next_missed(world, before)
    assert (entry["account"], entry["interaction"]) == ("x:jamie_doe", "follow")
    await tab.close()


@pytest.mark.parametrize("seconds", [0, 4])
async def test_a_worker_that_was_stopped_is_woken_by_the_request(world: World, seconds: int) -> None:
    """However late the agent answers the worker, as on a busy machine."""
    tab = await world.open(f"/@{JAMIE.acct}/9001")
    before = await missed(world)
    await world.stop_worker()
    await tab.bring_to_front()
    assert world.agent.process
    world.agent.process.send_signal(signal.SIGSTOP)
    try:
        await press(world, tab, "9001")
        await asyncio.sleep(seconds)
    finally:
        world.agent.process.send_signal(signal.SIGCONT)
    entry = await next_missed(world, before)
    assert (entry["account"], entry["interaction"]) == (JAMIE.account, "react")
    await tab.close()


async def test_after_three_misses_toolbar_and_agent_say_so(world: World) -> None:
    """Misses within a minute count as one press, as far as a worker remembers: each has a worker of its own here."""
    tab = await world.open()
    for post in ("9004", "9005", "9006", "9007"):
        before = await told(world)
        if before["out"]:
            break
        await press(world, tab, post)
        await until(partial(told, world), before.__ne__)
        await world.stop_worker()
        await world.connected()
        await tab.bring_to_front()
    words = "Framekeeper's knowledge of Mastodon is out of date: it missed Like. Check for yourself"
    await world.says(words, tab)
    await tab.bring_to_front()
    view = await until(partial(asked, world, tab), lambda view: view["here"])  # the page joins the new worker
    assert view["here"]["outdated"] == [{"name": "Mastodon", "missing": ["react"]}]
    report = Outdated(Paths(world.agent.home)).read()["Mastodon"]
    assert report.interactions == ["react"]
    await tab.close()


async def test_the_popup_says_where_an_adapter_is_not_sure(world: World) -> None:
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("sam_okafor")))
    view = await asked(world, tab)
    assert [one["name"] for one in view["sureness"]] == ["X"]
    assert view["sureness"][0]["confidence"]["message"] == "medium"
    await tab.close()


async def test_a_page_of_people_and_buttons_of_which_none_is_known_is_said(world: World) -> None:
    cells = "".join(f'<a href="/person_{n}">Person {n}</a><button>Heart</button>' for n in range(9))
    tab = await xpages.serve(world.context, xpages.page(cells))
    other = await xpages.serve(world.context, xpages.page(cells + xpages.tweet("sam_okafor")))
    await tab.bring_to_front()
    await tab.wait_for_timeout(10_500)
    await world.says("knows no button on this page", tab)
    await other.bring_to_front()
    await other.wait_for_timeout(1500)
    _, title = await world.toolbar(other)
    assert "knows no button" not in title
    await tab.close()
    await other.close()
