from typing import Any

import pytest

from agent.commands.registry import Agent
from agent.watchlist.tiers import RECOMMENDED
from protocol.messages import ListChanged
from protocol.messages.settings import Chosen, Rules, Settings, SettingsReply
from protocol.messages.state import StatusAsk, StatusReply
from protocol.messages.warnings import WarningOpen
from protocol.messages.words import VERSION
from tests.support.talk import JAMIE, Talk


async def status(talk: Talk) -> StatusReply:
    return await talk.get(StatusAsk(VERSION, "a test"), StatusReply)


async def chosen(talk: Talk, **wanted: Any) -> Chosen:
    return (await talk.get(Settings(**wanted), SettingsReply)).settings


async def test_profiles_are_left_alone_until_switched_on(talk: Talk) -> None:
    assert not (await chosen(talk)).profile_views
    assert not (await status(talk)).profile_views
    assert (await chosen(talk, profile_views=True)).profile_views
    assert (await status(talk)).profile_views
    assert (await chosen(talk)).profile_views


async def test_browsers_are_told_of_a_change_and_of_nothing_else(talk: Talk) -> None:
    await chosen(talk, profile_views=False)
    assert talk.notices == []
    await chosen(talk, profile_views=True)
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]


async def test_they_outlast_a_lock_and_say_nothing_while_locked(talk: Talk) -> None:
    await chosen(talk, profile_views=True, when_away="pass", idle_lock=3, tiers={"current.follow": "C"})
    talk.reopen()
    assert (await status(talk)).profile_views
    assert (await status(talk)).rules == Rules("pass", "daily", 15)
    assert (await talk.verdict()).asks == ["follow"]
    assert talk.agent.idle_lock == 180
    watchlist, talk.agent.watchlist = talk.agent.watchlist, None
    assert (await status(talk)).rules is None
    talk.agent.watchlist = watchlist


async def test_a_tier_that_is_changed_holds_at_once_and_verdicts_given_before_are_void(talk: Talk) -> None:
    assert "react" in (await talk.verdict()).holds
    before = talk.agent.require_open()[0].epoch
    reply = await talk.get(Settings(tiers={"current.react": "C", "current.view": "none"}), SettingsReply)
    assert reply.settings.tiers == {"current.react": "C", "current.view": "none"}
    assert reply.recommended == RECOMMENDED
    assert talk.agent.require_open()[0].epoch > before
    verdict = await talk.verdict()
    assert verdict.holds == ["follow", "comment", "message", "mention", "review_reply"]
    assert verdict.asks == ["react", "share", "join", "vote", "endorse"]
    assert await talk.refused(WarningOpen([JAMIE], "view", "performs", "click")) == (
        "not_found",
        "No warning is needed here: the watch list doesn't hold this. Make the gesture again.",
    )
    assert (await chosen(talk, tiers={"current.comment": "B"})).tiers["current.view"] == "none"
    assert (await talk.open(interaction="comment")).wait == 0
    assert (await chosen(talk, tiers=RECOMMENDED)).tiers == {}
    assert (await talk.open(interaction="comment")).wait == 3


@pytest.mark.parametrize("lock_after", [None, 30.0])
async def test_the_idle_lock_counts_at_once_unless_this_run_was_told_otherwise(
    talk: Talk, lock_after: float | None
) -> None:
    agent: Agent = talk.agent
    agent.lock_after = lock_after
    reply = await talk.get(Settings(idle_lock=1), SettingsReply)
    assert (reply.settings.idle_lock, reply.lock_after) == (1, lock_after)
    assert (await status(talk)).idle_lock == (30 if lock_after else 60)


async def test_one_that_cannot_be_read_is_named_until_it_is_set_anew(talk: Talk) -> None:
    with talk.agent.vault.database.change() as cursor:
        cursor.execute("INSERT INTO settings VALUES ('idle_lock', '0')")
    talk.reopen()
    assert (await talk.get(Settings(), SettingsReply)).damaged == ["idle_lock"]
    assert talk.agent.idle_lock == 900
    assert (await talk.get(Settings(idle_lock=2), SettingsReply)).damaged == []
