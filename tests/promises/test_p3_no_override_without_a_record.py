"""P3: what cannot be recorded does not go through, whatever dies in between."""

import resource
import sys

import pytest
from playwright.async_api import expect

from tests.support import xpages
from tests.support.world import World, go_ahead, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

FAVOURITE = "POST /api/v1/statuses/9001/favourite"


async def choose(world: World) -> None:
    """Have a warning open with a reason chosen, the way ahead open."""
    warning = await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click)
    await warning.get_by_role("radiogroup", name="Reason").get_by_role("radio").first.check()
    await expect(warning.get_by_role("button", name="Go ahead")).to_be_enabled()


async def restart(world: World) -> None:
    """Start the agent again on the same port, and wait until the browser is with it again."""
    await world.agent.start(port=world.agent.port)
    await world.connected()


async def test_an_agent_that_dies_before_the_decision_grants_nothing(world: World) -> None:
    tab = await world.open()
    await choose(world)
    before = len(await world.log())
    await world.agent.kill()
    warning = world.warnings[0]
    await warning.get_by_role("button", name="Go ahead").click()
    await expect(warning.get_by_role("alert").or_(warning.get_by_role("status")).first).to_contain_text("agent")
    await warning.close()
    await tab.bring_to_front()
    held = await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click)
    await held.close()
    assert world.site.interactions == []
    await restart(world)
    log = await world.log()
    assert len(log) == before
    assert log[-1]["outcome"] != "overridden"
    assert (await world.agent.ask("log", "verify"))["ok"]
    await tab.close()


async def test_an_agent_that_dies_after_the_decision_keeps_it(world: World) -> None:
    """The grant is durable; the press goes through; that it was used is told later, or stays unconfirmed."""
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    await go_ahead(await world.warning_after(like.click))
    await world.agent.kill()
    await tab.bring_to_front()
    await like.click()
    await world.arrived(FAVOURITE)
    await restart(world)
    await world.entry(outcome="overridden", use="used")
    assert (await world.agent.ask("log", "verify"))["ok"]
    await tab.close()


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux's")
async def test_a_full_disk_grants_nothing(world: World) -> None:
    """No byte can be written any more: the decision fails, the window says so, the gesture stays held."""
    tab = await world.open()
    await choose(world)
    assert world.agent.process
    pid = world.agent.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    warning = world.warnings[0]
    try:
        await warning.get_by_role("button", name="Go ahead").click()
        await expect(warning.get_by_role("alert").or_(warning.get_by_role("status")).first).to_contain_text("disk")
        assert not warning.is_closed()
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    await heed(warning)
    assert world.site.interactions == []
    await world.entry(outcome="heeded")
    assert (await world.agent.ask("log", "verify"))["ok"]
    await tab.close()


async def test_a_page_cannot_use_up_what_was_granted(world: World) -> None:
    """A click that a script makes is not the therapist's: it opens no window, and it isn't told as the use."""
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("jamie_doe")))
    like = tab.get_by_test_id("like")
    await go_ahead(await world.warning_after(like.click))
    await tab.evaluate("() => document.querySelector('[data-testid=like]').click()")
    await world.nothing_opens()
    assert (await world.log())[-1]["use"] == "granted"
    await tab.bring_to_front()
    await like.click()
    await tab.wait_for_function("() => done.length === 2")
    await world.entry(use="used")
    await tab.close()


async def test_a_grant_that_is_not_used_lapses(world: World) -> None:
    """Thirty seconds after going ahead the same press is held again, and the log says that it lapsed."""
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    await go_ahead(await world.warning_after(like.click))
    await world.entry(use="lapsed")
    await tab.bring_to_front()
    await heed(await world.warning_after(like.click))
    assert world.site.interactions == []
    await world.entry(outcome="heeded")
    assert [entry["use"] for entry in (await world.log())[-2:]] == ["lapsed", None]
    await tab.close()
