"""Supervision: what waits for it, dilemmas that are worked through, an agenda without names, what came of it."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.log import Entry
from protocol.messages.practice import Day
from protocol.messages.practice_contacts import Contact
from protocol.messages.words import Message, Short, Text, Time

AgendaFormat = Literal["pdf", "md"]
Language = Annotated[str, Meta(max_length=35)]
"""A tag such as `es` or `en-US`; the texts are those of the extension."""
ItemId = Annotated[str, Meta(max_length=60)]
"""`log:` and a sequence, `contact:` and an id, `dilemma:` and an id."""


class Dilemma(Message, frozen=True):
    """A dilemma worked through: what is known, what could be done, what the standards say, what was decided and why."""

    id: str
    title: Short
    client: str | None
    label: str
    facts: Text
    options: Text
    standard: Text
    decision: Text
    consulted: Text
    added: Time
    changed: Time


class DilemmaSave(Message, frozen=True, tag="dilemma.save"):
    """Write a dilemma whole: a new one without `dilemma`."""

    title: Short
    dilemma: Short | None = None
    client: Short | None = None
    facts: Text = ""
    options: Text = ""
    standard: Text = ""
    decision: Text = ""
    consulted: Text = ""


class DilemmaRemove(Message, frozen=True, tag="dilemma.remove"):
    """It was written by mistake."""

    dilemma: Short


class DilemmaReply(Message, frozen=True, tag="dilemma.reply"):
    """One dilemma, as it is or, removed, was; `change` undoes what was done."""

    dilemma: Dilemma
    change: int | None = None


class Waiting(Message, frozen=True):
    """What waits for supervision, or was there: one of the three is given. `outcome` is empty until then."""

    item: ItemId
    entry: Entry | None = None
    contact: Contact | None = None
    dilemma: Dilemma | None = None
    discussed: Day | None = None
    outcome: Text = ""


class Supervision(Message, frozen=True, tag="supervision"):
    """What waits for supervision, the latest first; `discussed`: what was there instead."""

    discussed: bool = False
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 50


class SupervisionReply(Message, frozen=True, tag="supervision.reply"):
    """`next_day` is when supervision is next, and with whom; `change` undoes what was done."""

    waiting: list[Waiting]
    total: int
    more: int | None = None
    next_day: Day | None = None
    next_with: Short = ""
    change: int | None = None


class SupervisionDiscussed(Message, frozen=True, tag="supervision.discussed"):
    """An item was discussed: on which day (today), and what came of it. Without an outcome it waits again."""

    item: ItemId
    outcome: Text = ""
    day: Day | None = None


class SupervisionNext(Message, frozen=True, tag="supervision.next"):
    """When supervision is next; null: that isn't known."""

    day: Day | None = None
    with_whom: Short = ""


class SupervisionAgenda(Message, frozen=True, tag="supervision.agenda"):
    """Make a file of what waits, without names, handles or links. `notes`: with what the therapist wrote, scrubbed."""

    format: AgendaFormat = "pdf"
    language: Language = "en"
    notes: bool = True


Request = DilemmaSave | DilemmaRemove | Supervision | SupervisionDiscussed | SupervisionNext | SupervisionAgenda
Reply = DilemmaReply | SupervisionReply
