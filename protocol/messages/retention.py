"""What is past its retention, who is under a legal hold, and the erasing of what the override log recorded."""

from typing import Annotated

from msgspec import Meta

from protocol.messages.words import EntryKind, Interaction, Message, Short, Time


class PastEntry(Message, frozen=True):
    """An entry of the override log whose time is over; `since` is when its retention began, by the day or so."""

    sequence: int
    time: Time
    since: Time
    client: str
    label: str
    kind: EntryKind
    interaction: Interaction | None
    platform: str


class HeldClient(Message, frozen=True):
    """A client under a legal hold; `label` is empty where nothing is left that tells it."""

    client: str
    label: str
    since: Time


class Retention(Message, frozen=True, tag="retention"):
    """What is proposed for erasing, the oldest first, at most `limit` of it; and who is under a legal hold."""

    limit: Annotated[int, Meta(ge=0, le=500)] = 100


class RetentionReply(Message, frozen=True, tag="retention.reply"):
    """`total` is how many are past, shown or not; `years` is the setting, 0 for good.

    Nothing is past while `legal_hold` is on, which is for everybody.
    """

    past: list[PastEntry]
    total: int
    years: int
    legal_hold: bool
    holds: list[HeldClient]


class LegalHold(Message, frozen=True, tag="legal.hold"):
    """Put a client under a legal hold, by id, or end that; they need not be on the watch list any longer."""

    client: Short
    on: bool


class LogErase(Message, frozen=True, tag="log.erase"):
    """Erase what entries recorded, for good: those of `sequences`, all of a `client`, or all that is `past`.

    Exactly one of the three. `count` is how many the therapist has said that it is to be; without it nothing is erased,
    and the answer says how many it would be. With it the passphrase is asked for again, unless it is 0.
    """

    sequences: Annotated[list[int], Meta(max_length=500)] = []
    client: Short | None = None
    past: bool = False
    count: Annotated[int, Meta(ge=0)] | None = None
    passphrase: Annotated[str, Meta(max_length=1000)] | None = None


class LogErased(Message, frozen=True, tag="log.erased"):
    """How many entries were erased, or would be."""

    entries: int
    erased: bool


Request = LogErase | Retention | LegalHold
Reply = LogErased | RetentionReply
