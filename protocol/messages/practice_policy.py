"""The social media policy: what it is made from, its words, its versions, and who was given which and signed it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from protocol.messages.practice import Country, Day
from protocol.messages.words import Message, Sentence, Short, Text, Time

Profession = Literal["psychologist", "counsellor", "social_worker", "family_therapist", "psychotherapist"]
PolicyLanguage = Literal["en", "es", "de"]
PolicyFormat = Literal["docx", "pdf", "html", "md"]
PolicyKind = Literal["policy", "consent"]
"""The policy itself, or the clause for an informed-consent form, of the same answers."""
Channel = Literal["portal", "email", "phone", "text", "social"]
WorksWith = Literal["minors", "couples", "groups"]


class PolicyAnswers(Message, frozen=True):
    """What the policy is made from. `effective` is empty for the day on which the version is finished.

    `response_days` are working days; `list_years` is how long after therapy a client stays on the list of accounts.
    `checked` names the standards whose text the therapist has read; `added` is a clause of the therapist's own.
    """

    therapist: Short = ""
    practice: Short = ""
    profession: Profession = "psychotherapist"
    country: Country = ""
    effective: Day = ""
    portal: Short = ""
    email: Short = ""
    phone: Short = ""
    channels: Annotated[list[Channel], Meta(max_length=5)] = msgspec.field(default_factory=lambda: ["portal"])
    response_days: Annotated[int, Meta(ge=1, le=14)] = 2
    former: Literal["never", "years"] = "never"
    former_years: Annotated[int, Meta(ge=1, le=30)] = 5
    page: Literal["public", "private", "none"] = "public"
    clients_may_follow: bool = False
    comments: Literal["off", "open"] = "off"
    direct_messages: Literal["off", "redirected", "unread", "answered"] = "redirected"
    searching: Literal["never", "safety", "agreed"] = "safety"
    examples: Literal["none", "invented"] = "none"
    testimonials: Literal["never", "consent"] = "never"
    sharing: Literal["never", "consent"] = "never"
    recording: Literal["never", "consent"] = "never"
    messages_in_record: Literal["all", "relevant", "none"] = "relevant"
    works_with: Annotated[list[WorksWith], Meta(max_length=3)] = []
    list_years: Annotated[int, Meta(ge=0, le=30)] = 7
    supervision: Literal["supervision", "colleagues"] = "supervision"
    checked: Annotated[list[Short], Meta(max_length=20)] = []
    added: Text = ""


class PolicyProblem(Message, frozen=True):
    """Why a policy can't be finished: an answer is missing, or answers contradict each other."""

    kind: Literal["missing", "contradiction"]
    code: str
    answers: list[str]
    sentence: Sentence


class Citation(Message, frozen=True):
    """A standard that the policy names; `checked`: the therapist has read it there."""

    code: str
    text: str
    checked: bool


class PolicyBlock(Message, frozen=True):
    """A paragraph, a list, or the lines to sign on, each of `items` a line."""

    kind: Literal["text", "list", "signatures"]
    text: str = ""
    items: list[str] = []


class PolicySection(Message, frozen=True):
    """A clause with its words."""

    clause: str
    heading: str
    blocks: list[PolicyBlock]


class PolicyText(Message, frozen=True):
    """A policy or a consent clause in words. `mark` says that it is a draft, empty if it isn't one."""

    language: PolicyLanguage
    country: Country
    title: str
    subtitle: str
    mark: str
    sections: list[PolicySection]


class PolicyDraft(Message, frozen=True, tag="policy.draft"):
    """What is being written; without a draft, the answers of the latest version, or the first ones."""


class PolicySave(Message, frozen=True, tag="policy.save"):
    """Keep the draft as it is typed, however unfinished. It can't be undone; the next one replaces it."""

    answers: PolicyAnswers


class PolicyDiscard(Message, frozen=True, tag="policy.discard"):
    """Throw the draft away and go back to the latest version; `change` undoes that."""


class PolicyDraftReply(Message, frozen=True, tag="policy.draft.reply"):
    """`saved` is null where nothing is being written. `problems` keep it from being finished."""

    answers: PolicyAnswers
    saved: Time | None
    problems: list[PolicyProblem]
    citations: list[Citation]
    change: int | None = None


class PolicyPreview(Message, frozen=True, tag="policy.preview"):
    """The draft in words, or a version; `version` is its number, null for the draft."""

    language: PolicyLanguage
    kind: PolicyKind = "policy"
    version: Annotated[int, Meta(ge=1)] | None = None


class PolicyPreviewReply(Message, frozen=True, tag="policy.preview.reply"):
    """In words."""

    text: PolicyText


class PolicyFinish(Message, frozen=True, tag="policy.finish"):
    """Make the draft a version; refused while anything is missing or contradicts itself."""


class PolicyVersion(Message, frozen=True):
    """A version: never changed any more. `review_due` is a year after it was made or `reviewed`."""

    number: int
    made: Time
    effective: Day
    reviewed: Day
    review_due: Day
    is_due: bool
    given: int
    signed: int


class PolicyVersions(Message, frozen=True, tag="policy.versions"):
    """All versions."""


class PolicyVersionsReply(Message, frozen=True, tag="policy.versions.reply"):
    """The latest first."""

    versions: list[PolicyVersion]
    change: int | None = None


class PolicyReviewed(Message, frozen=True, tag="policy.reviewed"):
    """The latest version was read again and stays as it is: the next review is due in a year."""


class PolicyRemove(Message, frozen=True, tag="policy.remove"):
    """Delete a version; refused where clients were given it."""

    version: Annotated[int, Meta(ge=1)]


class PolicyDifferences(Message, frozen=True, tag="policy.differences"):
    """What differs from a version to a later one; `after` is null for the draft."""

    before: Annotated[int, Meta(ge=1)]
    after: Annotated[int, Meta(ge=1)] | None = None
    language: PolicyLanguage = "en"


class PolicyLine(Message, frozen=True):
    """A line of a clause: it stayed, or is only in one of the two."""

    kind: Literal["same", "gone", "new"]
    text: str


class PolicyClauseChange(Message, frozen=True):
    """A clause that differs."""

    clause: str
    heading: str
    lines: list[PolicyLine]


class PolicyDifferencesReply(Message, frozen=True, tag="policy.differences.reply"):
    """The clauses that differ, in the policy's order; none: the two say the same."""

    clauses: list[PolicyClauseChange]


class PolicyExport(Message, frozen=True, tag="policy.export"):
    """A file of a version, or of the draft, which is then marked as one."""

    format: PolicyFormat
    language: PolicyLanguage
    kind: PolicyKind = "policy"
    version: Annotated[int, Meta(ge=1)] | None = None


Request = (
    PolicyDraft
    | PolicySave
    | PolicyDiscard
    | PolicyPreview
    | PolicyFinish
    | PolicyVersions
    | PolicyReviewed
    | PolicyRemove
    | PolicyDifferences
    | PolicyExport
)
Reply = PolicyDraftReply | PolicyPreviewReply | PolicyVersionsReply | PolicyDifferencesReply
