"""Records of the practice past their time: proposed for erasing as the log's are, and never erased unasked."""

from agent.commands.practice import labels
from agent.commands.registry import Agent, Caller, handles
from agent.commands.retention import HOLD, rested_since, years_before
from agent.errors import BadInput, NotAllowed
from agent.practice import resting
from agent.practice.resting import Resting
from agent.times import wire_time
from agent.vault import holds
from agent.watchlist.table import standings
from protocol.messages.practice import PastRecord, PracticeErased, PracticeErasePast, PracticePast, PracticePastReply


@handles(PracticePast)
def past(agent: Agent, _caller: Caller, request: PracticePast) -> PracticePastReply:
    """Say which records are past their time."""
    found, names = past_records(agent), labels(agent)
    shown = [
        PastRecord(one.kind, one.id, one.client, names.get(one.client, ""), one.day, one.last)
        for one in found[: request.limit]
    ]
    return PracticePastReply(shown, len(found))


@handles(PracticeErasePast)
def erase(agent: Agent, _caller: Caller, request: PracticeErasePast) -> PracticeErased:
    """Take away what is past its time, all at once; raises NotAllowed, and BadInput where it isn't so much."""
    if agent.settings.legal_hold:
        raise NotAllowed(HOLD)
    found = past_records(agent)
    if request.count != len(found):
        raise BadInput(f"It would be {len(found)} records, not {request.count}. Look at them again.")
    base = agent.require_practice().base
    with base.changing() as rows:
        for record in found:
            resting.remove(rows, record)
    return PracticeErased(len(found), base.change)


def past_records(agent: Agent) -> list[Resting]:
    """Give the records whose time is over; none while everything is under a legal hold."""
    practice = agent.require_practice()
    years = agent.settings.retention_log_years
    if not years or agent.settings.legal_hold:
        return []
    until = wire_time(years_before(agent.clock(), years))
    held = holds.read(agent.vault.database)
    clients = standings(agent.vault.database)
    found = []
    for record in resting.resting(practice.base):
        last = rested_since(f"{record.last}~", clients.get(record.client))
        if last is not None and last < until and record.client not in held:
            found.append(record._replace(last=last.rstrip("~")))
    return found
