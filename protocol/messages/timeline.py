"""All that is recorded about one client, in the order of time, whatever part of Framekeeper recorded it."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.practice import Day
from protocol.messages.practice_supervision import ItemId, Language
from protocol.messages.watchlist import Client
from protocol.messages.words import Message, Short, Time

MomentKind = Literal["warning", "missed", "cleared", "contact", "consent", "policy", "supervision", "crisis", "client"]
"""`cleared`: a warning that was answered "Not my client"; `client`: what was changed on the watch list."""
Kinds = Annotated[list[MomentKind], Meta(max_length=20)]
Order = Literal["latest", "oldest"]
RecordFormat = Literal["pdf", "md"]
TextKey = Annotated[str, Meta(max_length=60)]
"""The key of one of the extension's texts (`_locales`): the same word on the screen and on paper."""


class Detail(Message, frozen=True):
    """One thing that is to be said about a moment: what it is, and what is said of it.

    `says` are texts of the extension, `text` was typed by the therapist or names an account; `day` is when that was
    added, where it wasn't at once. `of_others`: it is about somebody else, so that a copy without others leaves it out.
    """

    name: TextKey
    says: list[TextKey] = []
    text: str = ""
    day: Day | None = None
    of_others: bool = False


class Moment(Message, frozen=True):
    """Something that is recorded about a client. `day` is that of the therapist's clock, `time` null where it has none.

    `says` are texts that tell what it is, the general one first, with `values` in its places `$1`, `$2`. `item` is
    where it stands: `log:` and a sequence, `contact:`, `consent:` and an id, and so on.
    """

    kind: MomentKind
    item: ItemId
    day: Day
    says: list[TextKey]
    time: Time | None = None
    values: list[str] = []
    platform: str = ""
    details: list[Detail] = []


class MomentCount(Message, frozen=True):
    """How many moments of a kind there are, in the days that were asked for."""

    kind: MomentKind
    count: int


class TimelineFilter(Message, frozen=True):
    """Which moments of a client: of some kinds, or of all where none is given; from a day on, until a day."""

    client: Short
    kinds: Kinds = []
    since: Day | None = None
    until: Day | None = None


class ClientTimeline(TimelineFilter, frozen=True, tag="client.timeline"):
    """A page of what is recorded about a client, on the watch list or not."""

    order: Order = "latest"
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class ClientTimelineReply(Message, frozen=True, tag="client.timeline.reply"):
    """`client` is null where they are off the watch list; `label` is then the one that the records have.

    `total` counts what was asked for, `counts` each kind that there is; `more` is the `skip` of the next page, null at
    the end.
    """

    client: Client | None
    label: str
    moments: list[Moment]
    counts: list[MomentCount]
    total: int
    more: int | None = None


class ClientRecord(TimelineFilter, frozen=True, tag="client.record"):
    """Make a file of a client's page, oldest first, with a checkpoint of the override log; the log notes that.

    Without `others`, whoever else is on the watch list is but a letter, and what may name somebody else is left out.
    """

    format: RecordFormat = "pdf"
    language: Language = "en"
    others: bool = False


Request = ClientTimeline | ClientRecord
Reply = ClientTimelineReply
