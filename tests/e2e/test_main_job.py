"""The main job by the names that a person hears: each interaction held, heeded, overridden, logged."""

import contextlib

import pytest
from playwright.async_api import Error, expect

from agent.demo.play import SOON
from tests.support import xpages
from tests.support.inside import knows
from tests.support.picture import Picture
from tests.support.world import World, back_to_the_page, go_ahead, heed

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(90)]

JOBS = [
    ("follow", xpages.profile("jamie_doe"), "Follow @jamie_doe", "Don't follow", "A"),
    ("message", xpages.profile("jamie_doe"), "Message", "Don't message", "A"),
    ("react", xpages.tweet("jamie_doe"), "3 Likes. Like", "Don't like", "B"),
    ("comment", xpages.tweet("jamie_doe"), "2 Replies. Reply", "Don't comment", "A"),
    ("share", xpages.tweet("jamie_doe"), "1 repost. Repost", "Don't share", "B"),
]


def address(interaction: str) -> str:
    return "https://x.com/jamie_doe" if interaction in {"follow", "message"} else xpages.HOME


@pytest.mark.parametrize(("interaction", "body", "name", "safe", "tier"), JOBS)
async def test_each_interaction_with_a_client_is_held_and_logged(
    world: World, picture: Picture, interaction: str, body: str, name: str, safe: str, tier: str
) -> None:
    before = len(await world.log())
    tab = await xpages.serve(world.context, xpages.page(body), address(interaction))
    warning = await world.warning_after(tab.get_by_role("button", name=name).click)
    await expect(warning.get_by_role("alertdialog")).to_contain_text("J. D.")
    await expect(warning.get_by_role("button", name=safe)).to_be_focused()
    if interaction == "follow":
        await picture(warning, "warning", (420, 460))
    await heed(warning)
    assert await tab.evaluate("() => done") == []
    entry = await world.entry(outcome="heeded", interaction=interaction)
    assert len(await world.log()) == before + 1
    told = {
        key: entry[key] for key in ("interaction", "platform", "account", "label", "tier", "verdict", "outcome", "use")
    }
    assert told == {
        "interaction": interaction,
        "platform": "x",
        "account": "x:jamie_doe",
        "label": "J. D.",
        "tier": tier,
        "verdict": "listed",
        "outcome": "heeded",
        "use": None,
    }
    assert entry["decided_at"] >= entry["time"]
    await tab.close()


@pytest.mark.parametrize("control", ["like", "reply", "retweet"])
async def test_somebody_else_is_left_alone(world: World, control: str) -> None:
    tab = await xpages.serve(world.context, xpages.page(xpages.tweet("sam_okafor")))
    before = len(await world.log())
    await tab.get_by_test_id(control).click()
    await tab.wait_for_function("() => done.length")
    assert await tab.evaluate("() => done") == [control]
    await world.nothing_opens()
    assert len(await world.log()) == before
    await tab.close()


async def test_going_ahead_lets_one_press_through_and_says_that_it_was_used(world: World) -> None:
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    await go_ahead(await world.warning_after(like.click), reason=1)
    assert world.site.interactions == []
    await tab.bring_to_front()
    await like.click()
    await world.arrived("POST /api/v1/statuses/9001/favourite")
    entry = await world.entry(outcome="overridden", use="used", reason="clinical_purpose_documented")
    assert entry["used_at"] >= entry["decided_at"] >= entry["time"]
    await tab.close()


async def test_a_grant_is_for_one_interaction_and_one_account_only(world: World) -> None:
    tab = await world.open()
    robin = world.status("9004").get_by_role("button", name="Favorite")
    await go_ahead(await world.warning_after(robin.click))
    await tab.bring_to_front()
    await heed(await world.warning_after(world.status("9001").get_by_role("button", name="Favorite").click))
    await tab.bring_to_front()
    await robin.click()
    await world.arrived("POST /api/v1/statuses/9004/favourite")
    assert world.site.interactions == ["POST /api/v1/statuses/9004/favourite"]
    await tab.close()


async def test_a_tier_a_warning_opens_the_way_ahead_late_and_needs_a_reason(world: World) -> None:
    tab = await world.open("/@jamie.doe@social.example.org")
    warning = await world.warning_after(tab.get_by_role("button", name="Follow").first.click)
    ahead = warning.get_by_role("button", name="Go ahead")
    await expect(ahead).to_be_disabled()
    await warning.get_by_role("radiogroup", name="Reason").get_by_role("radio").first.check(timeout=SOON)
    await expect(ahead).to_be_enabled()
    await heed(warning)
    assert world.site.interactions == []
    await tab.close()


async def test_a_comment_that_was_granted_lasts_until_it_is_sent(world: World) -> None:
    tab = await world.open()
    reply = world.status("9004").get_by_role("button", name="Reply")
    await go_ahead(await world.warning_after(reply.click))
    await tab.bring_to_front()
    await reply.click()
    box = tab.get_by_role("textbox")
    await expect(box).to_have_value("@robin.hale@garden.example.net ")
    await box.press_sequentially("good news")
    await tab.get_by_role("button", name="Post").click()
    await world.arrived("POST /api/v1/statuses")
    await world.entry(interaction="comment", use="used")
    await tab.close()


async def test_another_press_brings_the_first_window_to_the_front(world: World) -> None:
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    warning = await world.warning_after(like.click)
    await tab.bring_to_front()
    await like.click()
    await world.nothing_opens()
    assert world.warnings == [warning]
    await heed(warning)
    await tab.close()


async def test_escape_and_closing_are_heeded(world: World) -> None:
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    warning = await world.warning_after(like.click)
    await warning.wait_for_timeout(700)
    async with warning.expect_event("close"):
        with contextlib.suppress(Error):  # the window may be gone before the key is up again
            await warning.keyboard.press("Escape")
    await tab.bring_to_front()
    warning = await world.warning_after(like.click)
    await warning.close()
    await world.entry(outcome="heeded")
    assert [entry["outcome"] for entry in (await world.log())[-2:]] == ["heeded", "heeded"]
    assert world.site.interactions == []
    await tab.close()


RING = """async () => {
  const [alarm] = (await chrome.alarms.getAll()).filter(({ name }) => name.startsWith("expire "));
  const minutes = (alarm.scheduledTime - Date.now()) / 60000;
  await chrome.alarms.create(alarm.name, { when: Date.now() + 50 });
  return minutes;
}"""


async def test_a_warning_that_nobody_answers_expires_after_ten_minutes(world: World) -> None:
    """The browser's own alarm, rung early."""
    tab = await world.open()
    like = world.status("9001").get_by_role("button", name="Favorite")
    warning = await world.warning_after(like.click)
    worker = await world.worker()
    async with warning.expect_event("close", timeout=SOON):
        assert 9 < await worker.evaluate(RING) <= 10
    await world.entry(outcome="expired", use=None)
    await tab.bring_to_front()
    await heed(await world.warning_after(like.click))
    assert world.site.interactions == []
    await tab.close()


async def test_a_held_enter_does_not_answer_the_warning(world: World) -> None:
    tab = await world.open()
    await world.status("9001").get_by_role("button", name="Favorite").focus()
    warning = await world.warning_after(lambda: tab.keyboard.down("Enter"))
    await warning.keyboard.press("Enter")
    await warning.keyboard.press("Escape")
    assert not warning.is_closed()
    await heed(warning)
    await tab.close()


async def test_not_my_client_is_remembered_and_is_no_override(world: World) -> None:
    """A name that resembles a client's: the account is cleared for that client and held no more."""
    body = xpages.user_cell("jd_runs", "Jamie Doe", "5151")
    tab = await xpages.serve(world.context, xpages.page(body))
    follow = tab.get_by_role("button", name="Follow @jd_runs")
    warning = await world.warning_after(follow.click)
    await warning.get_by_role("button", name="Not my client").click()
    await back_to_the_page(warning)
    await world.entry(verdict="possible", outcome="not_my_client", use=None)
    await tab.bring_to_front()
    await tab.mouse.move(5, 5)
    await follow.hover()
    await knows(tab, "x:jd_runs")
    await follow.click()
    await tab.wait_for_function("() => done.includes('5151-follow')")
    await world.nothing_opens()
    await tab.close()


async def test_the_log_verifies_at_the_end(world: World) -> None:
    verified = await world.agent.ask("log", "verify")
    assert verified["ok"], verified["problems"]
