"""Drafts: what the therapist is about to publish, read in memory and forgotten."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.words import AccountKey, Message, Sentence, Short

DraftKind = Literal["client", "session", "diagnosis", "prescription", "topic"]
"""What a hint is about: it tells of a client or a session, diagnoses, prescribes, or touches an own topic."""

Draft = Annotated[str, Meta(max_length=20_000)]


class DraftCheck(Message, frozen=True, tag="draft.check"):
    """What stands in a composer, and from which account it would be published, if the page shows it."""

    text: Draft
    own_account: AccountKey | None = None


class DraftHint(Message, frozen=True):
    """A phrase to think about. `words` are those of the draft, `phrase` names the rule or the topic."""

    kind: DraftKind
    phrase: Short
    words: Annotated[str, Meta(max_length=1000)]


class DraftHints(Message, frozen=True, tag="draft.hints"):
    """In the order of the text; empty where nothing is to be thought about, or hints are switched off.

    `problems` name the phrases that are broken and so are off.
    """

    hints: list[DraftHint]
    problems: list[Sentence] = []


Request = DraftCheck
Reply = DraftHints
