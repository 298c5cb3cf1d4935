"""What state the agent is in, and what changes it."""

from typing import Annotated

from msgspec import Meta

from protocol.messages.settings import Rules
from protocol.messages.words import Message, Sentence, Short, Time


class StatusAsk(Message, frozen=True, tag="status"):
    """The first call on a session: who asks, and in which version. Accepted while locked.

    `language` is a tag such as `de` or `es-MX`: what is said to a person in this session is said in it from here on,
    in English where it isn't known.
    """

    version: int
    software: Short
    language: Short = ""


class StatusReply(Message, frozen=True, tag="status.reply"):
    """`clients` and `accounts` are counts, null while locked; times in seconds.

    From `Settings`: `profile_views`, false while locked; `rules`, null while locked, which a browser keeps.
    `vault`: whether there is one yet; without, `locked` is true. `recovery_unconfirmed`: nobody has typed the
    recovery code back yet (`RecoveryConfirm`); false while locked.
    """

    version: int
    software: Short
    locked: bool
    idle_lock: int
    clients: int | None = None
    accounts: int | None = None
    paused_until: Time | None = None
    profile_views: bool = False
    rules: Rules | None = None
    vault: bool = True
    recovery_unconfirmed: bool = False


class Autostart(Message, frozen=True, tag="autostart"):
    """Start the agent at every login, locked, or no longer; null only asks."""

    on: bool | None = None


class AutostartReply(Message, frozen=True, tag="autostart.reply"):
    """Whether the agent starts at every login."""

    on: bool


class Unlock(Message, frozen=True, tag="unlock"):
    """Exactly one of the two. Accepted while locked."""

    passphrase: Annotated[str, Meta(max_length=1000)] | None = None
    recovery_code: Short | None = None


class Lock(Message, frozen=True, tag="lock"):
    """Lock the vault now. The agent answers, then starts afresh, so the connection ends."""


class Activity(Message, frozen=True, tag="activity"):
    """The therapist gave a trusted input; keeps the vault from locking for want of one. Accepted while locked."""


class Ping(Message, frozen=True, tag="ping"):
    """Keeps an extension's worker alive; doesn't count as activity. Accepted while locked."""


class Done(Message, frozen=True, tag="done"):
    """It was done, and is durable if it changed anything."""


class Problem(Message, frozen=True, tag="problem"):
    """It was refused or failed: a stable code (protocol/README.md) and one sentence that says what to do."""

    code: Short
    message: Sentence
    retry_after: float | None = None


Request = StatusAsk | Unlock | Lock | Activity | Ping | Autostart
Reply = StatusReply | AutostartReply | Done | Problem
