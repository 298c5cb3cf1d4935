"""A crisis: the hold, the record and the client's card, joined with the watch list and the override log.

The hold is committed before anything else. Nothing here calls, writes to or asks anybody: the therapist does.
"""

from contextlib import suppress

import msgspec

from agent.commands import crisis_holds
from agent.commands.practice import labels, require_no_legal_hold
from agent.commands.registry import Agent, Caller, handles
from agent.errors import DiskFull, NotFound
from agent.overridelog.kinds import CardOpened
from protocol.messages.practice_crisis import (
    CrisesReply,
    Crisis,
    CrisisBegin,
    CrisisCardOpen,
    CrisisCardReply,
    CrisisCardSave,
    CrisisClose,
    CrisisEdit,
    CrisisFollowUp,
    CrisisList,
    CrisisRemove,
    CrisisReply,
    CrisisShow,
    CrisisTake,
)
from protocol.messages.words import Status


def _reply(agent: Agent, crisis: Crisis, change: int | None) -> CrisisReply:
    return CrisisReply(_named(crisis, labels(agent)), crisis_holds.held_until(agent, crisis.client), change)


def _named(crisis: Crisis, names: dict[str, str]) -> Crisis:
    return msgspec.structs.replace(crisis, label=names.get(crisis.client, crisis.label))


@handles(CrisisBegin)
def begin(agent: Agent, _caller: Caller, request: CrisisBegin) -> CrisisReply:
    """Hold everything toward a client and begin a record, or go on with both; raises NotFound and DiskFull."""
    watchlist, _ = agent.require_open()
    label = watchlist.show(request.client).label
    if crisis_holds.held_until(agent, request.client) is None:
        crisis_holds.begin(agent, request.client, request.hours)
    practice = agent.require_practice()
    crisis = practice.crises.begin(request, label)
    return _reply(agent, crisis, practice.base.change)


@handles(CrisisEdit)
def edit(agent: Agent, _caller: Caller, request: CrisisEdit) -> CrisisReply:
    """Change a record; raises NotFound, BadInput and NotAllowed."""
    practice = agent.require_practice()
    return _reply(agent, practice.crises.edit(request), practice.base.change)


@handles(CrisisTake)
def take(agent: Agent, _caller: Caller, request: CrisisTake) -> CrisisReply:
    """Note a step with its time, or that it wasn't taken; raises NotFound and NotAllowed."""
    practice = agent.require_practice()
    return _reply(agent, practice.crises.take(request), practice.base.change)


@handles(CrisisFollowUp)
def follow(agent: Agent, _caller: Caller, request: CrisisFollowUp) -> CrisisReply:
    """Note what was seen to afterwards, or that it wasn't; raises NotFound."""
    practice = agent.require_practice()
    return _reply(agent, practice.crises.follow(request), practice.base.change)


@handles(CrisisClose)
def close(agent: Agent, _caller: Caller, request: CrisisClose) -> CrisisReply:
    """Close a record; the hold goes on until its end. Raises NotFound, BadInput and NotAllowed."""
    practice = agent.require_practice()
    return _reply(agent, practice.crises.close(request), practice.base.change)


@handles(CrisisRemove)
def remove(agent: Agent, _caller: Caller, request: CrisisRemove) -> CrisisReply:
    """Take away what was begun by mistake; raises NotFound, and NotAllowed under a legal hold."""
    practice = agent.require_practice()
    require_no_legal_hold(agent, practice.crises.show(request.crisis).client)
    return _reply(agent, practice.crises.remove(request.crisis), practice.base.change)


@handles(CrisisShow)
def show(agent: Agent, _caller: Caller, request: CrisisShow) -> CrisisReply:
    """Give one record; raises NotFound."""
    return _reply(agent, agent.require_practice().crises.show(request.crisis), None)


@handles(CrisisList)
def page(agent: Agent, _caller: Caller, request: CrisisList) -> CrisesReply:
    """Give a page of records, with those of clients who are off the watch list too."""
    names = labels(agent)
    found = agent.require_practice().crises.page(request)
    return CrisesReply([_named(each, names) for each in found.crises], found.more)


@handles(CrisisCardOpen)
def open_card(agent: Agent, _caller: Caller, request: CrisisCardOpen) -> CrisisCardReply:
    """Record that a card is opened, then open it; raises NotFound.

    A full disk keeps no card closed: somebody may be in danger. The reply then says that it isn't recorded.
    """
    label, status = _whose(agent, request.client)
    _, log = agent.require_open()
    logged = None
    with suppress(DiskFull):
        logged = log.add_card_opened(CardOpened(request.client, label, status))
    card = agent.require_practice().crisis_cards.show(request.client)
    return CrisisCardReply(request.client, label, card, logged)


@handles(CrisisCardSave)
def save_card(agent: Agent, _caller: Caller, request: CrisisCardSave) -> CrisisCardReply:
    """Write a card whole; raises NotFound and DiskFull."""
    label, _ = _whose(agent, request.client)
    practice = agent.require_practice()
    card = practice.crisis_cards.save(request, label)
    return CrisisCardReply(request.client, label, card, change=practice.base.change)


def _whose(agent: Agent, client: str) -> tuple[str, Status | None]:
    """Give label and status of a client; who is off the watch list has a card no less. Raises NotFound."""
    watchlist, _ = agent.require_open()
    try:
        shown = watchlist.show(client)
    except NotFound:
        if not agent.require_practice().crisis_cards.is_there(client):
            raise
        return labels(agent)[client], None
    return shown.label, shown.status
