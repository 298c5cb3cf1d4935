"""Codes that pair a browser, and the browsers that are paired."""

from agent.commands.registry import Agent, Caller, handles
from agent.times import wire_time
from protocol.messages.keys import (
    BrowserRename,
    Browsers,
    BrowsersReply,
    PairingCode,
    PairingPaired,
    PairingStart,
    PairingWait,
    Unpair,
)
from protocol.messages.state import Done


@handles(PairingStart, cli_only=True)
def start(agent: Agent, _caller: Caller, _request: PairingStart) -> PairingCode:
    """Make a pairing code; the one before ends."""
    code, expires_at = agent.pairings.start()
    return PairingCode(code, wire_time(expires_at))


@handles(PairingWait, cli_only=True)
async def wait(agent: Agent, _caller: Caller, _request: PairingWait) -> PairingPaired:
    """Wait until the code made last has been used or has expired."""
    return PairingPaired(await agent.pairings.wait())


@handles(Browsers)
def browsers(agent: Agent, caller: Caller, _request: Browsers) -> BrowsersReply:
    """List the pairings."""
    return BrowsersReply(agent.pairings.browsers(), caller.pairing)


@handles(BrowserRename)
def rename(agent: Agent, _caller: Caller, request: BrowserRename) -> Done:
    """Call a browser something else; raises NotFound, BadInput and DiskFull."""
    agent.pairings.rename(request.pairing, request.name)
    return Done()


@handles(Unpair)
def unpair(agent: Agent, _caller: Caller, request: Unpair) -> Done:
    """End the trust in a browser; raises NotFound, and NotAllowed for the command line's own."""
    agent.pairings.remove(request.pairing)
    return Done()
