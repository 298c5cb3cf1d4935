"""What all registers of the practice share, and the numbers for a crisis."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.words import Message, Short, Time

Day = Annotated[str, Meta(max_length=10)]
"""A day where the therapist is, e.g. `2026-11-22`."""
Country = Annotated[str, Meta(max_length=2)]
"""ISO 3166-1, e.g. `US`; empty where it isn't known."""


class PracticeUndo(Message, frozen=True, tag="practice.undo"):
    """Undo a change of any register, by the number that its reply gave, until the vault is locked."""

    change: Annotated[int, Meta(ge=1)]


class PracticeErase(Message, frozen=True, tag="practice.erase"):
    """Take away all that the practice has recorded about a client, on the watch list or not.

    The passphrase is asked for again.
    """

    client: Short
    passphrase: Annotated[str, Meta(max_length=1000)]


RecordKind = Literal["contact", "consent", "crisis", "crisis_card"]
"""What of the practice has a time to be kept, apart from what all about a client is."""


class PastRecord(Message, frozen=True):
    """A record whose time is over: of which `day`, and since when it rests."""

    kind: RecordKind
    id: str
    client: str
    label: str
    day: Day
    since: Day


class PracticePast(Message, frozen=True, tag="practice.past"):
    """What of the practice is proposed for erasing, the oldest first, at most `limit` of it."""

    limit: Annotated[int, Meta(ge=0, le=500)] = 100


class PracticePastReply(Message, frozen=True, tag="practice.past.reply"):
    """`total` is how many records are past, shown or not."""

    past: list[PastRecord]
    total: int


class PracticeErasePast(Message, frozen=True, tag="practice.past.erase"):
    """Take away all records that are past; `count` is how many the therapist has said that it is to be."""

    count: Annotated[int, Meta(ge=1)]


class PracticeErased(Message, frozen=True, tag="practice.erased"):
    """How many records were taken away; `change` undoes it until the vault is locked."""

    records: int
    change: int | None = None


class PracticeChanged(Message, frozen=True, tag="practice.changed"):
    """`change` is what undoes what was done, null where nothing was changed."""

    change: int | None = None


class CrisisLine(Message, frozen=True):
    """Whom to call, as people there write it."""

    name: Short
    number: Short


class CrisisNumbers(Message, frozen=True, tag="numbers"):
    """A country's numbers. `noted` is the day on which they were written down, `checked` whether the source was read.

    `confirmed` is null until the therapist has confirmed them, and then they are the therapist's. `change` undoes that.
    """

    country: Country
    emergency: Short
    lines: list[CrisisLine]
    source: str
    noted: Day
    checked: bool
    confirmed: Time | None = None
    change: int | None = None


class NumbersShow(Message, frozen=True, tag="numbers.show"):
    """The numbers of one country, or of that of the practice; where none are known they are empty, to be filled in."""

    country: Country = ""


class NumbersConfirm(Message, frozen=True, tag="numbers.confirm"):
    """The therapist has checked these numbers; from now on they are used."""

    country: Country
    emergency: Short
    lines: Annotated[list[CrisisLine], Meta(max_length=12)]


Request = PracticeUndo | PracticeErase | PracticePast | PracticeErasePast | NumbersShow | NumbersConfirm
Reply = PracticeChanged | PracticePastReply | PracticeErased | CrisisNumbers
