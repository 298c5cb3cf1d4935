from agent.overridelog import store
from agent.overridelog.kinds import Decided
from tests.support.logs import WARNED, World


def test_all_events_come_in_chunks_those_that_are_added_meanwhile_too(logs: World) -> None:
    logs.fill()
    seen = []
    for number, chunk in enumerate(store.chunks(logs.database)):
        seen += [stored.link.sequence for stored in chunk]
        if number < 2:
            logs.log.add_warning(WARNED)
    assert seen == list(range(1, 10))


def test_a_log_without_events_has_neither_end_nor_beginning(logs: World) -> None:
    assert store.tail(logs.database) is None
    assert store.begun(logs.database) is None
    assert store.latest(logs.database, "warned") is None
    assert store.restored_at(logs.database) is None
    assert list(store.chunks(logs.database)) == []
    assert store.undecided(logs.database) == []


def test_what_was_not_decided_is_found(logs: World) -> None:
    first, second, third = (logs.log.add_warning(WARNED) for _ in range(3))
    logs.log.decide(second, Decided("heeded"))
    noon = "2026-11-22T12:00:00.000Z"
    assert store.undecided(logs.database) == [(first, noon), (third, noon)]
    logs.log.erase(first, "request")
    assert store.undecided(logs.database) == [(third, noon)]


def test_events_come_with_their_bodies_by_entry(logs: World) -> None:
    first, second, _ = logs.fill()
    events = store.recorded(logs.database, [second, first])
    assert [(event.sequence, event.entry) for event in events] == [(2, 2), (3, 2), (4, 2), (5, 5), (6, 5)]
    stored = store.events_of(logs.database, first)
    assert [each.link.sequence for each in stored] == [2, 3, 4]
    assert [each.body for each in stored] == [event.body for event in events[:3]]
