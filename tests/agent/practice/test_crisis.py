from datetime import timedelta

import pytest

from agent.errors import BadInput, NotAllowed, NotFound
from agent.practice import Practice
from protocol.messages.practice_crisis import (
    CrisisBegin,
    CrisisClose,
    CrisisEdit,
    CrisisFollowUp,
    CrisisList,
    CrisisTake,
)
from tests.support.practising import JAMIE, ROBIN, Turning


def undo(practice: Practice) -> None:
    assert practice.base.change is not None
    practice.base.undo(practice.base.change)


def test_it_begins_now_and_says_what_is_due_a_day_later(practice: Practice, clock: Turning) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE, platform=" Instagram "), "J. D.")
    assert (made.begun, made.seen_at, made.platform, made.label) == (made.begun, made.begun, "instagram", "J. D.")
    assert (made.danger, made.steps, made.followed, made.outcome, made.closed) == (None, [], [], "", None)
    assert made.due[:10] == str(clock.pass_days(1))
    assert practice.crises.show(made.id) == made


def test_a_second_press_goes_on_with_the_first(practice: Practice, clock: Turning) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    clock.now += timedelta(minutes=1)
    assert practice.crises.begin(CrisisBegin(JAMIE), "J. D.") == made
    assert practice.base.change is None
    assert practice.crises.begin(CrisisBegin(ROBIN), "R. H.").id != made.id
    practice.crises.close(CrisisClose(made.id, "safe"))
    assert practice.crises.begin(CrisisBegin(JAMIE), "J. D.").id != made.id


def test_each_step_has_the_time_of_its_press_and_is_taken_back(practice: Practice, clock: Turning) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    first = practice.crises.take(CrisisTake(made.id, "client", "no_answer", " voicemail ")).steps[0]
    assert (first.step, first.result, first.note, first.time) == ("client", "no_answer", "voicemail", made.begun)
    clock.now += timedelta(minutes=3)
    practice.crises.take(CrisisTake(made.id, "consult"))
    again = practice.crises.take(CrisisTake(made.id, "client", "reached"))
    assert [(each.step, each.result) for each in again.steps] == [("consult", "done"), ("client", "reached")]
    assert again.steps[1].time > first.time
    undo(practice)
    assert first in practice.crises.show(made.id).steps
    assert [each.step for each in practice.crises.take(CrisisTake(made.id, "client", None)).steps] == ["consult"]


def test_what_was_seen_is_written_down_and_undone(practice: Practice) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    seen = "2026-11-22T09:30:00Z"
    after = practice.crises.edit(CrisisEdit(made.id, "now", seen, " a post ", " police are there "))
    assert (after.danger, after.seen_at, after.seen_how) == ("now", "2026-11-22T09:30:00.000Z", "a post")
    assert after.outcome == "police are there"
    assert practice.crises.edit(CrisisEdit(made.id, danger="now")) == after
    assert practice.base.change is None
    local = practice.crises.edit(CrisisEdit(made.id, seen_at="2026-11-22T08:10:00"))
    assert local.seen_at.endswith("Z")
    undo(practice)
    assert practice.crises.show(made.id) == after


@pytest.mark.parametrize(("seen", "why"), [("2026-11-23T12:00:00Z", "later than now"), ("noon", "isn't a time")])
def test_a_time_that_can_t_be_is_refused(practice: Practice, seen: str, why: str) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    with pytest.raises(BadInput, match=why):
        practice.crises.edit(CrisisEdit(made.id, seen_at=seen))


def test_once_closed_nothing_changes_but_what_is_due_afterwards(practice: Practice) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    with pytest.raises(BadInput, match="how it ended"):
        practice.crises.close(CrisisClose(made.id, "  "))
    closed = practice.crises.close(CrisisClose(made.id, " reached, safe "))
    assert (closed.outcome, closed.closed) == ("reached, safe", practice.base.now())
    with pytest.raises(NotAllowed, match="closed"):
        practice.crises.edit(CrisisEdit(made.id, danger="now"))
    with pytest.raises(NotAllowed, match="closed"):
        practice.crises.take(CrisisTake(made.id, "client"))
    with pytest.raises(NotAllowed, match="closed"):
        practice.crises.close(CrisisClose(made.id, "otherwise"))
    assert [each.follow for each in practice.crises.follow(CrisisFollowUp(made.id, "record")).followed] == ["record"]
    undo(practice)
    assert practice.crises.show(made.id) == closed


def test_what_comes_afterwards_waits_until_it_is_ticked(practice: Practice, clock: Turning) -> None:
    assert (practice.crises.waiting(), practice.crises.open()) == ({}, 0)
    first = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    due = clock.pass_days(1)
    second = practice.crises.begin(CrisisBegin(ROBIN), "R. H.")
    names = ("record", "session", "supervision", "policy")
    assert practice.crises.waiting() == dict.fromkeys(names, (2, due))
    assert practice.crises.open() == 2
    once = practice.crises.follow(CrisisFollowUp(first.id, "session"))
    clock.now += timedelta(hours=1)
    assert practice.crises.follow(CrisisFollowUp(first.id, "session")) == once
    assert practice.crises.waiting()["session"] == (1, due + timedelta(days=1))
    practice.crises.follow(CrisisFollowUp(first.id, "session", done=False))
    assert practice.crises.waiting()["session"] == (2, due)
    for one in (first, second):
        for name in names:
            practice.crises.follow(CrisisFollowUp(one.id, name))  # type: ignore[arg-type]
    assert practice.crises.waiting() == {}


def test_they_are_listed_the_latest_first_by_client_and_by_whether_they_go_on(
    practice: Practice, clock: Turning
) -> None:
    made = []
    for client in (JAMIE, ROBIN, JAMIE):
        made.append(practice.crises.begin(CrisisBegin(client), "Label").id)
        practice.crises.close(CrisisClose(made[-1], "safe"))
        clock.pass_days(1)
    made.append(practice.crises.begin(CrisisBegin(ROBIN), "R. H.").id)
    ids = [each.id for each in practice.crises.page(CrisisList()).crises]
    assert ids == made[::-1]
    page = practice.crises.page(CrisisList(limit=3))
    assert page.more == 3
    rest = practice.crises.page(CrisisList(limit=3, skip=3))
    assert ([each.id for each in rest.crises], rest.more) == ([made[0]], None)
    assert [each.id for each in practice.crises.page(CrisisList(client=JAMIE)).crises] == [made[2], made[0]]
    assert [each.id for each in practice.crises.page(CrisisList(open=True)).crises] == [made[3]]


def test_one_that_was_a_mistake_goes_and_comes_back(practice: Practice) -> None:
    made = practice.crises.begin(CrisisBegin(JAMIE), "J. D.")
    assert practice.crises.remove(made.id) == made
    with pytest.raises(NotFound, match="no such record"):
        practice.crises.show(made.id)
    undo(practice)
    assert practice.crises.show(made.id) == made
