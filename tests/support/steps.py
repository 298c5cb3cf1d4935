"""The first steps in every state; whoever looks at all pages imports this."""

from typing import Any

from playwright.async_api import Page, expect

from agent.demo.process import PASSPHRASE
from tests.support.reaching import opened, say, state
from tests.support.world import World

_ALL_WELL = {"kind": "ready", "status": {"vault": True, "clients": 3, "unconfirmed": False}, "marks": {}}


async def steps(world: World, step: str, **view: Any) -> Page:
    """The first steps at one of them, with a view over the background's own."""
    page = await opened(world, "welcome", given={"steps.view": _ALL_WELL | view})
    await page.get_by_role("navigation").get_by_role("button", name=say(f"step_{step}")).click()
    await expect(page.locator("h1")).to_have_text(say(f"step_{step}"))
    return page


@state("welcome: pairing")
async def _(world: World) -> Page:
    page = await steps(world, "pair", kind="unpaired", found=True, status=None)
    await page.get_by_role("button", name=say("pair"), exact=True).click()
    await expect(page.get_by_role("status")).to_have_text(say("codeNeeded"))
    return page


@state("welcome: two passphrases that differ")
async def _(world: World) -> Page:
    page = await steps(world, "passphrase", kind="no_vault", status={"vault": False, "clients": None})
    await page.get_by_label(say("passphrase"), exact=True).fill("m" * 1000)
    await page.get_by_label(say("showTyped")).check()
    await page.get_by_role("button", name=say("makeVault")).click()
    await expect(page.get_by_role("status")).to_have_text(say("passphrasesDiffer"))
    await page.locator("summary").click()
    return page


@state("welcome: a recovery code that is lost")
async def _(world: World) -> Page:
    return await steps(world, "recovery", status={"unconfirmed": True})


@state("welcome: a recovery code")
async def _(world: World) -> Page:
    page = await steps(world, "recovery", status={"unconfirmed": True})
    await page.get_by_label(say("passphrase"), exact=True).fill(PASSPHRASE)
    await page.get_by_role("button", name=say("recoveryNew")).click()
    await expect(page.get_by_role("button", name=say("recoveryWritten"))).to_be_visible()
    return page


@state("welcome: the first client")
async def _(world: World) -> Page:
    return await steps(world, "clients", status={"clients": 0})


for _step in ("practice", "privately", "login"):

    @state(f"welcome: {_step}")
    async def _(world: World, step: str = _step) -> Page:
        return await steps(world, step)


@state("welcome: the end, with all left for later")
async def _(world: World) -> Page:
    later = dict.fromkeys(("clients", "practice", "privately", "login"), "later")
    view = _ALL_WELL | {"status": {"clients": 0, "unconfirmed": False}, "marks": later}
    page = await opened(world, "welcome", given={"steps.view": view})
    await expect(page.locator("h1")).to_have_text(say("step_end"))
    return page


for _agent in ("locked", "away", "unpaired"):

    @state(f"welcome: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "welcome")
