"""What state the agent is in, and what changes it."""

import asyncio

from agent import __version__
from agent.commands.opening import open_vault
from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput, VersionMismatch
from agent.times import wire_time
from protocol.messages import ListChanged
from protocol.messages.settings import Rules
from protocol.messages.state import Activity, Done, Lock, Ping, StatusAsk, StatusReply, Unlock
from protocol.messages.words import VERSION


@handles(StatusAsk)
def status(agent: Agent, _caller: Caller, request: StatusAsk) -> StatusReply:
    """Say what runs here; raises VersionMismatch, whose sentence says which side is to be updated."""
    if request.version > VERSION:
        raise VersionMismatch("The agent is older than what talks to it. Update Framekeeper, then restart the agent.")
    if request.version < VERSION:
        raise VersionMismatch(f"The agent is newer than {request.software}. Update that, then try again.")
    clients = accounts = paused_until = None
    chosen = rules = None
    unconfirmed = False
    if agent.watchlist is not None and agent.log is not None:
        clients, accounts = agent.watchlist.counts()
        paused_until = agent.log.suspended.paused_until(agent.clock())
        chosen = agent.settings
        rules = Rules(chosen.when_away, chosen.when_unnamed, chosen.without_minutes)
        unconfirmed = agent.vault.recovery_unconfirmed
    return StatusReply(
        version=VERSION,
        software=f"framekeeper {__version__}",
        locked=agent.locked,
        idle_lock=round(agent.idle_lock),
        clients=clients,
        accounts=accounts,
        paused_until=None if paused_until is None else wire_time(paused_until),
        profile_views=chosen is not None and chosen.profile_views,
        rules=rules,
        vault=agent.has_vault,
        recovery_unconfirmed=unconfirmed,
    )


@handles(Unlock)
async def unlock(agent: Agent, _caller: Caller, request: Unlock) -> Done:
    """Unlock the vault, and tell everybody that verdicts can be had again; raises WrongSecret."""
    if (request.passphrase is None) == (request.recovery_code is None):
        raise BadInput("Give either the passphrase or the recovery code.")
    was_locked = agent.locked
    await asyncio.to_thread(open_vault, agent, passphrase=request.passphrase, recovery_code=request.recovery_code)
    if was_locked and agent.watchlist is not None:
        agent.notify(ListChanged(agent.watchlist.epoch))
    return Done()


@handles(Lock)
def lock(agent: Agent, _caller: Caller, _request: Lock) -> Done:
    """Lock the vault as soon as this is answered."""
    agent.lock_soon()
    return Done()


@handles(Activity)
def activity(_agent: Agent, _caller: Caller, _request: Activity) -> Done:
    """Do nothing more: `dispatch` has counted it as input."""
    return Done()


@handles(Ping)
def ping(_agent: Agent, _caller: Caller, _request: Ping) -> Done:
    """Do nothing: that there is an answer is the answer."""
    return Done()
