"""A reviewer with PRACTICE.md's list of clauses and the ten boundaries finds each in the policy, in each language."""

import pytest

from agent.practice.policy.data import LANGUAGES, clauses
from protocol.messages.practice_policy import PolicyLanguage
from tests.support.policies import answers, said, written

EVERYTHING = answers(
    works_with=["minors", "couples", "groups"], sharing="consent", clients_may_follow=True, checked=["apa"]
)
CLAUSES: dict[str, dict[str, tuple[str, ...]]] = {
    "purpose, scope, date": {
        "purpose": ("protects your privacy", "It covers social networks", "in force from November 22, 2026")
    },
    "friends and followers, current and former": {"friends": ("current clients", "former clients", "I don't accept")},
    "the professional page and whether clients may follow it": {"professional_page": ("You may follow",)},
    "I don't follow back": {"following_back": ("I don't follow back",)},
    "likes, comments, tags": {"engagement": ("I don't like", "comment", "don't tag me")},
    "messages, approved channels, response time": {
        "messages": ("don't write to me on social media", "https://portal.example.org", "within 2 working days")
    },
    "I don't search for clients, safety exception, disclosed afterwards": {
        "searching": ("I don't search for you", "one exception", "safety", "tell you about it as soon as I can")
    },
    "incidental discovery": {"incidental": ("didn't ask for", "I tell you that I saw it")},
    "my content is education only": {"education": ("education only", "isn't therapy", "diagnose or prescribe")},
    "no anecdotes": {"anecdotes": ("I don't write about clients or sessions", "without names")},
    "reviews and testimonials, never answered": {"reviews": ("I never answer a review", "testimonials")},
    "photographs and sharing, consent and its withdrawal": {
        "photographs": ("only if you agree in writing", "take it back at any time")
    },
    "location check-ins and contact sync": {"location": ("check in at my practice", "contact list")},
    "recording": {"recording": ("Neither of us records a session",)},
    "limits of confidentiality": {"confidentiality": ("sets limits", "a life is in danger")},
    "messages may enter the record": {"record": ("may become part of your record",)},
    "crisis lines, and that social media is not for emergencies": {
        "crisis": ("isn't for emergencies", "call 911", "988 Lifeline: 988", "Text line: 741741")
    },
    "accidental contact": {"accidental": ("same group", "I won't greet you")},
    "minors, couples, groups": {"minors": ("under age", "couple or a family", "in a group")},
    "that I keep a list of clients' accounts on my own machine, encrypted, what for and how long": {
        "list": ("list of clients' names and accounts", "by mistake", "own computer and encrypted", "7 years")
    },
    "supervision": {"supervision": ("bring the question to supervision", "don't name you")},
    "changes and annual review": {"review": ("at least once a year", "If something important changes")},
    "signatures, version": {"signatures": ("version 1", "Your signature, and the date")},
}
BOUNDARIES = {
    1: ("friends", "I don't accept friend or contact requests from current clients"),
    2: ("professional_page", "I keep my personal accounts apart from my professional page"),
    3: ("messages", "Please don't write to me on social media"),
    4: ("education", "“This page is for education only.”"),
    5: ("engagement", "I don't like, share or comment on what you post"),
    6: ("anecdotes", "not even without names"),
    7: ("review", "I review this policy at least once a year"),
    8: ("purpose", "part of your informed consent"),
    9: ("supervision", "supervision"),
    10: ("record", "I write down what happened and what I did"),
}


@pytest.mark.parametrize("asked", CLAUSES)
def test_each_clause_of_the_list_is_there(asked: str) -> None:
    for clause, phrases in CLAUSES[asked].items():
        words = said(written(EVERYTHING), clause)
        for phrase in phrases:
            assert phrase in words


@pytest.mark.parametrize("number", BOUNDARIES)
def test_each_of_the_ten_boundaries_is_kept(number: int) -> None:
    clause, phrase = BOUNDARIES[number]
    assert phrase in said(written(EVERYTHING), clause)
    assert clause in {one.clause for one in clauses().policy if number in one.boundaries}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [None, 1])
def test_every_clause_stands_in_every_language_whatever_is_answered(
    language: PolicyLanguage, number: int | None
) -> None:
    wanted = [one.clause for one in clauses().policy if one.clause != "added"]
    for given in (answers(), EVERYTHING, answers(page="none", list_years=0, country="", profession="counsellor")):
        assert [section.clause for section in written(given, language, number=number).sections] == wanted


def test_the_list_of_the_test_is_the_policy_s() -> None:
    tested = {clause for one in CLAUSES.values() for clause in one}
    assert tested == {one.clause for one in clauses().policy} - {"added", "standards"}
