"""Which function answers which message, and what all of them act upon.

A command is a function from a message to a reply, in one of the modules that `agent/commands/__init__.py`
lists. `dispatch` is the only way in: for sessions, and for the command line when no agent runs. It
guarantees that a locked vault answers only what `WHILE_LOCKED` names, that where there is no vault yet only
`WITHOUT_VAULT` is answered besides, that every failure becomes a `Problem`, and that what goes wrong unexpectedly is
logged without any content of the message.
"""

import inspect
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from agent.discreet import kind_and_place
from agent.errors import FramekeeperError, NotAllowed, NoVault, VaultLocked
from agent.transit import Files
from agent.vault.settings import DEFAULT
from agent.watchlist.tiers import Tiers
from protocol.messages import News, Reply, Request
from protocol.messages.drafts import DraftCheck
from protocol.messages.files import FileBegin, FileDrop, FileWrite
from protocol.messages.keys import (
    BackupLook,
    BackupRestore,
    PairingConfirm,
    PairingRequest,
    PairingStart,
    PairingWait,
    VaultMake,
)
from protocol.messages.practice_crisis import CrisisHolds
from protocol.messages.practice_profiles import ProfileBio
from protocol.messages.settings import Chosen
from protocol.messages.state import Activity, Ping, Problem, StatusAsk, Unlock
from protocol.messages.warnings import AdapterOutdated, Check, Missed, Unprotected
from protocol.messages.words import Message

if TYPE_CHECKING:
    from agent.overridelog import OverrideLog
    from agent.pairing import Pairings
    from agent.paths import Paths
    from agent.practice import Practice
    from agent.vault import Vault
    from agent.watchlist import WatchList
    from agent.watchlist.importing.job import Job

logger = logging.getLogger(__name__)

WHILE_LOCKED = (StatusAsk, Unlock, Activity, Ping)
"""All that a locked vault answers."""
WITHOUT_VAULT = (VaultMake, PairingStart, PairingWait, FileBegin, FileWrite, FileDrop, BackupLook, BackupRestore)
"""What is answered besides while there is no vault: all that leads to one. Refused again as soon as there is."""
QUIET = (StatusAsk, Check, DraftCheck, ProfileBio, CrisisHolds, Ping, Unprotected, Missed, AdapterOutdated)
"""What programs send by themselves: it doesn't keep the vault from locking."""
IN_SESSION = (PairingRequest, PairingConfirm)
"""Answered by `agent/session.py` inside a pairing session, since they make the caller what `dispatch` needs to know."""


def _no_notice(_notice: News) -> None:
    """Without a server there is nobody to tell."""


def _no_lock() -> None:
    """Do nothing: a command line that opened the vault by itself closes it when it ends."""


@dataclass
class Agent:
    """What commands act upon. It holds no socket; who has some sets `notify` and `lock_soon`.

    `watchlist`, `log` and `practice` are None while the vault is locked; `settings` and `tiers` then stand as they did
    when it was open. `lock_after`, in seconds, is what this run was told, and wins over the setting.
    `last_input` is in seconds of `time.monotonic`; `opening` is held while the vault is opened or closed.
    """

    paths: "Paths"
    vault: "Vault"
    pairings: "Pairings"
    watchlist: "WatchList | None" = None
    log: "OverrideLog | None" = None
    practice: "Practice | None" = None
    files: Files = field(default_factory=Files)
    imports: "dict[tuple[str, str], Job]" = field(default_factory=dict)
    settings: Chosen = DEFAULT
    tiers: Tiers = field(default_factory=Tiers)
    lock_after: float | None = None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    notify: Callable[[News], None] = _no_notice
    lock_soon: Callable[[], None] = _no_lock
    opening: threading.Lock = field(default_factory=threading.Lock)
    last_input: float = field(default_factory=time.monotonic)

    @property
    def locked(self) -> bool:
        """Whether the vault, the watch list and the override log are out of reach."""
        return self.watchlist is None or self.log is None

    @property
    def has_vault(self) -> bool:
        """Whether there is a vault, open or not, or what is left of one."""
        return self.vault.exists(self.paths)

    def require_open(self) -> "tuple[WatchList, OverrideLog]":
        """Give the watch list and the override log; raises VaultLocked."""
        if self.watchlist is None or self.log is None:
            raise VaultLocked
        return self.watchlist, self.log

    def require_practice(self) -> "Practice":
        """Give the registers of the practice; raises VaultLocked."""
        if self.practice is None:
            raise VaultLocked
        return self.practice

    @property
    def idle_lock(self) -> float:
        """Seconds without a trusted input or command until the vault locks."""
        return self.settings.idle_lock * 60.0 if self.lock_after is None else self.lock_after

    def take_up(self, settings: Chosen) -> None:
        """Go by these settings from now on."""
        self.settings = settings
        self.tiers = Tiers(settings.tiers)

    def touch(self) -> None:
        """Count the idle time from now."""
        self.last_input = time.monotonic()


@dataclass(frozen=True)
class Caller:
    """Who asks: the id of the pairing, whether it is the command line's own, and the tag of the language it speaks."""

    pairing: str
    is_cli: bool
    language: str = ""


R = TypeVar("R", bound=Message)
Handler = Callable[[Agent, Caller, R], Reply | Awaitable[Reply]]


@dataclass(frozen=True)
class _Entry:
    handler: Callable[[Agent, Caller, Any], Any]
    is_async: bool
    cli_only: bool


_entries: dict[type[Message], _Entry] = {}


def handles(kind: type[R], *, cli_only: bool = False) -> Callable[[Handler[R]], Handler[R]]:
    """Register a function, plain or async, as the one that answers `kind`; `cli_only` refuses browsers."""

    def register(handler: Handler[R]) -> Handler[R]:
        if kind in _entries:
            raise RuntimeError(f"{kind.__name__} has two handlers")
        _entries[kind] = _Entry(handler, inspect.iscoroutinefunction(handler), cli_only)
        return handler

    return register


def handled() -> frozenset[type[Message]]:
    """All kinds of message that have a handler."""
    return frozenset(_entries)


def takes_time(request: Request) -> bool:
    """Whether its handler may wait, so that what the same session asks next need not queue behind it."""
    entry = _entries.get(type(request))
    return entry is not None and entry.is_async


async def dispatch(agent: Agent, caller: Caller, request: Request) -> Reply:
    """Answer a request; never raises but for cancellation."""
    try:
        return await _answer(agent, caller, request)
    except FramekeeperError as error:
        return Problem(error.code, str(error), error.retry_after)
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets a sentence and the log no content
        _log_unexpected(request, error)
        return Problem("failed", "Something went wrong in the agent. Try again; `framekeeper doctor` may say more.")


async def _answer(agent: Agent, caller: Caller, request: Request) -> Reply:
    kind = type(request)
    entry = _entries.get(kind)
    if entry is None:
        raise NotAllowed("This can only be asked while pairing. Start again with a new pairing code.")
    if agent.locked and not isinstance(request, WHILE_LOCKED):
        _require_vault(agent, request)
    if entry.cli_only and not caller.is_cli:
        raise NotAllowed("Only the command line may ask this. Use the `framekeeper` command instead.")
    if not isinstance(request, QUIET):
        agent.touch()
    reply: Reply = (
        await entry.handler(agent, caller, request) if entry.is_async else entry.handler(agent, caller, request)
    )
    return reply


def _require_vault(agent: Agent, request: Request) -> None:
    """Let pass, while the vault isn't open, only what leads to a first one; raises VaultLocked and NoVault."""
    if agent.has_vault:
        raise VaultLocked
    if not isinstance(request, WITHOUT_VAULT):
        raise NoVault("There is no vault yet. Make one in the browser's first steps, or with `framekeeper init`.")


def _log_unexpected(request: Request, error: Exception) -> None:
    """Log the kind of message, the kind of error and where, but no text of either: it may name a client."""
    logger.error("While answering %s: %s", type(request).__name__, kind_and_place(error))
