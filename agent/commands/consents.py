"""The register of consents, joined with the watch list, which knows who is who."""

import msgspec

from agent.commands.practice import label_of, labels
from agent.commands.registry import Agent, Caller, handles
from agent.overridelog.kinds import read_time
from agent.practice.consents import covers
from protocol.messages.log import LogFilter
from protocol.messages.practice_consents import (
    Consent,
    ConsentAdd,
    ConsentedShare,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentsReply,
    ConsentWithdraw,
)

MOST_SHARES = 500
"""Entries of the log that are looked at for one client, the latest."""


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
    consents = [
        msgspec.structs.replace(one, label=names[one.client], shares=shares(agent, one)) for one in found.consents
    ]
    return ConsentsReply(consents, found.more)


def shares(agent: Agent, consent: Consent) -> list[ConsentedShare]:
    """Say what was gone ahead with since a consent was given that is withdrawn by now: it may have to come down.

    What came after the withdrawal counts too: people write that down days later.
    """
    if consent.withdrawn is None:
        return []
    _, log = agent.require_open()
    entries = log.entries(LogFilter(client=consent.client, outcome="overridden"), limit=MOST_SHARES).entries
    return [
        ConsentedShare(entry.sequence, entry.time, entry.interaction, entry.platform)
        for entry in entries
        if entry.interaction is not None
        and entry.use != "lapsed"
        and covers(consent, entry.interaction, entry.platform)
        and str(read_time(entry.time).astimezone().date()) >= consent.given
    ]


@handles(ConsentWithdraw)
def withdraw(agent: Agent, _caller: Caller, request: ConsentWithdraw) -> ConsentReply:
    """Note that a consent was taken back; raises NotFound, BadInput and AlreadyThere."""
    withdrawn = agent.require_practice().consents.withdraw(request.consent, request.on)
    return _reply(agent, msgspec.structs.replace(withdrawn, shares=shares(agent, withdrawn)))


@handles(ConsentRemove)
def remove(agent: Agent, _caller: Caller, request: ConsentRemove) -> ConsentReply:
    """Take away what was recorded by mistake; raises NotFound."""
    return _reply(agent, agent.require_practice().consents.remove(request.consent))
