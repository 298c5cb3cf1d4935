"""The therapist's own accounts."""

from agent.commands.registry import Agent, Caller, handles
from protocol.messages import ListChanged
from protocol.messages.own import OwnAccount, OwnAdd, OwnEdit, OwnList, OwnListReply, OwnRemove, OwnReply


def _changed(agent: Agent, own: OwnAccount) -> OwnReply:
    """Tell everybody that verdicts given before are void."""
    watchlist, _ = agent.require_open()
    agent.notify(ListChanged(watchlist.epoch))
    return OwnReply(own)


@handles(OwnAdd)
def add(agent: Agent, _caller: Caller, request: OwnAdd) -> OwnReply:
    """Add an own account; raises BadInput, AlreadyThere, and NotAllowed while an import is being written."""
    agent.require_open()[0].refuse_while_importing()
    return _changed(agent, agent.require_open()[0].own.add(request.account, request.role))


@handles(OwnList)
def page(agent: Agent, _caller: Caller, request: OwnList) -> OwnListReply:
    """Give the own accounts."""
    return OwnListReply(agent.require_open()[0].own.list(request.role))


@handles(OwnEdit)
def edit(agent: Agent, _caller: Caller, request: OwnEdit) -> OwnReply:
    """Change what an own account is for, which changes no verdict; raises BadInput and NotFound."""
    return OwnReply(agent.require_open()[0].own.edit(request.account, request.role))


@handles(OwnRemove)
def remove(agent: Agent, _caller: Caller, request: OwnRemove) -> OwnReply:
    """Take an own account off the list and answer with what it was; raises BadInput and NotFound."""
    return _changed(agent, agent.require_open()[0].own.remove(request.account))
