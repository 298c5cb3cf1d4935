"""The agent at a terminal: Enter shows a pairing code, as long as no browser is paired.

So that who begins needs one command, and the two minutes of a code begin when it is asked for. The terminal is read
only where it is the agent's own: a process in the background that reads would be stopped by the system.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from agent.commands.registry import Agent
from agent.texts import extension_folder

LOAD = "No browser is paired yet. Load the extension from {}; `framekeeper doctor` says how."
HINT = "When it asks for a pairing code, press Enter here."
HINT_ELSEWHERE = "`framekeeper pair` gives a code to paste into it."
LOCKED = "The vault is locked. Unlock it with `framekeeper unlock` first, then press Enter here again."


def is_terminal() -> bool:
    """Whether somebody reads what we print, and can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def is_paired(agent: Agent) -> bool:
    """Whether a browser is paired; the command line always is."""
    return any(browser.origin for browser in agent.pairings.browsers())


def code_text(agent: Agent) -> str:
    """Make a pairing code and give what to print: empty once a browser is paired, a refusal while locked."""
    if is_paired(agent):
        return ""
    if agent.locked and agent.has_vault:
        return LOCKED
    code, _expires_at = agent.pairings.start()
    return f"Pairing code:  {code}\n\nPaste it into the extension. It works once, for two minutes; Enter shows another."


def show_codes(agent: Agent, say: Callable[[str], None]) -> None:
    """Say what to do, and do it whenever Enter is pressed, until a browser is paired. Needs a running loop."""
    if is_paired(agent):
        return
    say(LOAD.format(extension_folder()))
    loop = asyncio.get_running_loop()
    terminal = sys.stdin.fileno()

    def pressed() -> None:
        line = _read(terminal)
        said = code_text(agent) if line else ""
        if said:
            say(said)
        else:
            loop.remove_reader(terminal)

    try:
        loop.add_reader(terminal, pressed)
    except (NotImplementedError, OSError):  # Windows, and what can't be waited for
        say(HINT_ELSEWHERE)
    else:
        say(HINT)


def _read(terminal: int) -> bytes:
    """Read what was typed; nothing at its end, and nothing while somebody else has our terminal."""
    with suppress(OSError):
        if not _in_background(terminal):
            return os.read(terminal, 4096)
    return b""


def _in_background(terminal: int) -> bool:
    try:
        return os.tcgetpgrp(terminal) != os.getpgrp()
    except OSError:  # it isn't the one that controls us, so nobody is stopped for reading it
        return False
