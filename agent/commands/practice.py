"""What all registers of the practice share: whose a record is, undoing, erasing; and the numbers for a crisis."""

import asyncio

import msgspec

from agent.commands.registry import Agent, Caller, handles
from agent.errors import NotAllowed, NotFound
from agent.vault import holds
from protocol.messages.practice import (
    CrisisNumbers,
    NumbersConfirm,
    NumbersShow,
    PracticeChanged,
    PracticeErase,
    PracticeUndo,
)


def label_of(agent: Agent, client: str) -> str:
    """Give the label of a client who is on the watch list, for a new record about them; raises NotFound."""
    return agent.require_open()[0].show(client).label


def labels(agent: Agent) -> dict[str, str]:
    """Give the labels of all about whom there are records: as on the watch list, or as it was when they were on it."""
    watchlist, _ = agent.require_open()
    found = agent.require_practice().base.people()
    for client in found:
        try:
            found[client] = watchlist.show(client).label
        except NotFound:
            continue
    return found


def require_no_legal_hold(agent: Agent, client: str) -> None:
    """Raise NotAllowed where nothing about a client may be erased."""
    if agent.settings.legal_hold or client in holds.read(agent.vault.database):
        raise NotAllowed("A legal hold is on, so nothing about this client is erased. End the hold first.")


@handles(PracticeUndo)
def undo(agent: Agent, _caller: Caller, request: PracticeUndo) -> PracticeChanged:
    """Undo a change of a register; raises NotFound and NotAllowed."""
    base = agent.require_practice().base
    base.undo(request.change)
    return PracticeChanged(base.change)


@handles(PracticeErase)
async def erase(agent: Agent, _caller: Caller, request: PracticeErase) -> PracticeChanged:
    """Take away all that is recorded about a client.

    Raises WrongSecret, which is counted as everywhere, NotFound, and NotAllowed under a legal hold.
    """
    agent.require_practice()
    await asyncio.to_thread(agent.vault.prove, request.passphrase)
    base = agent.require_practice().base
    require_no_legal_hold(agent, request.client)
    base.erase(request.client)
    return PracticeChanged(base.change)


@handles(NumbersShow)
def numbers(agent: Agent, _caller: Caller, request: NumbersShow) -> CrisisNumbers:
    """Give a country's numbers for a crisis, or the practice's own; raises NotFound."""
    practice = agent.require_practice()
    country = request.country or practice.policy.country()
    if not country:
        raise NotFound("In which country the practice is isn't known yet. Choose a country.")
    return practice.numbers.show(country)


@handles(NumbersConfirm)
def confirm(agent: Agent, _caller: Caller, request: NumbersConfirm) -> CrisisNumbers:
    """Keep numbers as the therapist confirms them; raises NotFound and BadInput."""
    practice = agent.require_practice()
    kept = practice.numbers.confirm(request.country, request.emergency, request.lines)
    return msgspec.structs.replace(kept, change=practice.base.change)
