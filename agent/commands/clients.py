"""The watch list: clients, their accounts, and links resolved to accounts."""

from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput
from agent.watchlist import WatchList
from protocol.messages import ListChanged
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import (
    AccountAdd,
    AccountRemove,
    Client,
    ClientAdd,
    ClientEdit,
    ClientList,
    ClientRemove,
    ClientReply,
    ClientSave,
    ClientShow,
    ClientsReply,
    ClientUndo,
    NameLikeness,
    NameReason,
    NameTried,
    NameTry,
    Resolve,
    Resolved,
    ResolveReply,
)

MOST_ALIKE = 50
"""Clients whom a name that is tried may resemble, in one answer."""


def _changed(agent: Agent, watchlist: WatchList, client: Client) -> ClientReply:
    """Tell everybody that verdicts given before are void, and answer with the client."""
    agent.notify(ListChanged(watchlist.epoch))
    return ClientReply(client, watchlist.change)


@handles(ClientAdd)
def add(agent: Agent, _caller: Caller, request: ClientAdd) -> ClientReply:
    """Add a client; raises BadInput and AlreadyThere."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.add(request))


@handles(ClientList)
def page(agent: Agent, _caller: Caller, request: ClientList) -> ClientsReply:
    """Give a page of the watch list; raises BadInput."""
    return agent.require_open()[0].list(request)


@handles(ClientShow)
def show(agent: Agent, _caller: Caller, request: ClientShow) -> ClientReply:
    """Give one client; raises NotFound."""
    return ClientReply(agent.require_open()[0].show(request.client))


@handles(ClientEdit)
def edit(agent: Agent, _caller: Caller, request: ClientEdit) -> ClientReply:
    """Change a client; raises NotFound and BadInput."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.edit(request))


@handles(ClientSave)
def save(agent: Agent, _caller: Caller, request: ClientSave) -> ClientReply:
    """Put a client as a form has them; raises NotFound, BadInput and AlreadyThere."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.save(request))


@handles(ClientUndo)
def undo(agent: Agent, _caller: Caller, request: ClientUndo) -> ClientReply:
    """Undo a change; raises NotFound, NotAllowed and AlreadyThere."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.undo(request.change))


@handles(ClientRemove)
def remove(agent: Agent, _caller: Caller, request: ClientRemove) -> ClientReply:
    """Take a client off the list and answer with what it was, so that it can be added again; raises NotFound."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.remove(request.client))


@handles(AccountAdd)
def add_account(agent: Agent, _caller: Caller, request: AccountAdd) -> ClientReply:
    """Add an account to a client; raises NotFound, BadInput and AlreadyThere."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.add_account(request))


@handles(AccountRemove)
def remove_account(agent: Agent, _caller: Caller, request: AccountRemove) -> ClientReply:
    """Take an account from a client; raises NotFound and BadInput."""
    watchlist, _ = agent.require_open()
    return _changed(agent, watchlist, watchlist.remove_account(request.client, request.account))


@handles(NameTry)
def try_name(agent: Agent, _caller: Caller, request: NameTry) -> NameTried:
    """Say which clients a name resembles, and why."""
    watchlist, _ = agent.require_open()
    found = [
        NameLikeness(
            each.client,
            watchlist.show(each.client).label,
            each.name,
            each.points,
            [NameReason(why, shown, listed) for why, shown, listed in each.why],  # type: ignore[arg-type]
        )
        for each in watchlist.resembling(request.name)[:MOST_ALIKE]
    ]
    return NameTried(found, watchlist.threshold)


@handles(Resolve)
def resolve(agent: Agent, _caller: Caller, request: Resolve) -> ResolveReply:
    """Say which accounts links mean and whether they are listed; a link that names none has its problem said."""
    watchlist, _ = agent.require_open()
    return ResolveReply([_resolved(watchlist, link) for link in request.links])


def _resolved(watchlist: WatchList, link: str) -> Resolved:
    try:
        account = watchlist.resolve(link)
    except BadInput as error:
        return Resolved(link, None, "unknown", problem=str(error))
    match = watchlist.verdict(Sighting(account))
    label = watchlist.show(match.client).label if match.client else None
    return Resolved(link, account, match.verdict, label, match.client, own_role=watchlist.own.role_of(account))
