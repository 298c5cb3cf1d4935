"""Messages of who was given which version of the policy, and signed it."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.practice import Day
from protocol.messages.words import Message, Sentence, Short, Status

PolicyStanding = Literal["signed", "given", "outdated", "missing"]
"""The latest version signed; given and not signed; an earlier one given; none given."""


class PolicyGiving(Message, frozen=True):
    """A version that a client was given, and the day of signing, null if it isn't signed."""

    version: int
    given: Day
    signed: Day | None


class PolicyClient(Message, frozen=True):
    """A client and what they were given, the latest version first. `status` is null for one who is off the watch list.

    `is_missing`: a current client who hasn't signed the latest version.
    """

    client: str
    label: str
    status: Status | None
    standing: PolicyStanding
    is_missing: bool
    givings: list[PolicyGiving]


class PolicyClients(Message, frozen=True, tag="policy.clients"):
    """A page of who was given which version, by label; `missing`: only those who haven't signed the latest."""

    missing: bool = False
    client: Short | None = None
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=200)] = 100


class PolicyClientsReply(Message, frozen=True, tag="policy.clients.reply"):
    """`missing` counts over all pages; `more` is the `skip` of the next page, null at the end."""

    clients: list[PolicyClient]
    total: int
    missing: int
    more: int | None = None
    change: int | None = None


class PolicyGive(Message, frozen=True, tag="policy.give"):
    """Record that a client was given a version, and when they signed it; null takes a signature away.

    `version` null is the latest; `given` null is today, or the day that is recorded.
    """

    client: Short
    version: Annotated[int, Meta(ge=1)] | None = None
    given: Day | None = None
    signed: Day | None = None


class PolicyTakeBack(Message, frozen=True, tag="policy.take_back"):
    """That a client was given a version was recorded by mistake."""

    client: Short
    version: Annotated[int, Meta(ge=1)]


class PolicyImport(Message, frozen=True, tag="policy.import"):
    """Days of giving and signing as CSV with a heading: client (label or id), given, signed, and perhaps version.

    Without `apply` it is only read, and what each line would do is said. With it, all lines are taken, or none.
    """

    text: Annotated[str, Meta(max_length=400_000)]
    apply: bool = False


class PolicyImportLine(Message, frozen=True):
    """What a line says; `problem` is a sentence on why it can't be taken."""

    line: int
    client: str
    label: str
    version: int | None
    given: Day
    signed: Day | None
    problem: Sentence = ""


class PolicyImportReply(Message, frozen=True, tag="policy.import.reply"):
    """At most 1,000 lines; `applied` says whether they were taken."""

    lines: list[PolicyImportLine]
    problems: int
    applied: bool
    change: int | None = None


Request = PolicyClients | PolicyGive | PolicyTakeBack | PolicyImport
Reply = PolicyClientsReply | PolicyImportReply
