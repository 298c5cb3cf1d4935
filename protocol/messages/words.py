"""The words of the wire: the closed sets and bounded strings that messages are made of."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

VERSION = 1
"""The version of the wire. Raised whenever an older peer would misunderstand a newer one."""

Interaction = Literal[
    "follow",
    "react",
    "comment",
    "share",
    "message",
    "mention",
    "view",
    "join",
    "vote",
    "endorse",
    "review_reply",
]
Status = Literal["prospective", "current", "former"]
VerdictName = Literal["listed", "possible", "clear", "unknown"]
Tier = Literal["A", "B", "C"]
"""A: a warning; going ahead opens after 3 s and needs a reason. B: a warning, one tap on a reason. C: toolbar only."""
Role = Literal["opens", "performs"]
OwnRole = Literal["personal", "professional"]
"""What one of the therapist's own accounts is for."""
Gesture = Literal["click", "key", "double_click", "submit", "touch", "address"]
"""`address`: no gesture on the page, but its address, typed or come to by itself."""
Outcome = Literal["heeded", "overridden", "not_my_client", "expired"]
Use = Literal["granted", "used", "lapsed"]
EntryKind = Literal["warning", "missed", "crisis_card", "crisis_hold"]
"""What an entry of the override log is about: a warning, an interaction that none came before, the opening of a
client's crisis card, or a crisis hold."""
PeriodKind = Literal["paused", "unprotected", "restored", "reseeded", "exported", "erased"]
ExportFormat = Literal["csv", "json", "pdf"]
HandleSource = Literal["client_provided", "inbound_contact", "incidental"]
Flag = Literal["next_session", "supervision", "record"]
Reason = Literal[
    "client_consented_in_session",
    "clinical_purpose_documented",
    "safety_or_welfare_check",
    "professional_account_policy_allows",
    "unavoidable_shared_community",
    "preexisting_relationship",
    "undoing_earlier_interaction",
    "supervisor_advised",
    "legal_or_regulatory_duty",
    "other",
]

Short = Annotated[str, Meta(max_length=200)]
Text = Annotated[str, Meta(max_length=4000)]
Sentence = Annotated[str, Meta(extra={"sentence": True})]
"""What the agent says to a person: in English where it arises, in the session's language when it is sent."""
AccountKey = Annotated[str, Meta(min_length=3, max_length=300)]
Names = Annotated[list[Short], Meta(max_length=50)]
Time = Annotated[str, Meta(max_length=40)]
"""ISO 8601 in UTC, e.g. `2026-11-22T10:00:00.000Z`."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What all messages share."""
