"""What is due: what a therapist would forget otherwise."""

from typing import Literal

from protocol.messages.practice import Day
from protocol.messages.words import Message

DueKind = Literal[
    "policy_none",
    "policy_review",
    "policy_unsigned",
    "numbers_unconfirmed",
    "consents_expired",
    "consents_ending",
    "profiles_due",
    "crisis_open",
    "crisis_record",
    "crisis_session",
    "crisis_supervision",
    "crisis_policy",
    "contacts_open",
    "contacts_session",
    "contacts_record",
    "next_session",
    "log_record",
    "supervision_day",
    "supervision_waiting",
    "retention_past",
    "records_past",
]


class DueItem(Message, frozen=True):
    """One kind of thing that is due: how many there are, and the day by which, where there is one."""

    kind: DueKind
    count: int = 1
    day: Day | None = None


class Due(Message, frozen=True, tag="due"):
    """Ask for what is due."""


class DueReply(Message, frozen=True, tag="due.reply"):
    """In the order in which a therapist would see to it; empty where nothing is due."""

    due: list[DueItem]


Request = Due
Reply = DueReply
