from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from agent.errors import BadInput, NotAllowed, NotFound
from agent.practice import Practice
from protocol.messages.practice_policy import PolicyAnswers
from tests.support.policies import LINES, answers, said
from tests.support.practising import JAMIE, Turning, practising

Finish = Callable[..., int]


@pytest.fixture
def finish(practice: Practice) -> Finish:
    practice.numbers.confirm("US", "911", LINES)

    def make(**more: object) -> int:
        practice.policy.save(answers(**more))
        return practice.policy.finish().number

    return make


def undo(practice: Practice) -> None:
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)


def test_a_draft_is_kept_half_filled_in_marked_and_never_finished(practice: Practice, tmp_path: Path) -> None:
    half = PolicyAnswers(therapist="Ada Quill", added="Half a sen")
    kept = practice.policy.save(half)
    assert (kept.answers, kept.saved) == (half, practice.base.now())
    assert practice.policy.draft() == kept
    assert practice.policy.text(None, "en").mark.startswith("Draft")
    with pytest.raises(BadInput, match=r"The name of your practice is missing\. 2 more to see to"):
        practice.policy.finish()
    assert practice.policy.versions() == []
    assert practice.policy.draft() == kept


def test_a_version_keeps_its_words_and_the_draft_goes(practice: Practice, finish: Finish) -> None:
    assert finish() == 1
    assert practice.policy.draft().saved is None
    first = practice.policy.text(1, "de", "consent")
    assert finish(practice="Quill and Heron") == 2
    assert practice.policy.text(1, "de", "consent") == first
    assert "Quill and Heron" in said(practice.policy.text(2, "en"))
    assert practice.policy.text(2, "en").mark == ""
    assert [one.number for one in practice.policy.versions()] == [2, 1]
    assert practice.policy.answers().practice == "Quill and Heron"
    assert practice.policy.country() == "US"


def test_the_next_version_is_not_dated_back_to_the_one_before(practice: Practice, clock: Turning) -> None:
    practice.numbers.confirm("US", "911", LINES)
    practice.policy.save(answers(effective="2026-01-01"))
    practice.policy.finish()
    assert practice.policy.draft().answers.effective == ""
    clock.pass_days(40)
    practice.policy.save(msgspec.structs.replace(practice.policy.draft().answers, practice="Another"))
    second = practice.policy.version(practice.policy.finish().number)
    assert second.effective == str(practice.base.today())
    with pytest.raises(BadInput, match="can't have been given"):
        practice.givings.give(JAMIE, "J. D.", second.number, "2026-01-02", None)


def test_finishing_is_undone_and_gives_the_draft_back(practice: Practice, finish: Finish) -> None:
    finish()
    undo(practice)
    assert practice.policy.versions() == []
    assert practice.policy.draft().answers == answers()
    assert practice.policy.draft().saved is not None


def test_a_draft_is_thrown_away_and_that_is_undone(practice: Practice, finish: Finish) -> None:
    finish()
    practice.policy.save(answers(practice="Another"))
    assert practice.policy.discard().answers.practice == "Quill Practice"
    undo(practice)
    assert practice.policy.draft().answers.practice == "Another"


def test_contradictions_keep_it_from_being_finished(practice: Practice, finish: Finish) -> None:
    with pytest.raises(BadInput, match="it is private"):
        finish(clients_may_follow=True, page="private")


def test_a_review_is_due_after_a_year(practice: Practice, finish: Finish, clock: Turning) -> None:
    finish()
    assert practice.policy.latest().review_due == "2027-11-22"
    clock.pass_days(364)
    assert not practice.policy.latest().is_due
    clock.pass_days(1)
    assert practice.policy.latest().is_due
    assert practice.policy.reviewed().review_due == "2028-11-21"
    assert not practice.policy.latest().is_due
    clock.pass_days(365)
    finish()
    assert [one.is_due for one in practice.policy.versions()] == [False, False]


def test_a_version_that_clients_have_isn_t_deleted(practice: Practice, finish: Finish) -> None:
    finish()
    finish()
    practice.givings.give(JAMIE, "J. D.", 1, None, None)
    with pytest.raises(NotAllowed, match="were given version 1"):
        practice.policy.remove(1)
    practice.givings.give(JAMIE, "J. D.", 1, None, "2026-11-22")
    with pytest.raises(NotAllowed, match="have signed version 1, so it stays"):
        practice.policy.remove(1)
    practice.policy.remove(2)
    assert [one.number for one in practice.policy.versions()] == [1]
    undo(practice)
    assert [one.number for one in practice.policy.versions()] == [2, 1]
    with pytest.raises(NotFound, match="policy versions"):
        practice.policy.remove(3)


def test_a_version_that_clients_have_isn_t_undone_either(practice: Practice, finish: Finish) -> None:
    finish()
    number = practice.base.change
    assert number is not None
    practice.givings.give(JAMIE, "J. D.", 1, None, None)
    with pytest.raises(NotAllowed, match="builds on this"):
        practice.base.undo(number)
    assert practice.policy.latest().given == 1


def test_the_policy_says_in_which_country_a_consent_counts(practice: Practice) -> None:
    practice.policy.save(PolicyAnswers(country="AU"))
    assert practice.policy.country() == "AU"


def test_a_draft_outlives_the_lock(tmp_path: Path, clock: Turning) -> None:
    with practising(tmp_path, clock) as before:
        before.policy.save(answers(added="Half a sen"))
    with practising(tmp_path, clock) as after:
        assert after.policy.draft().answers.added == "Half a sen"


def test_without_a_version_there_is_none(practice: Practice) -> None:
    with pytest.raises(NotFound, match="policy finish"):
        practice.policy.latest()
    with pytest.raises(NotFound):
        practice.policy.text(1, "en")
