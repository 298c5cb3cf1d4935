"""A crisis: the client's card, what was done and when, and the hold meanwhile. Nothing is ever dialled."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.words import Message, Short, Text, Time

CrisisDanger = Literal["now", "not_now"]
"""Whether somebody is in danger at this moment; `not_now` is also said where nobody knows."""
CrisisStepName = Literal["emergency", "client", "contact", "welfare", "consult"]
"""Whom the therapist calls, in this order; `consult` goes beside all of them and is waited for by none."""
CrisisResult = Literal["done", "reached", "no_answer"]
CrisisFollowName = Literal["record", "session", "supervision", "policy"]
"""What is due within 24 hours: enter it in the record, in the next session, in supervision; look at the policy."""
HoldHours = Annotated[int, Meta(ge=0, le=168)]


class CrisisStep(Message, frozen=True):
    """A step that was taken, when, and what came of it."""

    step: CrisisStepName
    time: Time
    result: CrisisResult = "done"
    note: Text = ""


class CrisisFollow(Message, frozen=True):
    """What was seen to afterwards, and when."""

    follow: CrisisFollowName
    time: Time


class Crisis(Message, frozen=True):
    """What was seen and done about one client. `due`: when the rest must be seen to; `closed` is null until it is."""

    id: str
    client: str
    label: str
    begun: Time
    platform: str
    danger: CrisisDanger | None
    seen_at: Time
    seen_how: Text
    steps: list[CrisisStep]
    followed: list[CrisisFollow]
    outcome: Text
    closed: Time | None
    due: Time = ""


class CrisisBegin(Message, frozen=True, tag="crisis.begin"):
    """Begin a record about a client, and hold all toward them for so many hours; one that goes on is gone on with.

    `platform` is where it was seen, if it was on one.
    """

    client: Short
    hours: Annotated[int, Meta(ge=1, le=168)] = 24
    platform: Short = ""


class CrisisEdit(Message, frozen=True, tag="crisis.edit"):
    """Change what isn't null."""

    crisis: Short
    danger: CrisisDanger | None = None
    seen_at: Time | None = None
    seen_how: Text | None = None
    outcome: Text | None = None


class CrisisTake(Message, frozen=True, tag="crisis.step"):
    """A step was taken just now; without `result` it wasn't, after all."""

    crisis: Short
    step: CrisisStepName
    result: CrisisResult | None = "done"
    note: Text = ""


class CrisisFollowUp(Message, frozen=True, tag="crisis.follow"):
    """One of the things that are due afterwards was seen to, or, without `done`, wasn't after all."""

    crisis: Short
    follow: CrisisFollowName
    done: bool = True


class CrisisClose(Message, frozen=True, tag="crisis.close"):
    """It is over, and this is how it ended. Nothing but what is due afterwards changes from then on."""

    crisis: Short
    outcome: Text


class CrisisRemove(Message, frozen=True, tag="crisis.remove"):
    """It was begun by mistake."""

    crisis: Short


class CrisisShow(Message, frozen=True, tag="crisis.show"):
    """One record."""

    crisis: Short


class CrisisList(Message, frozen=True, tag="crisis.list"):
    """A page of all records, or of one client's, or of those that aren't closed; the latest first."""

    client: Short | None = None
    open: bool = False
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 20


class CrisisReply(Message, frozen=True, tag="crisis.reply"):
    """One record, as it is or, removed, was; until when all toward the client is held, null where nothing is.

    `change` undoes what was done.
    """

    crisis: Crisis
    held_until: Time | None = None
    change: int | None = None


class CrisesReply(Message, frozen=True, tag="crises.reply"):
    """The latest first; `more` is the `skip` of the next page, null at the end."""

    crises: list[Crisis]
    more: int | None = None


class CrisisHold(Message, frozen=True, tag="crisis.hold"):
    """Hold everything toward a client for so many hours from now, without a way ahead; 0 ends that."""

    client: Short
    hours: HoldHours = 24


class CrisisHolds(Message, frozen=True, tag="crisis.holds"):
    """Ask which clients nothing goes through to."""


class HeldInCrisis(Message, frozen=True):
    """A client to whom nothing goes through until then."""

    client: str
    label: str
    since: Time
    until: Time


class CrisisHoldsReply(Message, frozen=True, tag="crisis.holds.reply"):
    """The latest first."""

    holds: list[HeldInCrisis]


class CrisisCard(Message, frozen=True):
    """Whom to call about a client, as the therapist wrote it; `changed` is null where nothing is written yet."""

    phone: Short = ""
    place: Text = ""
    contact: Text = ""
    plan: Text = ""
    notes: Text = ""
    changed: Time | None = None


class CrisisCardOpen(Message, frozen=True, tag="crisis.card"):
    """Open a client's card: the override log says so."""

    client: Short


class CrisisCardSave(Message, frozen=True, tag="crisis.card.save"):
    """Write a client's card whole; where all is empty there is none."""

    client: Short
    phone: Short = ""
    place: Text = ""
    contact: Text = ""
    plan: Text = ""
    notes: Text = ""


class CrisisCardReply(Message, frozen=True, tag="crisis.card.reply"):
    """A card. `logged` is the sequence of the opening's entry; null after saving, and where the disk was full.

    `change` undoes what was done.
    """

    client: str
    label: str
    card: CrisisCard
    logged: int | None = None
    change: int | None = None


Request = (
    CrisisBegin
    | CrisisEdit
    | CrisisTake
    | CrisisFollowUp
    | CrisisClose
    | CrisisRemove
    | CrisisShow
    | CrisisList
    | CrisisHold
    | CrisisHolds
    | CrisisCardOpen
    | CrisisCardSave
)
Reply = CrisisReply | CrisesReply | CrisisHoldsReply | CrisisCardReply
