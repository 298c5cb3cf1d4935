import pytest

from agent.errors import BadInput, NotFound
from agent.practice import Practice
from protocol.messages.practice_supervision import DilemmaSave
from tests.support.practising import JAMIE, Turning


def test_a_dilemma_is_written_whole_and_again(practice: Practice, clock: Turning) -> None:
    made = practice.supervision.save(DilemmaSave(" A like ", client=JAMIE, facts="One like."), "J. D.")
    assert (made.title, made.label, made.facts, made.options) == ("A like", "J. D.", "One like.", "")
    clock.pass_days(1)
    again = practice.supervision.save(DilemmaSave("A like", made.id, options="Two."), "")
    assert (again.id, again.added, again.client, again.facts) == (made.id, made.added, None, "")
    assert again.changed > made.changed
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.supervision.dilemmas() == [made]


def test_a_dilemma_without_a_title_or_of_an_unknown_id_is_refused(practice: Practice) -> None:
    with pytest.raises(BadInput, match="title"):
        practice.supervision.save(DilemmaSave("  "), "")
    with pytest.raises(NotFound):
        practice.supervision.save(DilemmaSave("A", "d-nobody"), "")


def test_an_outcome_is_noted_and_taken_back(practice: Practice) -> None:
    practice.supervision.discussed("log:12", " Tell the client. ", "2026-11-20", JAMIE, "J. D.")
    assert practice.supervision.outcomes() == {"log:12": ("2026-11-20", "Tell the client.")}
    practice.supervision.discussed("log:12", "", None, JAMIE, "J. D.")
    assert practice.supervision.outcomes() == {}
    with pytest.raises(BadInput, match="still to come"):
        practice.supervision.discussed("log:12", "x", "2026-11-23", None, "")


def test_a_dilemma_goes_with_its_outcome_and_both_come_back(practice: Practice) -> None:
    made = practice.supervision.save(DilemmaSave("A like"), "")
    practice.supervision.discussed(f"dilemma:{made.id}", "Wait.", None, None, "")
    practice.supervision.remove(made.id)
    assert (practice.supervision.dilemmas(), practice.supervision.outcomes()) == ([], {})
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.supervision.dilemmas() == [made]
    assert list(practice.supervision.outcomes()) == [f"dilemma:{made.id}"]


def test_the_next_one_is_known_or_not(practice: Practice) -> None:
    assert practice.supervision.next() == (None, "")
    practice.supervision.plan("2027-01-10", " A. ")
    assert practice.supervision.next() == ("2027-01-10", "A.")
    practice.supervision.plan(None, "")
    assert practice.supervision.next() == (None, "")
    with pytest.raises(BadInput, match="isn't a day"):
        practice.supervision.plan("soon", "")


def test_a_person_s_right_takes_all_of_it(practice: Practice) -> None:
    practice.supervision.save(DilemmaSave("A like", client=JAMIE), "J. D.")
    practice.supervision.discussed("log:12", "Wait.", None, JAMIE, "J. D.")
    practice.base.erase(JAMIE)
    assert (practice.supervision.dilemmas(), practice.supervision.outcomes()) == ([], {})
