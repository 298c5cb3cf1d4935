"""What keeps a policy from being finished: answers that are missing, and answers that contradict each other."""

from collections.abc import Callable
from datetime import date

import msgspec

from agent.practice import places
from agent.practice.policy.writing import is_barred
from protocol.messages.practice import CrisisNumbers
from protocol.messages.practice_policy import PolicyAnswers, PolicyProblem

_TEST = Callable[[PolicyAnswers], bool]


class _Contradiction(msgspec.Struct, frozen=True):
    code: str
    answers: list[str]
    sentence: str
    holds: _TEST


def _uses(channel: str) -> _TEST:
    return lambda answers: channel in answers.channels


_MISSING: tuple[tuple[str, str, _TEST], ...] = (
    ("therapist", "Your name is missing: it stands in the first clause and above your signature.", lambda _: True),
    ("practice", "The name of your practice is missing.", lambda _: True),
    (
        "country",
        "Choose the country where you practise: numbers for a crisis depend on it, and the law.",
        lambda _: True,
    ),
    ("portal", "The portal is one of the ways to reach you. Fill in its address, or take it out.", _uses("portal")),
    ("email", "E-mail is one of the ways to reach you. Fill in the address, or take it out.", _uses("email")),
    (
        "phone",
        "Phone or text message is one of the ways to reach you. Fill in the number, or take them out.",
        lambda answers: bool({"phone", "text"} & set(answers.channels)),
    ),
)
_CONTRADICTIONS = (
    _Contradiction(
        "follow_private",
        ["clients_may_follow", "page"],
        "Clients may follow your professional page, but it is private. Open it, or don't let clients follow.",
        lambda one: one.clients_may_follow and one.page == "private",
    ),
    _Contradiction(
        "follow_no_page",
        ["clients_may_follow", "page"],
        "Clients may follow your professional page, but you have none. Say which it is.",
        lambda one: one.clients_may_follow and one.page == "none",
    ),
    _Contradiction(
        "comments_no_page",
        ["comments", "page"],
        "Anyone can comment on your page, but the page is private or there is none. Switch comments off in the policy.",
        lambda one: one.comments == "open" and one.page != "public",
    ),
    _Contradiction(
        "answered_no_channel",
        ["direct_messages", "channels"],
        "You answer messages on social media, but they aren't among the ways to reach you. Add them, or don't answer.",
        lambda one: one.direct_messages == "answered" and "social" not in one.channels,
    ),
    _Contradiction(
        "channel_not_answered",
        ["direct_messages", "channels"],
        "Messages on social media are among the ways to reach you, but you say that you don't answer them there. "
        "Take them out, or answer them.",
        lambda one: one.direct_messages != "answered" and "social" in one.channels,
    ),
    _Contradiction(
        "unread_in_record",
        ["direct_messages", "messages_in_record"],
        "All messages become part of the record, but you don't read those on social media. Change one of the two.",
        lambda one: one.direct_messages == "unread" and one.messages_in_record == "all",
    ),
    _Contradiction(
        "answered_not_recorded",
        ["direct_messages", "messages_in_record"],
        "You answer messages on social media, but no message becomes part of the record. Change one of the two.",
        lambda one: one.direct_messages == "answered" and one.messages_in_record == "none",
    ),
    _Contradiction(
        "testimonials_not_shared",
        ["testimonials", "sharing"],
        "You use testimonials with consent, but you never post words of clients. Change one of the two.",
        lambda one: one.testimonials == "consent" and one.sharing == "never",
    ),
    _Contradiction(
        "testimonials_barred",
        ["testimonials", "country"],
        "You use testimonials with consent, but the law of the country bars them.",
        lambda one: one.testimonials == "consent" and is_barred(one),
    ),
)


def problems(answers: PolicyAnswers, numbers: CrisisNumbers | None) -> list[PolicyProblem]:
    """Give all of them, contradictions first; none: the policy can be finished."""
    return [*contradictions(answers), *_missing(answers, numbers)]


def contradictions(answers: PolicyAnswers) -> list[PolicyProblem]:
    """Give the answers that contradict each other."""
    return [
        PolicyProblem("contradiction", each.code, each.answers, _sentence(each, answers))
        for each in _CONTRADICTIONS
        if each.holds(answers)
    ]


def _sentence(each: _Contradiction, answers: PolicyAnswers) -> str:
    bar = places.bar(answers.country, "testimonial") if each.code == "testimonials_barred" else None
    return f"{each.sentence} {bar.reason}" if bar else each.sentence


def _missing(answers: PolicyAnswers, numbers: CrisisNumbers | None) -> list[PolicyProblem]:
    found = [
        PolicyProblem("missing", name, [name], sentence)
        for name, sentence, is_wanted in _MISSING
        if is_wanted(answers) and not str(getattr(answers, name)).strip()
    ]
    if not answers.channels:
        found.append(PolicyProblem("missing", "channels", ["channels"], "Choose at least one way to reach you."))
    if answers.effective and not _is_day(answers.effective):
        sentence = "The day from which the policy is in force isn't one. Write it like 2026-11-22."
        found.append(PolicyProblem("missing", "effective", ["effective"], sentence))
    if answers.country and (numbers is None or numbers.confirmed is None):
        sentence = "Check the numbers for a crisis and confirm them: they will stand in what clients are given."
        found.append(PolicyProblem("missing", "numbers", ["country"], sentence))
    return found


def _is_day(text: str) -> bool:
    try:
        return str(date.fromisoformat(text)) == text
    except ValueError:
        return False
