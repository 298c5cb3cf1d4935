import pytest

from agent.errors import DiskFull
from agent.overridelog import erasing, store
from agent.vault.database import Cursor
from tests.support.logs import WARNED, World

FAR = "9999"


def test_entries_tell_whose_they_are_and_what_was_recorded_last(logs: World) -> None:
    first, second, third = logs.fill()
    logs.clock.turn(hours=1)
    logs.log.note(first, "later", [])
    kept = erasing.begun_before(logs.database, FAR)
    assert [each.sequence for each in kept] == [first, second, third]
    assert {each.client for each in kept} == {WARNED.client}
    assert kept[0].last > kept[2].last
    assert erasing.begun_before(logs.database, "2000") == []
    assert erasing.of_client(logs.database, WARNED.client) == [first, second, third]
    assert erasing.of_client(logs.database, "c-nobody") == []


def test_what_was_erased_is_no_longer_there_to_be_erased(logs: World) -> None:
    first, second, third = logs.fill()
    logs.log.erase_all([first, third], "retention")
    assert [each.sequence for each in erasing.begun_before(logs.database, FAR)] == [second]
    assert erasing.of_client(logs.database, WARNED.client) == [second]
    assert [entry.sequence for entry in erasing.shown(logs.database, [third, second])] == [second]
    logs.log.erase(second, "request")
    verified = logs.verify()
    assert verified.ok
    erased = "What entries recorded was erased: 1 at a person's request, 2 past their time."
    assert verified.notes[0].startswith(erased)


def test_all_of_them_go_or_none(logs: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = logs.fill()
    before = logs.log.entries()

    def fail_at_the_second(entry: int, cursor: Cursor, erased: int) -> None:
        if entry == second:
            raise DiskFull("full")
        remove(entry, cursor, erased)

    remove = store.remove_bodies
    with monkeypatch.context() as patched:
        patched.setattr("agent.overridelog.store.remove_bodies", fail_at_the_second)
        with pytest.raises(DiskFull):
            logs.log.erase_all([first, second, third], "retention")
    assert logs.log.entries() == before
    assert logs.verify().ok
