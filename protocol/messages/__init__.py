"""Every message between a client of the agent and the agent: declared here and nowhere else.

A session carries three kinds of frame: a `Call` asks, an `Answer` replies to it by the same `id`, a
`Notice` is sent by the agent unasked. What they carry is told apart by the tag `type`. All are frozen, and
unknown fields are refused: a message that one side doesn't understand is an error, never a guess.
`protocol/generate.py` turns these declarations into the extension's types; `protocol/README.md` is the prose.
"""

from typing import Annotated

from msgspec import Meta

from protocol.messages import (
    drafts,
    due,
    figures,
    files,
    imports,
    keys,
    log,
    own,
    practice,
    practice_consents,
    practice_contacts,
    practice_crisis,
    practice_givings,
    practice_policy,
    practice_profiles,
    practice_supervision,
    retention,
    settings,
    state,
    timeline,
    warnings,
    watchlist,
)
from protocol.messages.words import AccountKey, Message


class ListChanged(Message, frozen=True, tag="list.changed"):
    """Verdicts given before are void: those on `accounts`, or all of them where none is named."""

    epoch: int
    accounts: list[AccountKey] = []


class RecordsChanged(Message, frozen=True, tag="records.changed"):
    """What the practice has recorded was changed, by whomever; verdicts stand."""


class Locked(Message, frozen=True, tag="locked"):
    """The vault is being locked; the connection ends."""


Request = (
    state.Request
    | settings.Request
    | warnings.Request
    | watchlist.Request
    | imports.Request
    | timeline.Request
    | own.Request
    | practice.Request
    | practice_contacts.Request
    | practice_crisis.Request
    | practice_supervision.Request
    | practice_consents.Request
    | practice_policy.Request
    | practice_givings.Request
    | practice_profiles.Request
    | log.Request
    | figures.Request
    | retention.Request
    | keys.Request
    | files.Request
    | drafts.Request
    | due.Request
)

Reply = (
    state.Reply
    | settings.Reply
    | warnings.Reply
    | watchlist.Reply
    | timeline.Reply
    | own.Reply
    | imports.Reply
    | practice.Reply
    | practice_contacts.Reply
    | practice_crisis.Reply
    | practice_supervision.Reply
    | practice_consents.Reply
    | practice_policy.Reply
    | practice_givings.Reply
    | practice_profiles.Reply
    | log.Reply
    | figures.Reply
    | retention.Reply
    | keys.Reply
    | files.Reply
    | drafts.Reply
    | due.Reply
)


class Call(Message, frozen=True, tag_field="frame", tag="call"):
    """A request; `id` rises by one within a session."""

    id: Annotated[int, Meta(ge=0)]
    body: Request


class Answer(Message, frozen=True, tag_field="frame", tag="answer"):
    """The reply to the call with the same `id`."""

    id: Annotated[int, Meta(ge=0)]
    body: Reply


News = ListChanged | RecordsChanged | Locked


class Notice(Message, frozen=True, tag_field="frame", tag="notice"):
    """Sent by the agent unasked."""

    body: News


Frame = Call | Answer | Notice
