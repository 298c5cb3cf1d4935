"""What the extension couldn't hold: interactions that no adapter saw coming, and adapters that are out of date."""

from agent.commands.recording import whom
from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import remaining, tier_now
from agent.errors import BadInput
from agent.outdated import Outdated
from agent.overridelog import kinds
from agent.times import wire_time
from protocol.messages.state import Done
from protocol.messages.warnings import AdapterOutdated, Missed


@handles(Missed)
def missed(agent: Agent, _caller: Caller, request: Missed) -> Done:
    """Record an interaction with a client's account that no warning came before.

    Nothing is recorded of anybody who isn't on the list (P7), of a name that only resembles a client's, of what is not
    held (tier C), nor in a pause or a snooze.
    """
    watchlist, log = agent.require_open()
    for match in map(watchlist.verdict, request.sightings):
        found = tier_now(agent, match, request.interaction)
        if match.verdict != "listed" or found in {None, "C"} or not remaining(agent, match, [request.interaction]):
            continue
        client, account = whom(match)
        shown = watchlist.show(client)
        assert found is not None  # noqa: S101 - seen to above
        log.add_missed(
            kinds.Missed(
                client=client,
                label=shown.label,
                status=shown.status,
                tier=found,
                platform=account.partition(":")[0],
                account=account,
                interaction=request.interaction,
            )
        )
        break
    return Done()


@handles(AdapterOutdated)
def outdated(agent: Agent, _caller: Caller, request: AdapterOutdated) -> Done:
    """Keep that a browser found an adapter out of date, for `framekeeper doctor`; raises BadInput and DiskFull."""
    known = Outdated(agent.paths)
    if request.checked != known.checked(request.adapter):
        raise BadInput("The browser's adapters aren't the agent's. Load the extension from the agent's folder again.")
    known.add(request.adapter, request.interactions, wire_time(agent.clock()))
    return Done()
