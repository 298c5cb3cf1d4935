import pytest

from agent.errors import BadInput, NotFound
from agent.practice import Practice
from protocol.messages.practice_givings import PolicyGiving
from tests.support.policies import LINES, answers
from tests.support.practising import JAMIE, ROBIN, Turning


@pytest.fixture(autouse=True)
def _two_versions(practice: Practice, clock: Turning) -> None:
    practice.numbers.confirm("US", "911", LINES)
    practice.policy.save(answers(effective="2026-01-01"))
    practice.policy.finish()
    clock.pass_days(5)
    practice.policy.save(answers())
    practice.policy.finish()
    clock.pass_days(5)


def test_a_version_is_given_today_and_signed_later(practice: Practice, clock: Turning) -> None:
    practice.givings.give(JAMIE, "J. D.", None, None, None)
    assert practice.givings.all() == {JAMIE: [PolicyGiving(2, "2026-12-02", None)]}
    clock.pass_days(1)
    practice.givings.give(JAMIE, "J. D.", None, None, "2026-12-03")
    assert practice.givings.all() == {JAMIE: [PolicyGiving(2, "2026-12-02", "2026-12-03")]}
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.givings.all()[JAMIE][0].signed is None


@pytest.mark.parametrize(
    ("version", "given", "signed", "said"),
    [
        pytest.param(2, "2026-12-01", "2026-11-30", "can't have been signed on 2026-11-30", id="signed before given"),
        pytest.param(2, "2026-11-26", None, "there was none before 2026-11-27", id="given before it was there"),
        pytest.param(2, "2026-12-03", None, "still to come", id="given tomorrow"),
        pytest.param(2, "2026-12-01", "2026-12-03", "still to come", id="signed tomorrow"),
        pytest.param(2, "yesterday", None, "isn't a day", id="no day"),
        pytest.param(1, "2025-12-31", None, "none before 2026-01-01", id="before it was in force"),
    ],
)
def test_days_in_an_order_that_can_t_be_are_refused(
    practice: Practice, version: int, given: str, signed: str | None, said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        practice.givings.give(JAMIE, "J. D.", version, given, signed)
    assert practice.givings.all() == {}


def test_what_was_in_force_before_it_was_typed_in_can_have_been_given_then(practice: Practice) -> None:
    practice.givings.give(JAMIE, "J. D.", 1, "2026-01-02", "2026-01-02")
    assert practice.givings.all()[JAMIE] == [PolicyGiving(1, "2026-01-02", "2026-01-02")]


def test_how_a_client_stands_to_the_latest_version(practice: Practice) -> None:
    standing = practice.givings.standing
    assert standing([], 2) == "missing"
    assert standing([PolicyGiving(1, "2026-01-02", "2026-01-02")], 2) == "outdated"
    assert standing([PolicyGiving(2, "2026-12-01", None)], 2) == "given"
    assert standing([PolicyGiving(2, "2026-12-01", "2026-12-01")], 2) == "signed"


def test_many_are_recorded_at_once_or_none(practice: Practice) -> None:
    entry = PolicyGiving(2, "2026-12-01", "2026-12-02")
    practice.givings.give_all([(JAMIE, "J. D.", entry), (ROBIN, "R. H.", entry)])
    assert practice.givings.all() == {JAMIE: [entry], ROBIN: [entry]}
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)
    assert practice.givings.all() == {}


def test_what_was_recorded_by_mistake_is_taken_back(practice: Practice) -> None:
    practice.givings.give(JAMIE, "J. D.", 1, None, None)
    practice.givings.take_back(JAMIE, 1)
    assert practice.givings.all() == {}
    with pytest.raises(NotFound, match="version 1"):
        practice.givings.take_back(JAMIE, 1)
    with pytest.raises(NotFound):
        practice.givings.give(JAMIE, "J. D.", 9, None, None)
