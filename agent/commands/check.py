"""Verdicts: what a page asks, many times a minute. Memory only; nothing is stored, logged or counted (P7).

One exception: a page that shows another key of a client's account teaches it (`agent/watchlist/learning.py`). That
happens after the answer, so that no verdict waits for it, and tells browsers which verdicts are void, so that no other
is asked for anew: a page must not be able to tell that something was learned.
"""

import asyncio
import logging

from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import interactions_now, is_anything
from agent.discreet import kind_and_place
from agent.watchlist import Match, WatchList
from protocol.messages import ListChanged
from protocol.messages.warnings import Check, Sighting, Verdict, Verdicts

logger = logging.getLogger(__name__)


@handles(Check)
def check(agent: Agent, caller: Caller, request: Check) -> Verdicts:
    """Give the verdict on each account, in the order asked."""
    watchlist, _ = agent.require_open()
    matches = [watchlist.verdict(sighting) for sighting in request.sightings]
    telling = [
        sighting
        for sighting, match in zip(request.sightings, matches, strict=True)
        if match.verdict == "listed" and not sighting.text and watchlist.teaches(sighting)
    ]
    if telling and not caller.is_cli:
        asyncio.get_running_loop().call_soon(_learn, agent, watchlist, telling)
    give = _verdict_now if is_anything(agent) else _verdict
    return Verdicts(watchlist.epoch, [give(agent, match) for match in matches])


def _learn(agent: Agent, watchlist: WatchList, sightings: list[Sighting]) -> None:
    """Learn, and say whose verdicts are void; what can't be kept now is shown again."""
    for sighting in sightings:
        if agent.watchlist is not watchlist:
            return
        try:
            learned = watchlist.learn(sighting)
        except Exception as error:  # noqa: BLE001 - asyncio would log what was seen
            logger.warning("While learning: %s", kind_and_place(error))
            return
        if learned:
            agent.notify(ListChanged(watchlist.epoch, list(learned)))


def _verdict(agent: Agent, match: Match) -> Verdict:
    holds, asks = agent.tiers.interactions(match.verdict, match.status)
    return Verdict(match.verdict, list(holds), list(asks))


def _verdict_now(agent: Agent, match: Match) -> Verdict:
    """Give the verdict without what a pause or a snooze suspends, and with all that a crisis holds."""
    if match.verdict == "clear":
        return Verdict("clear")
    holds, asks = interactions_now(agent, match)
    return Verdict(match.verdict, list(holds), list(asks))
