"""What is told on a client's page: each part of Framekeeper gives its points in time, told when they are shown.

A new source is a function from an agent and a client's id to points, and a line in `SOURCES`. Texts are told by their
keys in `_locales`, so that the screen, the paper and the command line say the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from agent.commands.registry import Agent
from agent.overridelog.kinds import read_time
from protocol.messages.log import Entry
from protocol.messages.practice_consents import Consent, ConsentList
from protocol.messages.practice_contacts import Contact, ContactList
from protocol.messages.practice_crisis import Crisis, CrisisList
from protocol.messages.practice_supervision import Dilemma
from protocol.messages.timeline import Detail, Moment, MomentKind


@dataclass(frozen=True, slots=True)
class Point:
    """A moment before it is told: where it stands in time, and of what kind it is. `tell` may look into the vault."""

    day: str
    time: str
    """Empty where only the day is known: such a point stands before all others of its day."""
    kind: MomentKind
    tell: Callable[[], Moment]


Source = Callable[[Agent, str], Iterable[Point]]


def point(moment: Moment) -> Point:
    """Give the point of a moment that is told already."""
    return Point(moment.day, moment.time or "", moment.kind, lambda: moment)


def day_of(time: str) -> str:
    """Give the day of a moment, by the therapist's clock."""
    return _day_within(time[:13]) or str(read_time(time).astimezone().date())


@lru_cache(maxsize=4096)
def _day_within(hour: str) -> str:
    """Give the day of an hour in UTC, `2026-11-22T10`; nothing where a day begins within it."""
    first, last = (read_time(f"{hour}:{rest}+00:00").astimezone().date() for rest in ("00:00", "59:59"))
    return str(first) if first == last else ""


def typed(name: str, text: str, *, of_others: bool = False) -> list[Detail]:
    """Give the detail that a text is, none where it is empty."""
    return [Detail(name, text=text, of_others=of_others)] if text else []


def of_log(agent: Agent, client: str) -> Iterator[Point]:
    """Give the warnings about a client, and what was missed."""
    _, log = agent.require_open()
    kinds: dict[str, MomentKind] = {"missed": "missed", "not_my_client": "cleared", "crisis": "crisis"}
    for sequence, time, outcome in log.about(client):
        kind = kinds.get(outcome, "warning")
        yield Point(day_of(time), time, kind, partial(_entry, agent, sequence, kind))


def _entry(agent: Agent, sequence: int, kind: MomentKind) -> Moment:
    _, log = agent.require_open()
    entry = log.entry(sequence)
    day = day_of(entry.time)
    notes = [
        Detail("columnNote", text=text, day=None if day_of(time) == day else day_of(time))
        for time, text in log.notes(sequence)
    ]
    taken_back = [Detail("columnState", ["timelineTakenBack"])] if log.is_uncleared(sequence) else []
    return Moment(
        kind,
        f"log:{sequence}",
        day,
        _told(entry),
        entry.time,
        platform=entry.platform,
        details=[*_decided(entry), *taken_back, *notes, *_flags(entry.flags)],
    )


def _told(entry: Entry) -> list[str]:
    if entry.interaction is None:
        return ["entry_crisis_card" if entry.kind == "crisis_card" else "entry_crisis_hold"]
    return ["outcome_missed" if entry.kind == "missed" else "timelineWarning", f"do_{entry.interaction}"]


def _decided(entry: Entry) -> Iterator[Detail]:
    handle = entry.account.partition(":")[2]
    if handle.startswith("~"):
        yield Detail("columnAccount", ["yourDraft"])
    elif handle and not entry.account.startswith("hmac:"):
        yield Detail("columnAccount", text=entry.account)
    if entry.tier:
        yield Detail("columnTier", text=entry.tier)
    if entry.kind == "warning":
        use = [f"use_{entry.use}"] if entry.use else []
        yield Detail("columnOutcome", [f"outcome_{entry.outcome or 'open'}", *use])
    if entry.reason:
        yield Detail("columnReason", [f"reason_{entry.reason}"])


def _flags(flags: Iterable[str]) -> list[Detail]:
    found = [f"flag_{flag}" for flag in flags]
    return [Detail("flags", found)] if found else []


def of_contacts(agent: Agent, client: str) -> Iterator[Point]:
    """Give the contacts that were recorded by hand."""
    contacts = agent.require_practice().contacts
    skip: int | None = 0
    while skip is not None:
        page = contacts.page(ContactList(client, skip=skip))
        yield from (point(_contact(one)) for one in page.contacts)
        skip = page.more


def _contact(one: Contact) -> Moment:
    details = [
        Detail("columnBy", [f"by_{one.by}"]),
        Detail("columnHandling", [f"handling_{one.handling}"]),
        *typed("columnAccount", one.account),
        *typed("columnNote", one.note),
        *_flags(one.flags),
    ]
    says = ["timelineContact", f"contact_{one.kind}"]
    return Moment("contact", f"contact:{one.id}", one.day, says, platform=one.platform, details=details)


def of_consents(agent: Agent, client: str) -> Iterator[Point]:
    """Give when each consent was given, when it ends, and when it was taken back."""
    consents = agent.require_practice().consents
    skip: int | None = 0
    while skip is not None:
        page = consents.page(ConsentList(client, skip))
        yield from (point(moment) for one in page.consents for moment in _consent(one))
        skip = page.more


def _consent(one: Consent) -> Iterator[Moment]:
    details = typed("consentScope", one.scope)
    if one.state == "barred":
        details.append(Detail("columnState", ["consentState_barred"]))
    ends = [("timelineConsentGiven", one.given), ("timelineConsentWithdrawn", one.withdrawn)]
    if one.withdrawn is None:
        ends.append(("timelineConsentEnds", one.expires))
    for says, day in ends:
        if day:
            told = [says, f"consentKind_{one.kind}"]
            yield Moment("consent", f"consent:{one.id}", day, told, platform=one.platform, details=details)


def of_policy(agent: Agent, client: str) -> Iterator[Point]:
    """Give which versions of the policy a client was given and signed."""
    for giving in agent.require_practice().givings.all().get(client, ()):
        item, values = f"policy:{giving.version}", [str(giving.version)]
        yield point(Moment("policy", item, giving.given, ["timelinePolicyGiven"], values=values))
        if giving.signed:
            yield point(Moment("policy", item, giving.signed, ["timelinePolicySigned"], values=values))


def of_supervision(agent: Agent, client: str) -> Iterator[Point]:
    """Give the dilemmas about a client, and what came of what was discussed."""
    register = agent.require_practice().supervision
    for dilemma in register.about(client):
        yield point(_dilemma(dilemma))
    for item, day, outcome in register.discussed_about(client):
        details = typed("columnOutcome", outcome)
        yield point(Moment("supervision", item, day, ["timelineDiscussed", _what(item)], details=details))


def _dilemma(one: Dilemma) -> Moment:
    details = [
        *typed("dilemmaTitle", one.title),
        *typed("dilemma_facts", one.facts),
        *typed("dilemma_options", one.options),
        *typed("dilemma_standard", one.standard),
        *typed("dilemma_decision", one.decision),
        *typed("dilemma_consulted", one.consulted, of_others=True),
    ]
    day = day_of(one.added)
    return Moment("supervision", f"dilemma:{one.id}", day, ["timelineDilemma"], one.added, details=details)


def _what(item: str) -> str:
    kinds = {"log": "timelineWarning", "contact": "timelineContact"}
    return kinds.get(item.partition(":")[0], "agendaDilemma")


def of_crises(agent: Agent, client: str) -> Iterator[Point]:
    """Give what was seen and done in each crisis, and how it ended."""
    crises = agent.require_practice().crises
    skip: int | None = 0
    while skip is not None:
        page = crises.page(CrisisList(client, skip=skip))
        yield from (point(moment) for one in page.crises for moment in _crisis(one))
        skip = page.more


def _crisis(one: Crisis) -> Iterator[Moment]:
    seen = [*typed("crisisSeen", one.seen_how)]
    yield _at(one, one.begun, ["timelineCrisis"], seen, one.platform)
    for step in one.steps:
        told = [f"crisisStep_{step.step}", f"crisisResult_{step.result}"]
        yield _at(one, step.time, told, typed("columnNote", step.note))
    for follow in one.followed:
        yield _at(one, follow.time, ["timelineCrisisAfter", f"crisisFollow_{follow.follow}"], [])
    if one.closed:
        yield _at(one, one.closed, ["timelineCrisisClosed"], typed("crisisOutcome", one.outcome))


def _at(one: Crisis, time: str, says: list[str], details: list[Detail], platform: str = "") -> Moment:
    return Moment("crisis", f"crisis:{one.id}", day_of(time), says, time, platform=platform, details=details)


def of_list(agent: Agent, client: str) -> Iterator[Point]:
    """Give when a client came onto the watch list, what was changed since, and what pages taught."""
    watchlist, _ = agent.require_open()
    found = watchlist.several([client])
    for one in found:
        yield point(Moment("client", "client:added", day_of(one.added), ["timelineAdded"], one.added))
        for account in one.accounts:
            for alias in account.learned:
                key = typed("columnAccount", alias.key)
                day = day_of(alias.time)
                yield point(Moment("client", "client:learned", day, ["timelineLearned"], alias.time, details=key))
    for change in watchlist.changes_of(client):
        item, day = f"client:{change.number}", day_of(change.time)
        status = [Detail("columnStatus", [f"status_{change.status}"])] if change.status else []
        says = ["timelineChanged", *(_FIELDS[name] for name in change.fields)]
        yield point(Moment("client", item, day, says, change.time, details=status))


_FIELDS = {
    "label": "columnLabel",
    "names": "names",
    "status": "columnStatus",
    "since": "columnSince",
    "notes": "notes",
    "accounts": "columnAccounts",
    "archived": "archiving",
}
SOURCES: tuple[Source, ...] = (of_log, of_contacts, of_consents, of_policy, of_supervision, of_crises, of_list)


def points(agent: Agent, client: str) -> list[Point]:
    """Give all there is about a client, oldest first."""
    found = [each for source in SOURCES for each in source(agent, client)]
    return sorted(found, key=lambda each: (each.day, each.time))
