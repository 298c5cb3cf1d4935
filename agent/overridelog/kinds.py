"""What each kind of event records: the bodies, as JSON, and nothing else that is ever written into one.

| kind | refers to | what it says |
|---|---|---|
| started | | a new log, with its first key |
| warned | | a warning was opened: about whom, where, for which interaction |
| decided | warned | its outcome; an `overridden` one is `granted` from here on |
| used, lapsed | warned | what became of a granted override |
| missed | | an interaction with a client's account went out without a warning, since no adapter knew its control |
| card_opened | | a client's crisis card was opened |
| crisis_held | | everything toward a client is held until then, without a way ahead |
| crisis_released | crisis_held | that was ended early, or begun anew |
| noted | warned, missed, card_opened or crisis_held | a note or flags were added, or flags taken back |
| snoozed | warned | this hold is suspended until then |
| uncleared | warned | a "Not my client" answer was taken back |
| paused | | all holds are suspended until then |
| resumed | paused | the pause was ended early |
| unprotected | | the therapist went on without protection between these times |
| exported | | a copy of entries was made: how many, in which form, and the hash of the file |
| restored | | the vault was restored from a backup; a new key begins |
| reseeded | | the signing seed was missing, damaged or not the log's, or the vault was rolled back; a new key begins |
| erased | what begins an entry | the bodies of that entry were removed, and why |

An account that is on the list stands in `account` as its key. One that only resembles a client is somebody's
who is not a client: there stands `hmac:` and 64 hex digits, under a key of the vault.
"""

from datetime import UTC, datetime
from typing import Literal, TypeVar

import msgspec

from agent.errors import VaultDamaged
from protocol.messages.words import (
    AccountKey,
    ExportFormat,
    Flag,
    Gesture,
    Interaction,
    Outcome,
    OwnRole,
    Reason,
    Role,
    Status,
    Tier,
    VerdictName,
)

FIRST = frozenset({"warned", "missed", "card_opened", "crisis_held"})
"""The kinds of event that an entry begins with."""
Kind = Literal[
    "started",
    "warned",
    "decided",
    "used",
    "lapsed",
    "missed",
    "card_opened",
    "crisis_held",
    "crisis_released",
    "noted",
    "snoozed",
    "uncleared",
    "paused",
    "resumed",
    "unprotected",
    "exported",
    "restored",
    "reseeded",
    "erased",
]
Trouble = Literal["seed_missing", "seed_damaged", "seed_foreign", "rolled_back"]
"""Why a log had to begin a new key."""
ErasedFor = Literal["retention", "request"]
"""Past its retention, or by a person's right."""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all bodies share."""


class Empty(Body, frozen=True):
    """Of `started`, `used`, `lapsed`, `resumed`, `uncleared` and `crisis_released`: the kind says it all."""


EMPTY = Empty()


class Warned(Body, frozen=True):
    """`client` is an id; `label`, `status` and `own_role` are as they were then."""

    client: str
    label: str
    status: Status
    verdict: VerdictName
    tier: Tier
    platform: str
    account: str
    interaction: Interaction
    role: Role
    gesture: Gesture
    own_account: AccountKey | None
    layout: int
    own_role: OwnRole | None = None


class Decided(Body, frozen=True):
    """`seconds` is how long a granted override may be used, 0 for other outcomes."""

    outcome: Outcome
    reason: Reason | None = None
    note: str = ""
    flags: list[Flag] = []
    snooze: bool = False
    seconds: int = 0


class Missed(Body, frozen=True):
    """Of `missed`: an account on the watch list, always; `label`, `status` and `tier` are as they were then."""

    client: str
    label: str
    status: Status
    tier: Tier
    platform: str
    account: AccountKey
    interaction: Interaction


class CardOpened(Body, frozen=True):
    """Of `card_opened`; `label` and `status` are as they were then, null of somebody who was off the watch list."""

    client: str
    label: str
    status: Status | None


class CrisisHeld(Body, frozen=True):
    """Of `crisis_held`; `until` is ISO 8601, UTC."""

    client: str
    label: str
    status: Status
    until: str


class Noted(Body, frozen=True):
    """Of `noted`. `unflag` are flags that were taken back."""

    note: str
    flags: list[Flag]
    unflag: list[Flag] = []


class Until(Body, frozen=True):
    """Of `paused` and `snoozed`; ISO 8601, UTC."""

    until: str


class Unprotected(Body, frozen=True):
    """Of `unprotected`; ISO 8601, UTC."""

    since: str
    until: str


class Exported(Body, frozen=True):
    """Of `exported`: a file with `sha256` (hex), made of the log as it was at event `at`, and `entries` of it in it.

    `all`: of every entry there was. `names`: with labels, accounts and notes. `md` is a client's record, never the log.
    """

    format: ExportFormat | Literal["md"]
    names: bool
    all: bool
    at: int
    entries: int
    sha256: str


class Restored(Body, frozen=True):
    """`at` is when the backup was put in place; ISO 8601, UTC."""

    at: str


class Reseeded(Body, frozen=True):
    """`lost` is how many events the seed had signed beyond the end of the log."""

    cause: Trouble
    lost: int = 0


class Erased(Body, frozen=True):
    """Of `erased`."""

    cause: ErasedFor


UNREADABLE = (
    "An entry of the override log can't be read: it was changed from outside. See what with `framekeeper log verify`."
)
B = TypeVar("B")
_encoder = msgspec.json.Encoder()


def encode(body: Body) -> bytes:
    """Give the JSON of a body, as it is committed to and kept."""
    return _encoder.encode(body)


def decode(body: bytes, kind: type[B]) -> B:
    """Read the JSON of a body; raises VaultDamaged where it isn't one of that kind."""
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.MsgspecError:
        raise VaultDamaged(UNREADABLE) from None


def read_time(text: str) -> datetime:
    """Read a time as the log writes it; raises VaultDamaged where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise VaultDamaged(UNREADABLE) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
