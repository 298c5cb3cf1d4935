"""What is due, gathered from all that has days or waits for somebody. It reminds; nothing happens by itself."""

from collections.abc import Iterator
from datetime import date, timedelta

from agent.commands.givings import everybody
from agent.commands.practice_past import past_records
from agent.commands.profiles import all_profiles
from agent.commands.registry import Agent, Caller, handles
from agent.commands.retention import all_past
from agent.commands.supervision import page_of
from protocol.messages.due import Due, DueItem, DueKind, DueReply
from protocol.messages.log import LogFilter
from protocol.messages.practice_crisis import CrisisFollowName
from protocol.messages.practice_supervision import Supervision

SOON = timedelta(days=7)
"""How long before its day supervision is called to mind."""
ENDING = timedelta(days=30)
"""How long before its end a consent is called to mind: there is a session or two to renew it in."""
_AFTER: dict[CrisisFollowName, DueKind] = {
    "record": "crisis_record",
    "session": "crisis_session",
    "supervision": "crisis_supervision",
    "policy": "crisis_policy",
}
_MOST = 500
"""Entries that are counted; more are as many as anybody wants to know."""


@handles(Due)
def due(agent: Agent, _caller: Caller, _request: Due) -> DueReply:
    """Give what is due."""
    return DueReply(
        [
            *_crisis(agent),
            *_policy(agent),
            *_consents(agent),
            *_people(agent),
            *_profiles(agent),
            *_supervision(agent),
            *_records(agent),
        ]
    )


def _crisis(agent: Agent) -> Iterator[DueItem]:
    crises = agent.require_practice().crises
    going_on = crises.open()
    if going_on:
        yield DueItem("crisis_open", going_on)
    for name, (number, day) in crises.waiting().items():
        yield DueItem(_AFTER[name], number, str(day))


def _policy(agent: Agent) -> Iterator[DueItem]:
    practice = agent.require_practice()
    versions = practice.policy.versions()
    if not versions:
        yield DueItem("policy_none")
        return
    if versions[0].is_due:
        yield DueItem("policy_review", day=versions[0].review_due)
    missing = sum(client.is_missing for client in everybody(agent))
    if missing:
        yield DueItem("policy_unsigned", missing)
    country = practice.policy.country()
    if country and practice.numbers.confirmed(country) is None:
        yield DueItem("numbers_unconfirmed")


def _consents(agent: Agent) -> Iterator[DueItem]:
    base = agent.require_practice().base
    found = agent.require_practice().consents.ending(base.today() + ENDING)
    expired = [one for one in found if one.state == "expired"]
    if expired:
        yield DueItem("consents_expired", len(expired))
    if len(found) > len(expired):
        yield DueItem("consents_ending", len(found) - len(expired), day=found[len(expired)].expires)


def _profiles(agent: Agent) -> Iterator[DueItem]:
    count = sum(check.is_due for profile in all_profiles(agent) for check in profile.checks)
    if count:
        yield DueItem("profiles_due", count)


def _people(agent: Agent) -> Iterator[DueItem]:
    _, log = agent.require_open()
    contacts = agent.require_practice().contacts
    counts: dict[DueKind, int] = {
        "contacts_open": contacts.open(),
        "contacts_session": contacts.flagged("next_session"),
        "contacts_record": contacts.flagged("record"),
        "next_session": len(log.entries(LogFilter(flag="next_session"), None, _MOST).entries),
        "log_record": len(log.entries(LogFilter(flag="record"), None, _MOST).entries),
    }
    yield from (DueItem(kind, count) for kind, count in counts.items() if count)


def _supervision(agent: Agent) -> Iterator[DueItem]:
    practice = agent.require_practice()
    day, _ = practice.supervision.next()
    if day is not None and date.fromisoformat(day) - practice.base.today() <= SOON:
        yield DueItem("supervision_day", day=day)
    waiting = page_of(agent, Supervision(limit=1)).total
    if waiting:
        yield DueItem("supervision_waiting", waiting)


def _records(agent: Agent) -> Iterator[DueItem]:
    past = all_past(agent)
    if past:
        yield DueItem("retention_past", len(past))
    records = past_records(agent)
    if records:
        yield DueItem("records_past", len(records))
