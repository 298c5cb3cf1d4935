"""Verdicts: what a page asks, many times a minute. Memory only; nothing is stored, logged or counted (P7)."""

from agent.commands.registry import Agent, Caller, handles
from agent.watchlist import Match
from agent.watchlist.tiers import interactions
from protocol.messages import Check, Verdict, Verdicts


@handles(Check)
def check(agent: Agent, _caller: Caller, request: Check) -> Verdicts:
    """Give the verdict on each account, in the order asked."""
    watchlist, _ = agent.require_open()
    return Verdicts(watchlist.epoch, [_verdict(watchlist.verdict(sighting)) for sighting in request.sightings])


def _verdict(match: Match) -> Verdict:
    holds, asks = interactions(match.verdict, match.status)
    return Verdict(match.verdict, list(holds), list(asks))
