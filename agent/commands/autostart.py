"""Starting the agent at login, as a paired browser may ask: nothing of the message gets into what is written."""

import asyncio

from agent import autostart
from agent.commands.registry import Agent, Caller, handles
from agent.errors import Refused
from protocol.messages.state import Autostart, AutostartReply


@handles(Autostart)
async def switch(_agent: Agent, _caller: Caller, request: Autostart) -> AutostartReply:
    """Switch it as is asked, from the next login on, and say how it stands; raises Refused where the system doesn't."""
    if request.on is not None and request.on != autostart.is_on():
        await asyncio.to_thread(_switch, request.on)
    return AutostartReply(autostart.is_on())


def _switch(on: bool) -> None:
    try:
        if not on:
            autostart.switch_off()
        elif not autostart.switch_on():
            autostart.switch_off()
            raise Refused("The system couldn't be told. Run `framekeeper autostart on` in a terminal instead.")
    except OSError:
        raise Refused("The file for it can't be written. `framekeeper autostart on` says where it would be.") from None
