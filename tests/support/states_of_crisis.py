"""The page for a crisis, and what else there is of one: in every state of the agent."""

import uuid

from playwright.async_api import Page, expect

from agent.demo.people import JAMIE
from tests.support.reaching import HTML, LONG, RTL, opened, say, state
from tests.support.states import watch_list
from tests.support.world import World

CARD = {"phone": "9" * 200, "place": LONG, "contact": HTML, "plan": RTL, "notes": f"{LONG}\n{LONG}"}


async def begun(world: World, client: str) -> Page:
    """Give the page of a crisis of somebody who is chosen there."""
    await world.agent.ask("crisis", "card-save", given=CARD | {"client": client})
    page = await opened(world, "crisis", query=f"?id={uuid.uuid4()}")
    await page.get_by_role("button", name=client).first.click()
    await expect(page.locator("dl")).to_contain_text(HTML)
    return page


@state("crisis: who it is about")
async def _(world: World) -> Page:
    page = await opened(world, "crisis", query=f"?id={uuid.uuid4()}")
    await expect(page.get_by_role("button", name=LONG)).to_be_visible()
    return page


@state("crisis: in danger, the country not known, and the card being changed")
async def _(world: World) -> Page:
    page = await begun(world, LONG)
    await page.get_by_role("button", name=say("crisisDangerYes")).first.click()
    await expect(page.get_by_role("heading", name=say("crisisNow_emergency"))).to_be_visible()
    await page.get_by_role("button", name=say("cardChange")).click()
    await expect(page.get_by_label(say("card_place"))).to_be_visible()
    return page


@state("crisis: nobody answered")
async def _(world: World) -> Page:
    page = await begun(world, RTL)
    await page.get_by_role("button", name=say("crisisDangerNo")).click()
    await page.get_by_role("button", name=say("crisisNoAnswer")).click()
    await expect(page.get_by_role("heading", name=say("crisisNow_contact"))).to_be_visible()
    return page


@state("dashboard: crises, and who is held")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("practice"), exact=True).click()
    await page.get_by_role("button", name=say("crisis"), exact=True).click()
    await expect(page.get_by_role("heading", name=say("crisisHolds"))).to_be_visible()
    return page


@state("warning: in a crisis")
async def _(world: World) -> Page:
    await world.agent.ask("crisis", "hold", "J. D.")
    tab = await world.open(f"/@{JAMIE.acct}")
    warning = await world.warning_after(tab.get_by_role("button", name="Follow").first.click)
    await expect(warning.get_by_role("button", name=say("crisisTitle"))).to_be_visible()
    await world.agent.ask("crisis", "hold", "J. D.", "--end")
    return warning


for _agent in ("locked", "away", "unpaired"):

    @state(f"crisis: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "crisis", query="?id=none")
