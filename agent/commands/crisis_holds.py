"""Crisis holds: everything toward a client is held, without a way ahead, for so many hours or until that is ended."""

from datetime import timedelta

from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import void
from agent.errors import NotFound
from agent.overridelog.kinds import CrisisHeld
from agent.times import wire_time
from protocol.messages.practice_crisis import CrisisHold, CrisisHolds, CrisisHoldsReply, HeldInCrisis


@handles(CrisisHold)
def hold(agent: Agent, _caller: Caller, request: CrisisHold) -> CrisisHoldsReply:
    """Begin a hold, or begin it anew, or end it; raises NotFound where the client isn't on the watch list."""
    if request.hours:
        begin(agent, request.client, request.hours)
    else:
        watchlist, log = agent.require_open()
        log.release(request.client)
        void(agent, watchlist)
    return _reply(agent)


@handles(CrisisHolds)
def holds(agent: Agent, _caller: Caller, _request: CrisisHolds) -> CrisisHoldsReply:
    """Say which run."""
    return _reply(agent)


def begin(agent: Agent, client: str, hours: int) -> None:
    """Hold everything toward a client from now on; raises NotFound."""
    watchlist, log = agent.require_open()
    shown = watchlist.show(client)
    until = wire_time(agent.clock() + timedelta(hours=hours))
    log.hold(CrisisHeld(client, shown.label, shown.status, until))
    void(agent, watchlist)


def held_until(agent: Agent, client: str) -> str | None:
    """Say until when everything toward a client is held; None where it isn't."""
    _, log = agent.require_open()
    found = log.crisis.of(client, agent.clock())
    return None if found is None else wire_time(found.until)


def _reply(agent: Agent) -> CrisisHoldsReply:
    watchlist, log = agent.require_open()
    found = []
    for client, each in log.crisis.all(agent.clock()).items():
        try:
            label = watchlist.show(client).label
        except NotFound:  # off the list by now
            label = each.label
        found.append(HeldInCrisis(client, label, wire_time(each.since), wire_time(each.until)))
    return CrisisHoldsReply(found)
