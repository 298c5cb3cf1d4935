"""The override log: entries, events, checkpoints, verification."""

from typing import Annotated, Any

from msgspec import Meta

from protocol.messages.words import (
    EntryKind,
    Flag,
    Interaction,
    Message,
    Outcome,
    Reason,
    Text,
    Tier,
    Time,
    Use,
    VerdictName,
)


class Entry(Message, frozen=True):
    """One warning with its events folded, or one interaction that was missed: a line of `framekeeper log list --json`.

    `missed` has no outcome: nobody was asked.
    """

    sequence: int
    time: Time
    interaction: Interaction
    platform: str
    account: str
    client: str
    label: str
    tier: Tier
    verdict: VerdictName
    outcome: Outcome | None
    use: Use | None
    reason: Reason | None
    note: str
    flags: list[Flag]
    decided_at: Time | None
    used_at: Time | None
    kind: EntryKind


class Event(Message, frozen=True):
    """One event of the chain. `body` is null once erased; hashes and signatures are lower-case hex."""

    sequence: int
    time: Time
    kind: str
    refers_to: int | None
    body: dict[str, Any] | None
    previous: str
    commitment: str
    head: str


class LogList(Message, frozen=True, tag="log.list"):
    """A page of entries, newest first; `before` is a sequence. `missed`: of those alone, which have no outcome."""

    before: int | None = None
    limit: Annotated[int, Meta(ge=1, le=500)] = 200
    client: str | None = None
    outcome: Outcome | None = None
    missed: bool = False


class LogReply(Message, frozen=True, tag="log.reply"):
    """`more` is the `before` of the next page, null at the end."""

    entries: list[Entry]
    more: int | None = None


class LogShow(Message, frozen=True, tag="log.show"):
    """One entry with the events that it was folded from."""

    sequence: int


class LogShowReply(Message, frozen=True, tag="log.show.reply"):
    """An entry and its events."""

    entry: Entry
    events: list[Event]


class LogNote(Message, frozen=True, tag="log.note"):
    """Add a note or flags to an entry: a new event that refers to the first."""

    sequence: int
    note: Text = ""
    flags: Annotated[list[Flag], Meta(max_length=3)] = []


class Checkpoint(Message, frozen=True):
    """The signed head of the log, to be kept by somebody else. Hashes, key and signature are lower-case hex."""

    sequence: int
    head: str
    time: Time
    public_key: str
    signature: str


class LogCheckpoint(Message, frozen=True, tag="log.checkpoint"):
    """Sign the head as it is now."""


class CheckpointReply(Message, frozen=True, tag="log.checkpoint.reply"):
    """A checkpoint."""

    checkpoint: Checkpoint


class LogVerify(Message, frozen=True, tag="log.verify"):
    """Check the whole chain, and that it still leads through `checkpoint`, if one is given."""

    checkpoint: Checkpoint | None = None


class Verification(Message, frozen=True, tag="log.verify.reply"):
    """`problems` are sentences; `notes` tell what isn't wrong but should be known, such as a restore."""

    ok: bool
    events: int
    head: str
    problems: list[str]
    notes: list[str] = []
