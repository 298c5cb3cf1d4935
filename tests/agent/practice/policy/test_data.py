"""The data fits together: every text that a clause names is there in each language, and none is there in vain."""

import re
from typing import get_args

import msgspec
import pytest

from agent.practice.policy.data import LANGUAGES, clauses, standards, words
from protocol.messages.practice_policy import Channel, PolicyAnswers, PolicyLanguage, Profession

HOLE = re.compile(r"\{(\w+)\}")
CHOSEN = {
    "is_barred",
    "is_kept_for_years",
    "has_citations",
    "works_with_minors",
    "works_with_couples",
    "works_with_groups",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_is_there_and_wanted(language: PolicyLanguage) -> None:
    wanted: dict[str, set[str]] = {}
    for one in (*clauses().policy, *clauses().consent):
        wanted.setdefault(one.clause, {"heading"}).update(part.text for part in one.parts if part.text)
    assert {clause: set(texts) for clause, texts in words(language).clauses.items()} == wanted


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_each_text_has_the_same_holes_and_is_translated(language: PolicyLanguage) -> None:
    for clause, texts in words("en").clauses.items():
        for name, text in texts.items():
            other = words(language).clauses[clause][name]
            assert set(HOLE.findall(other)) == set(HOLE.findall(text)), (clause, name)
            assert other != text or text == "Supervision", (clause, name)


def test_what_a_part_depends_on_is_an_answer_and_can_be_that() -> None:
    fields = {field.name: field for field in msgspec.structs.fields(PolicyAnswers)}
    for one in (*clauses().policy, *clauses().consent):
        for part in one.parts:
            assert sum(map(bool, (part.text, part.list, part.signatures, part.own))) == 1
            for answer, values in part.when.items():
                assert answer in fields or answer in CHOSEN, answer
                for value in values:
                    if answer in fields:
                        msgspec.convert({answer: value}, PolicyAnswers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_profession_channel_and_month_has_its_words(language: PolicyLanguage) -> None:
    its = words(language)
    assert set(its.professions) == set(get_args(Profession))
    assert set(its.channels) == set(get_args(Channel))
    assert len(its.months) == 12


def test_each_boundary_has_a_clause() -> None:
    assert {number for one in clauses().policy for number in one.boundaries} == set(range(1, 11))


def test_the_standards_of_practice_md_are_cited() -> None:
    texts = "\n".join(one.text for one in standards())
    for cited in (
        "3.05, 4.01\u20134.07, 5.05, 10",
        "2014: A.5.e, H.6.a\u2013d",
        "2017: 2.01, 2.10",
        "2015: Standard VI",
    ):
        assert cited in texts
    for body in ("APA", "ACA", "NASW, ASWB, CSWE and CSWA", "AAMFT", "ASPPB", "2020", "HCPC", "BACP"):
        assert body in texts
