"""An agent with a real vault and a real server in the test's own loop, and peers of all kinds to talk to it."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from agent.client import Client, open_session
from agent.commands import load
from agent.commands.opening import close_vault, make_agent, open_vault
from agent.commands.registry import Agent
from agent.door import PATIENCE
from agent.listening import listen
from agent.paths import Paths
from agent.server import Server, start
from protocol.channel import PAIRING_MODE, SESSION_MODE, Initiator
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.messages.state import Done
from protocol.pairing_code import PairingCode
from tests.support.command import PASSPHRASE

CHROME = f"chrome-extension://{'abcdefghijklmnop' * 2}"
OTHER = f"chrome-extension://{'ponmlkjihgfedcba' * 2}"
FIREFOX = "moz-extension://00000000-1111-2222-3333-444444444444"


class Serving:
    """A running agent: its parts, and the ways to reach it."""

    def __init__(self, agent: Agent, server: Server) -> None:
        self.agent = agent
        self.server = server

    @property
    def paths(self) -> Paths:
        return self.agent.paths

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def by_code(self, text: str, origin: str | None = CHROME) -> Client:
        """Open a pairing connection as an extension does."""
        return await open_session(self.server.port, Initiator(PAIRING_MODE, PairingCode.parse(text).psk), origin)

    async def pair(self, name: str = "Test browser", origin: str = CHROME) -> PairingOffer:
        """Pair a browser."""
        code, _expires_at = self.agent.pairings.start()
        async with await self.by_code(code, origin) as client:
            offer = await client.ask(PairingRequest(name))
            assert isinstance(offer, PairingOffer)
            assert await client.ask(PairingConfirm(offer.pairing)) == Done()
        return offer

    async def session(self, offer: PairingOffer, origin: str | None = CHROME) -> Client:
        """Open a session as a paired browser does."""
        initiator = Initiator(SESSION_MODE, bytes.fromhex(offer.key), bytes.fromhex(offer.pairing))
        return await open_session(self.server.port, initiator, origin)


@asynccontextmanager
async def serving(
    made_home: Path, folder: Path, *, unlocked: bool = False, patience: float = PATIENCE
) -> AsyncIterator[Serving]:
    """Serve a copy of a home with an empty vault."""
    load()
    home = folder / "serving"
    shutil.copytree(made_home, home)
    agent = make_agent(Paths(home))
    if unlocked:
        await asyncio.to_thread(open_vault, agent, passphrase=PASSPHRASE)
    server = await start(agent, listen(0), patience=patience)
    agent.paths.port.write_text(f"{server.port}\n")
    try:
        yield Serving(agent, server)
    finally:
        await server.close()
        close_vault(agent)
