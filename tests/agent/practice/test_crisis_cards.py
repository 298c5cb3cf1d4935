import pytest

from agent.errors import NotFound
from agent.practice import Practice
from protocol.messages.practice_crisis import CrisisBegin, CrisisCard, CrisisCardSave
from tests.support.practising import JAMIE, ROBIN, Turning


def undo(practice: Practice) -> None:
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)


def test_a_card_is_written_whole_and_undone(practice: Practice, clock: Turning) -> None:
    assert practice.crisis_cards.show(JAMIE) == CrisisCard()
    first = practice.crisis_cards.save(CrisisCardSave(JAMIE, " 555 0100 ", plan="blue folder"), "J. D.")
    assert (first.phone, first.plan, first.place, first.changed) == ("555 0100", "blue folder", "", first.changed)
    clock.pass_days(1)
    assert practice.crisis_cards.save(CrisisCardSave(JAMIE, "555 0100", plan="blue folder"), "J. D.") == first
    assert practice.base.change is None
    after = practice.crisis_cards.save(CrisisCardSave(JAMIE, contact="Kim, sister"), "J. D.")
    assert (after.phone, after.contact) == ("", "Kim, sister")
    undo(practice)
    assert practice.crisis_cards.show(JAMIE) == first
    assert practice.crisis_cards.show(ROBIN) == CrisisCard()


def test_one_that_says_nothing_is_none(practice: Practice) -> None:
    practice.crisis_cards.save(CrisisCardSave(JAMIE, "555 0100"), "J. D.")
    assert practice.crisis_cards.save(CrisisCardSave(JAMIE, "  "), "J. D.") == CrisisCard()
    assert practice.crisis_cards.is_there(JAMIE) is False


def test_erasing_a_client_takes_card_and_records(practice: Practice) -> None:
    practice.crisis_cards.save(CrisisCardSave(JAMIE, "555 0100"), "J. D.")
    kept = practice.crises.begin(CrisisBegin(ROBIN), "R. H.")
    gone = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    practice.base.erase(JAMIE)
    assert not practice.crisis_cards.is_there(JAMIE)
    assert practice.crises.show(kept.id) == kept
    with pytest.raises(NotFound):
        practice.crises.show(gone.id)
