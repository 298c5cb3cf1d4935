"""Every page of the extension in every state that can be reached, in German: the language with the longest words.

A new page of the dashboard needs no line here: all that its navigation leads to are looked at. A form, a dialog or a
page of its own is a function with `@state`.
"""

from playwright.async_api import Page, expect

from agent.demo.people import JAMIE
from tests.support import xpages
from tests.support.reaching import HERE, HTML, LATER, LONG, RTL, opened, say, state
from tests.support.world import World


async def watch_list(world: World) -> Page:
    page = await opened(world, "dashboard")
    await expect(page.get_by_role("table")).to_contain_text("J. D.")
    return page


@state("dashboard: nobody found")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("searchbox").fill("nobody at all")
    await expect(page.get_by_text(say("nobodyFound"))).to_be_visible()
    return page


@state("dashboard: a new client, with a wrong link")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("addClient")).click()
    await page.get_by_label(say("names")).fill("\n".join([LONG, HTML, RTL]))
    await page.get_by_label(say("link"), exact=True).fill("https://x.com/jamie_doe")
    await expect(page.locator("#linkFound")).not_to_be_empty()
    await page.get_by_role("button", name=say("save"), exact=True).click()
    await expect(page.get_by_role("alert")).to_be_visible()
    return page


@state("dashboard: a client with a long name")
async def _(world: World) -> Page:
    page = await watch_list(world)
    await page.get_by_role("button", name=say("changeClient", LONG)).click()
    await expect(page.get_by_label(say("notes"))).to_be_visible()
    return page


@state("dashboard: changes that can be undone")
async def _(world: World) -> Page:
    page = await watch_list(world)
    for label in (HTML, LONG):
        await page.get_by_role("button", name=say("changeClient", label)).click()
        await page.get_by_label(say("notes")).fill(LONG)
        await page.get_by_role("button", name=say("save"), exact=True).click()
        await expect(page.get_by_text(say("saved", label)).first).to_be_visible()
    await page.get_by_role("button", name=say("undoThis", say("saved", LONG))).click()
    await expect(page.get_by_text(say("undone", say("saved", LONG))).first).to_be_visible()
    await page.locator("summary").first.click()
    return page


@state("pair: a wrong code")
async def _(world: World) -> Page:
    page = await opened(world, "pair")
    await page.get_by_label(say("pairingCode")).fill("0ABC")
    await page.get_by_role("button", name=say("pair")).click()
    await expect(page.get_by_role("status")).not_to_be_empty()
    return page


@state("popup: protected")
async def _(world: World) -> Page:
    page = await opened(world, "popup")
    await expect(page.locator("h1")).to_contain_text(say("stateReadyElsewhere"))
    return page


@state("popup: clients on the page, and a pause")
async def _(world: World) -> Page:
    account = f"mastodon:{'m' * 120}@example.org"
    labels = [{"account": account, "label": label} for label in (LONG, HTML, RTL, None)]
    sureness = [{"name": "VK", "confidence": {"react": "low", "review_reply": "low", "message": "medium"}}]
    view = {
        "standing": {"paused": LATER},
        "here": HERE | {"seen": {"listed": [account] * 3, "possible": [account], "drift": False}},
        "labels": labels,
        "sureness": sureness,
        "added": ["m" * 60 + ".example.org"],
    }
    return await opened(world, "popup", given={"popup.view": view})


@state("popup: all that can be wrong")
async def _(world: World) -> Page:
    view = {
        "standing": {"off": LATER, "revoked": ["example.org", "example.com"], "privately": False},
        "here": HERE
        | {
            "seen": {"listed": [], "possible": [], "drift": True},
            "stale": True,
            "unnamed": True,
            "outdated": [{"name": "LinkedIn", "missing": ["endorse", "message"]}],
        },
    }
    return await opened(world, "popup", given={"popup.view": view})


@state("welcome: no vault yet")
async def _(world: World) -> Page:
    nothing = {"vault": False, "clients": None, "unconfirmed": None}
    view = {"kind": "no_vault", "status": nothing, "marks": {}}
    page = await opened(world, "welcome", given={"steps.view": view})
    await page.get_by_label(say("passphrase"), exact=True).fill("abc")
    return page


@state("welcome: the end")
async def _(world: World) -> Page:
    page = await opened(world, "welcome")
    heading, onward = page.locator("#heading"), page.locator(".onward button")
    while await onward.count():
        step = await heading.inner_text()
        await onward.first.click()
        await expect(heading).not_to_have_text(step)
    return page


async def follow(world: World) -> Page:
    tab = await world.open(f"/@{JAMIE.acct}")
    return await world.warning_after(tab.get_by_role("button", name="Follow").first.click)


@state("warning: tier A, with another reason")
async def _(world: World) -> Page:
    warning = await follow(world)
    other = warning.get_by_label(say("reason_other"))
    await expect(other).to_be_enabled()
    await other.check()
    await warning.get_by_role("button", name=say("goAhead")).click()
    await expect(warning.get_by_role("alert")).to_be_visible()
    return warning


@state("warning: tier A, going ahead")
async def _(world: World) -> Page:
    warning = await follow(world)
    reason = warning.get_by_role("radio").first
    await expect(reason).to_be_enabled()
    await reason.check()
    await warning.get_by_role("button", name=say("goAhead")).click()
    await expect(warning.get_by_label(say("flag_supervision"))).to_be_visible()
    return warning


@state("warning: tier B")
async def _(world: World) -> Page:
    await world.open()
    return await world.warning_after(world.status("9004").get_by_role("button", name="Favorite").click)


async def perhaps(world: World) -> Page:
    tab = await xpages.serve(world.context, xpages.page(xpages.user_cell("jd_runs", "Jamie Doe", "5151")))
    return await world.warning_after(tab.get_by_role("button", name="Follow @jd_runs").click)


@state("warning: a name like a client's")
async def _(world: World) -> Page:
    return await perhaps(world)


@state("warning: somebody else")
async def _(world: World) -> Page:
    warning = await perhaps(world)
    await warning.get_by_role("button", name=say("notMyClient")).click()
    await expect(warning.get_by_role("button", name=say("undo"))).to_be_visible()
    return warning


@state("warning: over")
async def _(world: World) -> Page:
    return await opened(world, "warning", query="?id=none")


@state("warning: whose account nobody can tell")
async def _(world: World) -> Page:
    press = {"interaction": "review_reply", "why": "unnamed", "platform": "yelp", "gesture": "click"}
    view = {"press": press, "host": f"{'m' * 60}.example.org", "answer": {}}
    return await opened(world, "warning", given={"warning.view": view})


async def held(world: World) -> Page:
    """A press that can't be checked."""
    await world.open()
    return await world.warning_after(world.status("9004").get_by_role("button", name="Favorite").click)


for _agent in ("locked", "away", "unpaired"):
    state(f"warning: the agent is {_agent}", _agent)(held)

    @state(f"dashboard: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "dashboard")

    @state(f"welcome: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "welcome")

    @state(f"popup: the agent is {_agent}", _agent)
    async def _(world: World) -> Page:
        return await opened(world, "popup")
