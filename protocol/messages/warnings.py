"""Verdicts on accounts, and the life of a warning."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.drafts import Draft
from protocol.messages.practice_consents import ConsentSays
from protocol.messages.words import (
    AccountKey,
    Flag,
    Gesture,
    Interaction,
    Message,
    Outcome,
    OwnRole,
    Reason,
    Role,
    Short,
    Status,
    Text,
    Tier,
    Time,
    VerdictName,
)


class Sighting(Message, frozen=True):
    """One account as a page shows it: its key, other keys of the same account, names seen beside it.

    Or, with a `text`, what is about to be published and may name somebody; the key then stands for that text.
    """

    account: AccountKey
    aliases: Annotated[list[AccountKey], Meta(max_length=8)] = []
    names: Annotated[list[Short], Meta(max_length=4)] = []
    text: Draft = ""


class Check(Message, frozen=True, tag="check"):
    """Asks for the verdict on each account; answered in the same order."""

    sightings: Annotated[list[Sighting], Meta(max_length=200)]


class Verdict(Message, frozen=True):
    """`holds` names the interactions that are to be held; `asks` those of tier C, which only the toolbar shows."""

    verdict: VerdictName
    holds: list[Interaction] = []
    asks: list[Interaction] = []


class Verdicts(Message, frozen=True, tag="verdicts"):
    """`epoch` changes whenever a verdict may have changed. The record's padded length depends on the count only."""

    epoch: int
    verdicts: list[Verdict]


class WarningOpen(Message, frozen=True, tag="warning.open"):
    """A gesture was held: record `warned` and say what the window shows.

    `own_account` is the therapist's account in use, if the page shows it.
    """

    sightings: Annotated[list[Sighting], Meta(min_length=1, max_length=8)]
    interaction: Interaction
    role: Role
    gesture: Gesture
    own_account: AccountKey | None = None


class WarningView(Message, frozen=True, tag="warning.view"):
    """What a warning shows. `warning` is the sequence of its first event; `wait` seconds before going ahead opens.

    `own_role` is null where the own account isn't known, or isn't on the list of own accounts.
    `consent` is there where a client would be shared or mentioned. `crisis_until`: there is no way ahead until then.
    `layout` is one of four (0 to 3) which rotate, since attention falls at the second identical exposure.
    """

    warning: int
    client: str
    label: str
    status: Status
    verdict: VerdictName
    tier: Tier
    platform: str
    account: AccountKey
    interaction: Interaction
    own_account: AccountKey | None
    own_role: OwnRole | None
    wait: float
    layout: int
    snooze: bool
    consent: ConsentSays | None = None
    crisis_until: Time | None = None


class WarningDecide(Message, frozen=True, tag="warning.decide"):
    """The outcome. `reason` goes with `overridden`; `other` needs a note. `snooze`: 15 minutes, tiers B and C only."""

    warning: int
    outcome: Outcome
    reason: Reason | None = None
    note: Text = ""
    flags: Annotated[list[Flag], Meta(max_length=3)] = []
    snooze: bool = False


class WarningDecided(Message, frozen=True, tag="warning.decided"):
    """Durable by now. `granted`: the gesture may be made; `seconds` for how long."""

    warning: int
    granted: bool
    seconds: int = 0


class WarningUse(Message, frozen=True, tag="warning.use"):
    """What became of a granted override."""

    warning: int
    use: Literal["used", "lapsed"]


class Missed(Message, frozen=True, tag="missed"):
    """An interaction's request went out, and the extension saw no gesture that it knows: recorded for clients only."""

    sightings: Annotated[list[Sighting], Meta(min_length=1, max_length=8)]
    interaction: Interaction


class AdapterOutdated(Message, frozen=True, tag="adapter.outdated"):
    """An adapter, by name and the day it was `checked`, missed these interactions more often than chance would."""

    adapter: Annotated[str, Meta(min_length=1, max_length=40)]
    checked: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    interactions: Annotated[list[Interaction], Meta(min_length=1, max_length=20)]


class ClearingUndo(Message, frozen=True, tag="clearing.undo"):
    """Take a "Not my client" answer back."""

    warning: int


class ClearingList(Message, frozen=True, tag="clearing.list"):
    """List the "Not my client" answers about a client that hold."""

    client: str


class Clearing(Message, frozen=True):
    """An answer that holds, by its latest warning. `account` is null where a name only resembled: it isn't kept."""

    warning: int
    time: Time
    platform: str
    interaction: Interaction
    account: AccountKey | None


class ClearingsReply(Message, frozen=True, tag="clearings.reply"):
    """The latest first. `unknown` answers hold too, but their warnings are no longer in the log."""

    clearings: list[Clearing]
    unknown: int


class Pause(Message, frozen=True, tag="pause"):
    """No holds for so many minutes, recorded as a pause; 0 ends one."""

    minutes: Annotated[int, Meta(ge=0, le=480)]


class Unprotected(Message, frozen=True, tag="unprotected"):
    """Reported at the next contact: the therapist went on without protection between these two times."""

    since: Time
    until: Time


Request = (
    Check
    | WarningOpen
    | WarningDecide
    | WarningUse
    | Pause
    | Unprotected
    | Missed
    | AdapterOutdated
    | ClearingList
    | ClearingUndo
)
Reply = Verdicts | WarningView | WarningDecided | ClearingsReply
