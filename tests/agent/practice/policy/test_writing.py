import msgspec
import pytest

from agent.practice.policy.data import LANGUAGES
from agent.practice.policy.writing import citations
from protocol.messages.practice_policy import PolicyKind, PolicyLanguage
from tests.support.policies import NUMBERS, answers, prose, said, written
from tests.support.readability import amstad, fernandez_huerta, grade

PLAINEST = {"es": (fernandez_huerta, 60), "de": (amstad, 60)}
"""60 and above is plain, or standard, on both scales."""
CHOICES: list[dict[str, object]] = [
    {},
    {"works_with": ["minors", "couples", "groups"], "sharing": "consent", "testimonials": "consent"},
    {"page": "none", "direct_messages": "off", "searching": "agreed", "examples": "invented", "recording": "consent"},
    {"clients_may_follow": True, "comments": "open", "direct_messages": "unread", "messages_in_record": "none"},
    {"page": "private", "direct_messages": "answered", "searching": "never", "former": "years", "list_years": 0},
    {"country": "AU", "messages_in_record": "all", "supervision": "colleagues", "response_days": 1, "list_years": 1},
]


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("kind", ["policy", "consent"])
def test_it_reads_at_grade_ten_or_below_whatever_is_chosen(kind: PolicyKind, chosen: dict[str, object]) -> None:
    assert grade(prose(written(answers(**chosen), kind=kind))) <= 10


@pytest.mark.parametrize("chosen", CHOICES)
@pytest.mark.parametrize("language", ["es", "de"])
def test_it_is_plain_in_spanish_and_german_too(language: PolicyLanguage, chosen: dict[str, object]) -> None:
    ease, least = PLAINEST[language]
    assert ease(prose(written(answers(**chosen), language))) >= least


def test_each_clause_by_itself_reads_at_grade_ten_or_below() -> None:
    for chosen in CHOICES:
        for section in (text := written(answers(**chosen))).sections:
            alone = prose(msgspec.structs.replace(text, sections=[section]))
            assert grade(alone) <= 10, section.clause


def test_what_is_typed_stands_as_it_was_typed() -> None:
    odd = "{number} <b>&amp;</b> *Quill* \n Practice"
    text = written(answers(practice=odd, added="First {x}\n\n <i>second</i> "))
    assert "{number} <b>&amp;</b> *Quill* Practice" in said(text, "purpose")
    assert said(text, "added") == "Also\nFirst {x}\n<i>second</i>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missing_is_a_blank_to_see_and_a_draft_says_that_it_is_one(language: PolicyLanguage) -> None:
    text = written(answers(therapist="", country=""), language, number=None, numbers=None)
    blank = {"en": "[still to be filled in]", "es": "[por completar]", "de": "[noch auszufüllen]"}[language]
    assert blank in said(text, "purpose")
    assert blank in said(text, "crisis")
    assert text.mark
    assert written(language=language).mark == ""


def test_numbers_that_nobody_confirmed_and_standards_that_nobody_read_are_marked() -> None:
    text = written(numbers=msgspec.structs.replace(NUMBERS, confirmed=None))
    assert "988 Lifeline: 988 (not yet confirmed)" in said(text, "crisis")
    assert said(text, "standards").count("(not yet checked against the text)") == 2
    checked = written(answers(checked=["apa", "asppb"]))
    assert "(not yet" not in said(checked, "standards", "crisis")


def test_without_crisis_lines_the_emergency_number_stands_there_alone() -> None:
    text = written(numbers=msgspec.structs.replace(NUMBERS, lines=[]))
    assert "You can also call:\n911" in said(text, "crisis")


@pytest.mark.parametrize(
    ("profession", "country", "codes"),
    [
        ("psychologist", "US", ["apa", "asppb"]),
        ("psychologist", "CA", ["asppb"]),
        ("counsellor", "US", ["aca"]),
        ("social_worker", "US", ["nasw"]),
        ("family_therapist", "US", ["aamft"]),
        ("psychologist", "GB", ["hcpc"]),
        ("counsellor", "GB", ["bacp"]),
        ("psychotherapist", "DE", []),
    ],
)
def test_standards_go_by_profession_and_country(profession: str, country: str, codes: list[str]) -> None:
    found = citations(answers(profession=profession, country=country))
    assert [one.code for one in found] == codes
    assert not any(one.checked for one in found)


def test_the_law_of_the_place_goes_before_the_answer() -> None:
    assert "the law bars testimonials" in said(written(answers(country="AU", testimonials="consent")), "reviews")


def test_the_consent_clause_is_made_of_the_same_answers() -> None:
    text = said(written(answers(response_days=1, sharing="consent"), kind="consent"))
    for phrase in (
        "Quill Practice, version 1",
        "portal.example.org",
        "one working day",
        "unless I agree in writing",
        "911",
    ):
        assert phrase in text
    assert "Your signature" in text
