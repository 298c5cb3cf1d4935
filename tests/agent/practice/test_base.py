import contextlib
from pathlib import Path

import pytest

from agent.errors import NotAllowed, NotFound
from agent.practice import Practice, base
from agent.practice.base import Base, new_id
from protocol.messages.practice_consents import Consent, ConsentAdd, ConsentList
from tests.support.practising import JAMIE, ROBIN, Turning, practising


def last(practice: Practice) -> int:
    assert practice.base.change is not None
    return practice.base.change


def give(practice: Practice, client: str = JAMIE) -> Consent:
    return practice.consents.add(ConsentAdd(client, "sharing"), "J. D.")


def everything(practice: Practice) -> list[Consent]:
    return practice.consents.page(ConsentList()).consents


def test_a_change_is_undone_and_the_undoing_too(practice: Practice) -> None:
    given = give(practice)
    practice.base.undo(last(practice))
    assert everything(practice) == []
    practice.base.undo(last(practice))
    assert everything(practice) == [given]
    practice.consents.remove(given.id)
    practice.base.undo(last(practice))
    assert everything(practice) == [given]


def test_who_asks_is_told_of_what_changed_once_it_is_durable(practice: Practice) -> None:
    seen: list[int] = []
    practice.base.tell = lambda: seen.append(len(everything(practice)))
    give(practice)
    practice.base.undo(last(practice))
    assert seen == [1, 0]
    with pytest.raises(NotFound):
        practice.base.erase("c-nobody")
    with practice.base.changing():
        pass
    assert seen == [1, 0]


def test_changes_are_undone_from_the_last(practice: Practice) -> None:
    given = give(practice)
    first = last(practice)
    practice.consents.withdraw(given.id, None)
    with pytest.raises(NotAllowed, match="later"):
        practice.base.undo(first)
    practice.base.undo(last(practice))
    practice.base.undo(first)
    with pytest.raises(NotFound, match="undone already"):
        practice.base.undo(first)


def test_what_changes_nothing_has_nothing_to_undo(practice: Practice) -> None:
    give(practice)
    with practice.base.changing() as rows:
        rows.remove("practice_consents", "k-nothing")
    assert practice.base.change is None


def test_what_fails_leaves_nothing_and_nothing_to_undo(practice: Practice) -> None:
    given = give(practice)
    number = last(practice)
    with contextlib.suppress(ZeroDivisionError), practice.base.changing() as rows:
        rows.remove("practice_consents", given.id)
        raise ZeroDivisionError
    assert everything(practice) == [given]
    practice.base.undo(number)


def test_what_something_else_builds_on_stays(practice: Practice) -> None:
    with practice.base.changing() as rows:
        rows.put("practice_people", {"id": ROBIN, "label": "R. H."})
    number = last(practice)
    practice.consents.add(ConsentAdd(ROBIN, "sharing"), "R. H.")
    with pytest.raises(NotAllowed, match="builds on this"):
        practice.base.undo(number)
    assert len(everything(practice)) == 1


def test_all_that_is_about_a_client_is_erased_at_once_and_that_is_undone(practice: Practice) -> None:
    first, _, robins = give(practice), give(practice), give(practice, ROBIN)
    practice.base.erase(JAMIE)
    assert everything(practice) == [robins]
    assert set(practice.base.people()) == {ROBIN}
    with pytest.raises(NotFound, match="Nothing is recorded"):
        practice.base.erase(JAMIE)
    practice.base.undo(last(practice))
    assert first in everything(practice)
    assert len(everything(practice)) == 3


def test_every_table_that_is_about_clients_is_found(practice: Practice) -> None:
    found = {name for (name,) in practice.base.rows(base._ABOUT_CLIENTS)}
    assert {"practice_given", "practice_consents"} <= found
    assert "practice_policies" not in found


def test_nothing_is_undone_after_the_vault_was_locked(tmp_path: Path, clock: Turning) -> None:
    with practising(tmp_path, clock) as before:
        give(before)
        number = last(before)
    with practising(tmp_path, clock) as after:
        with pytest.raises(NotFound, match="locked since"):
            after.base.undo(number)
        assert len(everything(after)) == 1


def test_the_latest_changes_are_kept(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "MOST", 2)
    numbers = []
    for _ in range(3):
        give(practice)
        numbers.append(last(practice))
    with pytest.raises(NotFound):
        practice.base.undo(numbers[0])
    practice.base.undo(numbers[1])


def test_ids_say_what_they_are_of() -> None:
    made = {new_id("k") for _ in range(100)}
    assert len(made) == 100
    assert all(one.startswith("k-") and len(one) == 12 for one in made)


def test_today_is_the_therapist_s(practice: Practice, clock: Turning) -> None:
    assert isinstance(practice.base, Base)
    assert practice.base.today() == clock.now.date()
