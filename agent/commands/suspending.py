"""Verdicts while a pause or a snooze runs: what is held still, and that they are void when it ends."""

import asyncio
from collections.abc import Sequence

from agent.commands.recording import recorded, whom
from agent.commands.registry import Agent
from agent.overridelog import OverrideLog
from agent.watchlist import Match, WatchList
from protocol.messages import Interaction, ListChanged


def remaining(agent: Agent, match: Match, interactions: Sequence[Interaction]) -> list[Interaction]:
    """Give those interactions whose holds are not suspended at the moment; `match` isn't `clear`."""
    watchlist, log = agent.require_open()
    client, _ = whom(match)
    return log.suspended.remaining(client, recorded(watchlist, match), interactions, agent.clock())


def is_anything(agent: Agent) -> bool:
    """Whether a pause or a snooze runs; if so, the verdicts given from now on are void when it ends."""
    watchlist, log = agent.require_open()
    now = agent.clock()
    end = log.suspended.next_end(now)
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
