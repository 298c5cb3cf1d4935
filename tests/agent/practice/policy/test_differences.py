from agent.practice.policy.data import LANGUAGES
from agent.practice.policy.differences import differences
from protocol.messages.practice_policy import PolicyLine
from tests.support.policies import answers, written


def test_two_that_say_the_same_have_none() -> None:
    assert differences(written(), written()) == []


def test_they_are_by_clause_and_sentence() -> None:
    found = differences(written(), written(answers(clients_may_follow=True, list_years=3)))
    assert [one.clause for one in found] == ["professional_page", "list"]
    (years,) = (one for one in found if one.clause == "list")
    assert PolicyLine("gone", "I take you off the list 7 years after therapy ends.") in years.lines
    assert PolicyLine("new", "I take you off the list 3 years after therapy ends.") in years.lines
    assert PolicyLine("same", "I don't pass it on.") in years.lines


def test_clauses_that_come_or_go_are_whole() -> None:
    mine = answers(added="No dogs, please.")
    (came,) = differences(written(), written(mine))
    assert (came.clause, came.heading) == ("added", "Also")
    assert came.lines == [PolicyLine("new", "Also"), PolicyLine("new", "No dogs, please.")]
    (went,) = differences(written(mine), written())
    assert {line.kind for line in went.lines} == {"gone"}


def test_quotation_marks_end_sentences_in_every_language() -> None:
    for language in LANGUAGES:
        (found,) = differences(
            written(language=language),
            written(answers(portal="https://other.example.org"), language),
        )
        assert [line.kind for line in found.lines].count("new") == 1
