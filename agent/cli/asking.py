"""How a command gets its answers: from the running agent, or, when none runs, from the vault opened right here.

Both ways lead through the same `dispatch`, so a command can't tell them apart. Who has the instance lock has the
vault: that, not a port file that may be stale, tells whether an agent runs.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self, TypeVar

from agent.cli.secrets import ask_secret
from agent.errors import AgentAway, BadInput, FramekeeperError, VaultBusy, VaultLocked
from agent.paths import Paths
from protocol.messages import Reply, Request
from protocol.messages.state import Done, Problem, Unlock
from protocol.messages.words import Message

R = TypeVar("R", bound=Message)

_EVERY = 0.1
"""Seconds between two questions of how far something is."""
PATIENCE = 8.0
"""Seconds to wait while somebody has the vault but doesn't listen: an agent that starts, or another short command."""
AWAY = "No agent is running. Start it with `framekeeper run`, or at every login with `framekeeper autostart on`."
BUSY = "Another Framekeeper command has the vault open. Let it end, then try again."


class Asker(Protocol):
    """Answers requests; raises FramekeeperError."""

    def ask(self, request: Request, kind: type[R]) -> R:
        """Give the reply, which must be of `kind`."""

    def ask_long(self, request: Request, kind: type[R], watching: "Watching") -> R:
        """Give the reply to what takes long; Ctrl+C stops it, unless it is done by then."""


@dataclass(frozen=True)
class Watching:
    """How a long request is watched: what is asked about it meanwhile, who hears the answers, and what stops it."""

    progress: Request
    heard: Callable[[Reply], None]
    stop: Request


async def _watched(ask: Callable[[Request], Awaitable[Reply]], request: Request, watching: Watching) -> Reply:
    task = asyncio.ensure_future(ask(request))
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_EVERY)
            if not task.done():
                with suppress(FramekeeperError):
                    watching.heard(await ask(watching.progress))
    except asyncio.CancelledError:
        await ask(watching.stop)
        with suppress(FramekeeperError):
            reply = await task
            if not isinstance(reply, Problem):
                return reply  # it was done before it could be stopped
        raise
    return await task


class Running(AbstractContextManager["Running"]):
    """A connection to the running agent."""

    def __init__(self, paths: Paths) -> None:
        from agent.client import connect

        self._stack = ExitStack()
        self._runner = self._stack.enter_context(asyncio.Runner())
        try:
            self._client = self._runner.run(connect(paths))
        except BaseException:
            self._stack.close()
            raise

    def ask(self, request: Request, kind: type[R]) -> R:
        """Ask the agent."""
        return checked(self._runner.run(self._client.ask(request)), kind)

    def ask_long(self, request: Request, kind: type[R], watching: Watching) -> R:
        """Ask the agent, and how far it is."""
        return checked(self._runner.run(_watched(self._client.ask, request, watching)), kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._runner.run(self._client.close())
        self._stack.close()


class Here:
    """The vault, opened in this process."""

    def __init__(self, paths: Paths, *, passphrase: str | None = None, recovery_code: str | None = None) -> None:
        from agent.commands import load
        from agent.commands.opening import make_agent, open_vault, require_vault

        load()
        require_vault(paths)
        self._agent = make_agent(paths)
        open_vault(self._agent, passphrase=passphrase, recovery_code=recovery_code)

    def ask(self, request: Request, kind: type[R]) -> R:
        """Ask the commands."""
        return checked(asyncio.run(self._answer(request)), kind)

    def ask_long(self, request: Request, kind: type[R], watching: Watching) -> R:
        """Ask the commands, and how far they are."""
        return checked(asyncio.run(_watched(self._answer, request, watching)), kind)

    async def _answer(self, request: Request) -> Reply:
        from agent.commands.registry import Caller, dispatch

        return await dispatch(self._agent, Caller("command line", is_cli=True), request)

    def close(self) -> None:
        """Close the vault."""
        from agent.commands.opening import close_vault

        close_vault(self._agent)


@contextmanager
def running(paths: Paths, passphrase: str | None = None) -> Iterator[Running]:
    """Give the running agent, unlocked if a passphrase was given; raises AgentAway, which says how to start one."""
    connection = reach(paths)
    if connection is None:
        raise AgentAway(AWAY)
    with connection:
        if passphrase is not None:
            connection.ask(Unlock(passphrase=passphrase), Done)
        yield connection


@contextmanager
def opened(
    paths: Paths, passphrase: str | None, *, may_ask: bool = True, recovery_code: str | None = None
) -> Iterator[Asker]:
    """Give an open vault, the agent's or our own.

    A locked agent is unlocked only if a secret was given with the command. Without an agent the passphrase is asked
    for, if `may_ask`. Raises NoVault, WrongSecret, VaultLocked and what the files bring.
    """
    from agent.commands.opening import require_vault

    with ExitStack() as stack:
        connection = reach(paths)
        while connection is None:
            require_vault(paths)  # before a passphrase is asked for in vain, or a folder made
            if passphrase is None and recovery_code is None:
                passphrase = _ask_passphrase(may_ask=may_ask)
            try:
                stack.enter_context(_lock(paths))
            except VaultBusy:  # somebody came first, perhaps an agent
                connection = reach(paths)
                continue
            yield stack.enter_context(closing(Here(paths, passphrase=passphrase, recovery_code=recovery_code)))
            return
        stack.enter_context(connection)
        if passphrase is not None or recovery_code is not None:
            connection.ask(Unlock(passphrase=passphrase, recovery_code=recovery_code), Done)
        yield connection


def _ask_passphrase(*, may_ask: bool) -> str:
    if not may_ask:
        raise VaultLocked("No agent is running, so the passphrase is needed. Add --passphrase-file FILE.")
    return ask_secret("Passphrase")


def reach(paths: Paths) -> Running | None:
    """Connect to the agent, or give None if nobody has the vault; raises AgentAway if somebody else has it for long."""
    until = time.monotonic() + PATIENCE
    while is_held(paths):
        try:
            return Running(paths)
        except (AgentAway, VaultLocked):  # it starts, or starts afresh after a lock
            if time.monotonic() > until:
                raise AgentAway(BUSY) from None
            time.sleep(0.1)
    return None


@contextmanager
def held(paths: Paths) -> Iterator[None]:
    """Hold the vault for this process; raises VaultBusy while an agent has it, AgentAway while another command has."""
    while True:
        connection = reach(paths)
        if connection is not None:
            with connection:
                raise VaultBusy("The agent is running and has the vault open. Stop it, then try again.")
        try:
            lock = _lock(paths)
        except VaultBusy:
            continue
        with lock:
            yield
        return


def _lock(paths: Paths) -> AbstractContextManager[object]:
    from agent.vault.instance import InstanceLock

    return InstanceLock(paths)


def is_held(paths: Paths) -> bool:
    """Whether an agent, or another command, has the vault."""
    from agent.vault.instance import InstanceLock

    if not paths.lock.exists():
        return False
    try:
        InstanceLock(paths).release()
    except VaultBusy:
        return True
    return False


def checked(reply: Reply, kind: type[R]) -> R:
    """Give the reply if it is of `kind`; raises what a Problem tells, and BadInput for any other kind."""
    if isinstance(reply, Problem):
        from agent.client import problem_error

        raise problem_error(reply)
    if not isinstance(reply, kind):
        raise BadInput("The agent gave an answer of another kind. Restart it, so that both are of the same version.")
    return reply
