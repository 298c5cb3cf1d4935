"""Contacts recorded by hand, joined with the watch list, which knows who is who."""

import msgspec

from agent.commands.practice import label_of, labels
from agent.commands.registry import Agent, Caller, handles
from protocol.messages.practice_contacts import (
    Contact,
    ContactAdd,
    ContactEdit,
    ContactList,
    ContactRemove,
    ContactReply,
    ContactsReply,
)


def _reply(agent: Agent, contact: Contact) -> ContactReply:
    return ContactReply(contact, agent.require_practice().base.change)


@handles(ContactAdd)
def add(agent: Agent, _caller: Caller, request: ContactAdd) -> ContactReply:
    """Record a contact with a client on the watch list; raises NotFound and BadInput."""
    label = label_of(agent, request.client)
    if request.account is not None:
        account = agent.require_open()[0].resolve(request.account)
        request = msgspec.structs.replace(request, account=account)
    return _reply(agent, agent.require_practice().contacts.add(request, label))


@handles(ContactEdit)
def edit(agent: Agent, _caller: Caller, request: ContactEdit) -> ContactReply:
    """Change a contact; raises NotFound and BadInput."""
    return _reply(agent, agent.require_practice().contacts.edit(request))


@handles(ContactRemove)
def remove(agent: Agent, _caller: Caller, request: ContactRemove) -> ContactReply:
    """Take away what was recorded by mistake; raises NotFound."""
    return _reply(agent, agent.require_practice().contacts.remove(request.contact))


@handles(ContactList)
def page(agent: Agent, _caller: Caller, request: ContactList) -> ContactsReply:
    """Give a page of the contacts, with clients who are off the watch list too."""
    names = labels(agent)
    found = agent.require_practice().contacts.page(request)
    contacts = [msgspec.structs.replace(one, label=names[one.client]) for one in found.contacts]
    return ContactsReply(contacts, found.more)
