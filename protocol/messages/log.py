"""The override log: entries, events, checkpoints, verification."""

from typing import Annotated, Any

from msgspec import Meta

from protocol.messages.files import FileId, FileReady
from protocol.messages.words import (
    EntryKind,
    ExportFormat,
    Flag,
    Interaction,
    Message,
    Outcome,
    PeriodKind,
    Reason,
    Sentence,
    Short,
    Text,
    Tier,
    Time,
    Use,
    VerdictName,
)


class Entry(Message, frozen=True):
    """One warning with its events folded, or what else `kind` says: a line of `framekeeper log list --json`.

    `missed` has no outcome: nobody was asked. What belongs to a crisis has no interaction, tier, platform or account
    either; `until` is the end of a crisis hold, and null of everything else.
    """

    sequence: int
    time: Time
    interaction: Interaction | None
    platform: str
    account: str
    client: str
    label: str
    tier: Tier | None
    verdict: VerdictName
    outcome: Outcome | None
    use: Use | None
    reason: Reason | None
    note: str
    flags: list[Flag]
    decided_at: Time | None
    used_at: Time | None
    kind: EntryKind
    until: Time | None = None


class Event(Message, frozen=True):
    """One event of the chain. `body` is null once erased; hashes are lower-case hex.

    `holds`: it is signed with the key that it names, and its body is the one that it commits to. Whether it stands
    where it was put, only `log.verify` tells.
    """

    sequence: int
    time: Time
    kind: str
    refers_to: int | None
    body: dict[str, Any] | None
    previous: str
    commitment: str
    head: str
    holds: bool


class Period(Message, frozen=True):
    """What stands between entries: a time without holds, a break in the chain, an export, what is left of an entry.

    `paused` and `unprotected` last from `time` to `until`. `erased` is the entry of that sequence and time, and `until`
    when it was erased. `exported` has the format in `detail`, `reseeded` the cause.
    """

    sequence: int
    time: Time
    kind: PeriodKind
    until: Time | None = None
    detail: str = ""


class LogFilter(Message, frozen=True):
    """Which entries: those of which all that is given holds.

    `missed`, `undecided` and `crisis` are entries without an outcome: of these kinds, one at most.
    `search` is looked for in label, account and notes. `since` is the first moment, `until` the first moment after.
    """

    client: str | None = None
    outcome: Outcome | None = None
    missed: bool = False
    undecided: bool = False
    crisis: bool = False
    platform: Short | None = None
    interaction: Interaction | None = None
    tier: Tier | None = None
    flag: Flag | None = None
    search: Short = ""
    since: Time | None = None
    until: Time | None = None


class LogList(LogFilter, frozen=True, tag="log.list"):
    """A page of entries, newest first; `before` is a sequence."""

    before: int | None = None
    limit: Annotated[int, Meta(ge=1, le=500)] = 200


class LogReply(Message, frozen=True, tag="log.reply"):
    """`more` is the `before` of the next page, null at the end.

    `periods` stand between the entries of this page; there are none where the entries were filtered by more than time.
    """

    entries: list[Entry]
    more: int | None = None
    periods: list[Period] = []


class LogShow(Message, frozen=True, tag="log.show"):
    """One entry with the events that it was folded from."""

    sequence: int


class LogShowReply(Message, frozen=True, tag="log.show.reply"):
    """An entry and its events."""

    entry: Entry
    events: list[Event]


class LogNote(Message, frozen=True, tag="log.note"):
    """Add a note or flags to an entry, or take flags back: a new event that refers to the first."""

    sequence: int
    note: Text = ""
    flags: Annotated[list[Flag], Meta(max_length=3)] = []
    unflag: Annotated[list[Flag], Meta(max_length=3)] = []


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
    """Check the whole chain, and that it leads through a checkpoint, if one is given: by itself or in a sent file."""

    checkpoint: Checkpoint | None = None
    file: FileId | None = None


class Verification(Message, frozen=True, tag="log.verify.reply"):
    """`problems` are sentences; `notes` tell what isn't wrong but should be known, such as a restore."""

    ok: bool
    events: int
    head: str
    problems: list[Sentence]
    notes: list[Sentence] = []


class LogProgress(Message, frozen=True, tag="log.progress"):
    """Ask how far the caller's latest `log.verify`, `log.export` or `log.check` has come."""


class LogProgressReply(Message, frozen=True, tag="log.progress.reply"):
    """`total` is 0 if nothing is going on."""

    done: int
    total: int


class LogExport(LogFilter, frozen=True, tag="log.export"):
    """Make a file of the entries; without `names`, clients are numbered, and accounts and notes left out.

    `lang` is the language of a PDF, such as `es` or `en-US`. The export is recorded as an event.
    """

    format: ExportFormat = "csv"
    names: bool = True
    lang: Short = "en"


class LogExportReply(Message, frozen=True, tag="log.export.reply"):
    """The file, how many entries it has, and the sequence at which its checkpoint was made."""

    file: FileReady
    entries: int
    sequence: int


class LogCheck(Message, frozen=True, tag="log.check"):
    """Hold an exported file, which was sent, against the log."""

    file: FileId


class ChangedEntry(Message, frozen=True):
    """An entry of a file that isn't as the log had it: which columns differ."""

    sequence: int
    columns: list[str]


class LogCheckReply(Message, frozen=True, tag="log.check.reply"):
    """What a file is worth against the log.

    `exported` is when this very file, byte for byte, was exported; null if the log knows no such file. `recorded` is
    when one of this format was exported at the file's checkpoint. `entries` counts rows, also of what is no entry.
    `unknown` are rows that the log never had, `missing` such as were exported and aren't in the file (which ones is
    known only of an export of everything), `erased` such as the log has no longer. Only the first of each are listed.
    `verification` is of the whole log, and that it leads through the file's checkpoint.
    """

    format: ExportFormat
    exported: Time | None
    recorded: Time | None
    entries: int
    matching: int
    changed: list[ChangedEntry]
    changed_count: int
    unknown: list[int]
    unknown_count: int
    missing: list[int]
    missing_count: int
    erased: int
    verification: Verification


Request = LogList | LogShow | LogNote | LogCheckpoint | LogVerify | LogProgress | LogExport | LogCheck
Reply = LogReply | LogShowReply | CheckpointReply | Verification | LogProgressReply | LogExportReply | LogCheckReply
