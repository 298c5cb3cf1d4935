"""The register of consents: to testimonials, photographs, sharing, recording."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.practice import Day
from protocol.messages.words import Interaction, Message, Short, Time

ConsentKind = Literal["testimonial", "photograph", "sharing", "recording", "other"]
ConsentState = Literal["valid", "expired", "withdrawn", "barred"]


class Bar(Message, frozen=True):
    """What the law of the place bars, whatever a client consents to. `checked`: whether the source was read."""

    code: str
    reason: str
    source: str
    checked: bool


class ConsentedShare(Message, frozen=True):
    """A share or mention that was gone ahead with while a consent stood, or after it had ended; an entry of the log."""

    sequence: int
    time: Time
    interaction: Interaction
    platform: str


class Consent(Message, frozen=True):
    """One consent as it stands today. `platform` is empty where it holds for any, `expires` its last day.

    `shares` names what was shared since it was given, where it was withdrawn: that may have to be taken down.
    """

    id: str
    client: str
    label: str
    kind: ConsentKind
    scope: str
    platform: str
    given: Day
    expires: Day | None
    withdrawn: Day | None
    added: Time
    state: ConsentState
    bar: Bar | None = None
    shares: list[ConsentedShare] = []


class ConsentSays(Message, frozen=True):
    """Whether a client has consented to what a warning is about; `none` where no consent covers it.

    `day` is the last on which a consent holds or held, or on which it was withdrawn.
    """

    state: Literal["valid", "expired", "withdrawn", "barred", "none"]
    kind: ConsentKind | None = None
    scope: str = ""
    day: Day | None = None


class ConsentAdd(Message, frozen=True, tag="consent.add"):
    """`platform` as in an account's key, empty for any; without `given` it was given today."""

    client: Short
    kind: ConsentKind
    scope: Short = ""
    platform: Short = ""
    given: Day | None = None
    expires: Day | None = None


class ConsentList(Message, frozen=True, tag="consent.list"):
    """A page of all consents, or of those of one client, the latest given first."""

    client: Short | None = None
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 200


class ConsentWithdraw(Message, frozen=True, tag="consent.withdraw"):
    """The client took it back on a day; without `on`, today."""

    consent: Short
    on: Day | None = None


class ConsentRemove(Message, frozen=True, tag="consent.remove"):
    """It was recorded by mistake. A consent that was given and taken back is withdrawn, not removed."""

    consent: Short


class ConsentReply(Message, frozen=True, tag="consent.reply"):
    """One consent, as it is or, removed, was; `change` undoes what was done."""

    consent: Consent
    change: int | None = None


class ConsentsReply(Message, frozen=True, tag="consents.reply"):
    """The latest given first; `more` is the `skip` of the next page, null at the end."""

    consents: list[Consent]
    more: int | None = None


Request = ConsentAdd | ConsentList | ConsentWithdraw | ConsentRemove
Reply = ConsentReply | ConsentsReply
