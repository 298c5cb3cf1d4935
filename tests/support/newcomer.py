"""A person who has never used it: what they press, type and write on paper is counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import BrowserContext, Page, expect

from tests.support.command import Commands, Terminal

PRESS = 0.4 + 1.1 + 0.2 + 1.35
"""Seconds of a press: hand to the mouse, pointing, button down and up, a thought (Card, Moran and Newell 1983)."""
KEY = 0.28
"""Seconds of a key, for an average typist who isn't a secretary (the same)."""
LETTER = 0.8
"""Seconds of a letter that is copied by hand."""


class Newcomer:
    """A person with a terminal and a browser, who counts what they press, type and write on paper."""

    def __init__(self, context: BrowserContext, page: Page, home: Path) -> None:
        self.context = context
        self.page = page
        self.commands = Commands(home)
        self.terminal: Terminal | None = None
        self.presses = 0
        self.keys = 0
        self.letters = 0

    @property
    def seconds(self) -> float:
        """How long an average person takes for what was done so far, without reading and choosing a passphrase."""
        return self.presses * PRESS + self.keys * KEY + self.letters * LETTER

    async def type_at_terminal(self, line: str) -> None:
        assert self.terminal is not None
        self.keys += len(line) + 1
        await asyncio.to_thread(self.terminal.type, line)

    async def reads(self, text: str) -> str:
        """Wait until the terminal shows this; gives what came before."""
        assert self.terminal is not None
        return await asyncio.to_thread(self.terminal.expect, text)

    async def press(self, name: str) -> None:
        self.presses += 1
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def write(self, label: str, text: str, *, pasted: bool = False) -> None:
        """Fill a field by typing, or by pasting."""
        self.presses += 1
        self.keys += 2 if pasted else len(text)
        await self.page.get_by_label(label, exact=True).fill(text)

    async def at(self, step: str) -> None:
        """Wait until the page is at a step, and the focus at its heading."""
        heading = self.page.get_by_role("heading", level=1)
        await expect(heading).to_have_text(step)
        await expect(heading).to_be_focused()

    async def told(self, text: str) -> None:
        """Wait until the page's status says this."""
        await expect(self.page.locator(".said")).to_contain_text(text)


@asynccontextmanager
async def running(newcomer: Newcomer, *arguments: str) -> AsyncIterator[Terminal]:
    """The agent in a terminal of its own."""
    with await asyncio.to_thread(Terminal, newcomer.commands.home, "run", *arguments) as terminal:
        newcomer.terminal = terminal
        yield terminal


async def pair(newcomer: Newcomer) -> None:
    """Press Enter where the agent runs, and paste the code that it shows."""
    await newcomer.reads("press Enter here.")
    await newcomer.type_at_terminal("")
    await newcomer.reads("Pairing code:  ")
    await newcomer.write("Pairing code", await newcomer.reads("\n"), pasted=True)
    await newcomer.press("Pair")
