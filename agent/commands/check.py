"""Verdicts: what a page asks, many times a minute. Memory only; nothing is stored, logged or counted (P7)."""

from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import is_anything, remaining
from agent.watchlist import Match
from agent.watchlist.tiers import interactions
from protocol.messages import Check, Verdict, Verdicts


@handles(Check)
def check(agent: Agent, _caller: Caller, request: Check) -> Verdicts:
    """Give the verdict on each account, in the order asked."""
    watchlist, _ = agent.require_open()
    matches = map(watchlist.verdict, request.sightings)
    give = _suspended_verdict if is_anything(agent) else _verdict
    return Verdicts(watchlist.epoch, [give(agent, match) for match in matches])


def _verdict(_agent: Agent, match: Match) -> Verdict:
    holds, asks = interactions(match.verdict, match.status)
    return Verdict(match.verdict, list(holds), list(asks))


def _suspended_verdict(agent: Agent, match: Match) -> Verdict:
    """Give the verdict without what a pause or a snooze suspends."""
    if match.verdict == "clear":
        return Verdict("clear")
    holds, asks = interactions(match.verdict, match.status)
    return Verdict(match.verdict, remaining(agent, match, holds), remaining(agent, match, asks))
