"""The register of consents, joined with the watch list, which knows who is who."""

import msgspec

from agent.commands.practice import label_of, labels
from agent.commands.registry import Agent, Caller, handles
from protocol.messages import (
    Consent,
    ConsentAdd,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentsReply,
    ConsentWithdraw,
)


def _reply(agent: Agent, consent: Consent) -> ConsentReply:
    return ConsentReply(consent, agent.require_practice().base.change)


@handles(ConsentAdd)
def add(agent: Agent, _caller: Caller, request: ConsentAdd) -> ConsentReply:
    """Record a consent of a client on the watch list; raises NotFound and BadInput."""
    label = label_of(agent, request.client)
    return _reply(agent, agent.require_practice().consents.add(request, label))


@handles(ConsentList)
def page(agent: Agent, _caller: Caller, request: ConsentList) -> ConsentsReply:
    """Give a page of the consents, of clients who are off the watch list too."""
    names = labels(agent)
    found = agent.require_practice().consents.page(request)
    consents = [msgspec.structs.replace(one, label=names[one.client]) for one in found.consents]
    return ConsentsReply(consents, found.more)


@handles(ConsentWithdraw)
def withdraw(agent: Agent, _caller: Caller, request: ConsentWithdraw) -> ConsentReply:
    """Note that a consent was taken back; raises NotFound, BadInput and AlreadyThere."""
    return _reply(agent, agent.require_practice().consents.withdraw(request.consent, request.on))


@handles(ConsentRemove)
def remove(agent: Agent, _caller: Caller, request: ConsentRemove) -> ConsentReply:
    """Take away what was recorded by mistake; raises NotFound."""
    return _reply(agent, agent.require_practice().consents.remove(request.consent))
