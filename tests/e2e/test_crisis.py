"""A client in crisis: one press in a warning, whom to call in large, and what comes afterwards."""

import json
import uuid
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Page, expect

from agent.demo.people import JAMIE
from agent.demo.play import SOON
from tests.support.waiting import until
from tests.support.world import World, unlock

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(150)]

PHONE = "+1 555 0142"
PLACE = "Elm Street 4, third floor"
CARD = {"phone": PHONE, "place": PLACE, "contact": "Kim, sister, +1 555 0143", "plan": "Blue folder"}


async def follow(world: World) -> Page:
    tab = await world.open(f"/@{JAMIE.acct}")
    return await world.warning_after(tab.get_by_role("button", name="Follow").first.click)


async def pressed(world: World, window: Page, name: str) -> Page:
    """Press the button for a crisis in a warning or the popup, and give the page that opens."""
    async with world.context.expect_page(lambda page: "/pages/crisis/" in page.url, timeout=SOON) as opening:
        await window.get_by_role("button", name=name).click()
    page = await opening.value
    await expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    return page


async def closed(page: Page) -> bool:
    return page.is_closed()


async def lines(world: World, *command: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (await world.agent.command(*command, "--json")).splitlines()]


async def test_one_press_on_a_warning_and_all_that_follows(world: World) -> None:
    await world.connected()
    await world.agent.ask("crisis", "card-save", given=CARD | {"client": "J. D."})
    warning = await follow(world)
    page = await pressed(world, warning, "In crisis?")
    await until(partial(closed, warning))
    assert "Jamie" not in page.url + await page.title()

    await expect(page.get_by_role("heading", name="Crisis: J. D.")).to_be_visible()
    await expect(page.get_by_role("region", name="Is somebody in danger right now?")).to_be_visible()
    await expect(page.get_by_text("All toward this client is held until")).to_be_visible()
    await expect(page.get_by_role("region", name="Crisis card")).to_contain_text(PLACE)
    assert [entry["kind"] for entry in (await lines(world, "log", "list"))[:3]] == [
        "crisis_card",
        "crisis_hold",
        "warning",
    ]

    await page.get_by_role("button", name="No, or I don't know").click()
    call = page.get_by_role("region", name="Call J. D.")
    await expect(call).to_contain_text(PHONE)
    await call.get_by_role("button", name="Nobody answered").click()
    await expect(page.get_by_role("region", name="Call the emergency contact")).to_contain_text("Kim, sister")
    await page.get_by_role("button", name="Undo").first.click()
    await expect(call).to_be_visible()
    await call.get_by_role("button", name="I reached somebody").click()
    await page.get_by_role("button", name="I have consulted").click()
    steps = page.get_by_role("region", name="What was done")
    await expect(steps.get_by_role("listitem").filter(has_text="Colleague consulted")).to_contain_text("done,")
    await page.get_by_label("How", exact=True).fill("A post late at night.")
    await page.get_by_label("Outcome, in a few words").fill("Safe, her sister is with her.")
    await page.get_by_role("button", name="Close the record").click()
    follows = page.get_by_role("region", name="Within 24 hours")
    await follows.get_by_label("Enter it in the client's record").check()
    await expect(page.get_by_role("status").first).to_contain_text("Seen to: Enter it")
    (record,) = await lines(world, "crisis", "list")
    assert [(step["step"], step["result"]) for step in record["steps"]] == [("client", "reached"), ("consult", "done")]
    assert record["seen_how"] == "A post late at night."
    await page.close()

    held = await follow(world)
    await expect(held.get_by_text("J. D. is in crisis: all is held.")).to_be_visible()
    await expect(held.get_by_role("button", name="Go ahead")).to_have_count(0)
    await expect(held.get_by_role("radio")).to_have_count(0)
    await held.get_by_role("button", name="Don't follow").click()

    dashboard = await world.context.new_page()
    await dashboard.goto(f"{world.origin}/pages/dashboard/index.html")
    await dashboard.get_by_role("button", name="Due", exact=True).click()
    due = dashboard.get_by_role("listitem").filter(has_text="After a crisis")
    await expect(due).to_have_count(3)
    await due.first.get_by_role("button").click()
    await expect(dashboard.get_by_text("Safe, her sister is with her.")).to_be_visible()
    await dashboard.get_by_role("button", name="End the hold: J. D.").click()
    await expect(dashboard.get_by_role("button", name="End the hold: J. D.")).to_have_count(0)
    await dashboard.get_by_role("button", name="Log", exact=True).click()
    await expect(dashboard.get_by_role("row").filter(has_text="Crisis card opened").first).to_contain_text("J. D.")
    await dashboard.close()
    again = await follow(world)
    await expect(again.get_by_role("button", name="Go ahead")).to_be_visible()
    await again.get_by_role("button", name="Don't follow").click()


async def test_while_locked_it_asks_to_unlock_first_and_then_goes_on(world: World) -> None:
    await world.connected()
    await world.agent.ask("crisis", "card-save", given=CARD | {"client": "J. D."})
    await world.agent.ask("lock")
    await world.connected("Locked")
    warning = await follow(world)
    page = await pressed(world, warning, "In crisis?")
    await expect(page.get_by_text(PHONE)).to_have_count(0)
    await page.get_by_label("Country").select_option("United States")
    await expect(page.get_by_text("911", exact=True)).to_be_visible()
    await unlock(page)
    await expect(page.get_by_role("heading", name="Crisis: J. D.")).to_be_visible()
    await expect(page.get_by_role("region", name="Crisis card")).to_contain_text(PHONE)
    await page.get_by_role("button", name="It is about somebody else").click()
    await expect(page.get_by_role("heading", name="Who is in crisis?")).to_be_visible()
    await page.close()


async def test_what_is_changed_elsewhere_shows_at_once(world: World) -> None:
    """A colleague at the same computer, or the dashboard in another window, notes a step meanwhile."""
    await world.connected()
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/crisis/index.html?id={uuid.uuid4()}")
    await page.get_by_role("button", name="R. H.").first.click()
    await expect(page.get_by_role("heading", name="Crisis: R. H.")).to_be_visible()
    opened = [entry["kind"] for entry in await lines(world, "log", "list", "--client", "R. H.")]
    assert opened == ["crisis_card", "crisis_hold"]
    await page.get_by_label("How", exact=True).fill("Half a sen")
    (record,) = await lines(world, "crisis", "list", "--client", "R. H.")
    await world.agent.command("crisis", "step", record["id"], "consult")
    steps = page.get_by_role("region", name="What was done")
    await expect(steps.get_by_role("listitem").filter(has_text="Colleague consulted")).to_contain_text("done,")
    await expect(page.get_by_label("How", exact=True)).to_have_value("Half a sen")
    await world.agent.command("crisis", "remove", record["id"])
    await expect(page.get_by_role("heading", name="Who is in crisis?")).to_be_visible()
    await expect(page.get_by_role("alert")).to_contain_text("no such")
    await world.agent.command("crisis", "hold", "R. H.", "--end")
    await page.close()


async def test_for_somebody_who_is_no_client_nothing_is_recorded(world: World) -> None:
    await world.connected()
    length = len(await lines(world, "log", "list"))
    records = await lines(world, "crisis", "list")
    tab = await world.open()
    page = await pressed(world, await world.popup_of(tab), "Somebody is in crisis")
    await expect(page.get_by_role("button", name="J. D.").first).to_be_visible()
    await page.get_by_role("button", name="Somebody who isn't a client").click()
    await page.get_by_label("Country").select_option("Germany")
    await expect(page.get_by_text("112", exact=True)).to_be_visible()
    await expect(page.get_by_text("Nothing is recorded.")).to_be_visible()
    await page.close()
    assert len(await lines(world, "log", "list")) == length
    assert await lines(world, "crisis", "list") == records


async def test_who_isn_t_among_the_first_is_found_by_a_letter(world: World) -> None:
    await world.connected()
    for number in range(8):
        await world.agent.ask("client", "add", given={"label": f"Z. {number}"})
    page = await world.context.new_page()
    await page.goto(f"{world.origin}/pages/crisis/index.html?id={uuid.uuid4()}")
    await expect(page.get_by_role("status")).to_contain_text("There are more clients")
    await expect(page.get_by_role("button", name="Z. 7")).to_have_count(0)
    await page.get_by_label("Find a client").fill("Z. 7")
    await expect(page.get_by_role("button", name="Z. 7")).to_be_visible()
    await expect(page.get_by_role("status")).to_be_empty()
    await page.close()
