"""Verdicts while a pause, a snooze or a crisis hold runs: what is held then, and that they are void when it ends."""

import asyncio
from collections.abc import Sequence
from typing import get_args

from agent.commands.recording import recorded, whom
from agent.commands.registry import Agent
from agent.overridelog import OverrideLog
from agent.watchlist import Match, WatchList
from protocol.messages import ListChanged
from protocol.messages.words import Interaction, Tier

EVERYTHING: tuple[Interaction, ...] = get_args(Interaction)


def remaining(agent: Agent, match: Match, interactions: Sequence[Interaction]) -> list[Interaction]:
    """Give those interactions whose holds are not suspended at the moment; `match` isn't `clear`."""
    if in_crisis(agent, match):
        return list(interactions)
    watchlist, log = agent.require_open()
    client, _ = whom(match)
    return log.suspended.remaining(client, recorded(watchlist, match), interactions, agent.clock())


def in_crisis(agent: Agent, match: Match) -> bool:
    """Whether a crisis hold is on whom a verdict is about: then no tier, pause or snooze lets anything through."""
    _, log = agent.require_open()
    return match.client is not None and log.crisis.of(match.client, agent.clock()) is not None


def tier_now(agent: Agent, match: Match, interaction: Interaction) -> Tier | None:
    """Give the tier of an interaction as things stand; None where nothing is held or asked."""
    if in_crisis(agent, match):
        return "A"
    return agent.tiers.tier(match.verdict, match.status, interaction)


def interactions_now(agent: Agent, match: Match) -> tuple[Sequence[Interaction], Sequence[Interaction]]:
    """Give the interactions that are held, and those that are only asked about; `match` isn't `clear`."""
    if in_crisis(agent, match):
        return EVERYTHING, ()
    holds, asks = agent.tiers.interactions(match.verdict, match.status)
    return remaining(agent, match, holds), remaining(agent, match, asks)


def is_anything(agent: Agent) -> bool:
    """Whether a pause, a snooze or a crisis hold runs; if so, verdicts given from now on are void when it ends."""
    watchlist, log = agent.require_open()
    now = agent.clock()
    end = min(filter(None, (log.suspended.next_end(now), log.crisis.next_end(now))), default=None)
    if end is None:
        return False
    if log.suspended.watched != end:
        log.suspended.watched = end
        seconds = (end - now).total_seconds()
        asyncio.get_running_loop().call_later(seconds, _ended, agent, watchlist, log)
    return True


def void(agent: Agent, watchlist: WatchList) -> None:
    """Tell everybody that the verdicts given before are void."""
    watchlist.void_verdicts()
    agent.notify(ListChanged(watchlist.epoch))


def _ended(agent: Agent, watchlist: WatchList, log: OverrideLog) -> None:
    log.suspended.watched = None
    if agent.log is log:
        void(agent, watchlist)
