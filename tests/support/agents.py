"""An agent without sockets on a vault of the test's own: what commands act upon."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.commands import load
from agent.commands.opening import close_vault, make_agent, open_vault
from agent.commands.registry import Agent, Caller, dispatch
from agent.paths import Paths
from protocol.messages import News, Reply, Request
from tests.support.command import PASSPHRASE

CLI = Caller("cli", is_cli=True)
BROWSER = Caller("browser", is_cli=False)


class Asked:
    """Asks an agent as a session would, and keeps the notices that it sends."""

    def __init__(self, agent: Agent) -> None:
        self.agent = agent
        self.notices: list[News] = []
        agent.notify = self.notices.append

    async def ask(self, request: Request, caller: Caller = BROWSER) -> Reply:
        return await dispatch(self.agent, caller, request)


@contextmanager
def unlocked(made_home: Path, folder: Path) -> Iterator[Asked]:
    """Copy a home and open its vault."""
    shutil.copytree(made_home, folder / "home")
    load()
    agent = make_agent(Paths(folder / "home"))
    open_vault(agent, passphrase=PASSPHRASE)
    try:
        yield Asked(agent)
    finally:
        close_vault(agent)
