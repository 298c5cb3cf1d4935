import msgspec
import pytest

from agent.errors import VaultDamaged
from agent.overridelog.kinds import Decided
from protocol.messages.log import Entry, LogFilter
from protocol.messages.words import Outcome
from tests.support.logs import OVERRIDDEN, WARNED, World

HEEDED = Decided("heeded")


def count(logs: World) -> int:
    return sum(len(chunk) for chunk in logs.log.chunks())


def kinds(logs: World) -> list[str]:
    return [stored.link.kind for chunk in logs.log.chunks() for stored in chunk]


def test_entries_come_newest_first_by_the_page(logs: World) -> None:
    made = [logs.log.add_warning(WARNED) for _ in range(7)]
    page = logs.log.entries(limit=3)
    seen = [entry.sequence for entry in page.entries]
    while page.more is not None:
        page = logs.log.entries(before=page.more, limit=3)
        seen += [entry.sequence for entry in page.entries]
    assert seen == made[::-1]
    assert logs.log.entries(limit=7).more is None


def test_entries_are_found_by_client_and_outcome(logs: World) -> None:
    other = msgspec.structs.replace(WARNED, client="c-other")
    decisions = [(WARNED, HEEDED), (other, HEEDED), (WARNED, OVERRIDDEN), (other, OVERRIDDEN), (WARNED, HEEDED)]
    made = []
    for warned, decided in decisions:
        made.append(logs.log.add_warning(warned))
        logs.log.decide(made[-1], decided)
    logs.log.add_warning(other)

    def found(client: str | None, outcome: Outcome | None) -> list[int]:
        return [entry.sequence for entry in logs.log.entries(LogFilter(client=client, outcome=outcome)).entries]

    assert found(WARNED.client, None) == [made[4], made[2], made[0]]
    assert found(None, "overridden") == [made[3], made[2]]
    assert found("c-other", "heeded") == [made[1]]
    assert found("c-nobody", None) == []
    about = LogFilter(client=WARNED.client)
    assert [entry.sequence for entry in logs.log.entries(about, made[4], 1).entries] == [made[2]]
    heeded = LogFilter(client=WARNED.client, outcome="heeded")
    assert [entry.sequence for entry in logs.log.entries(heeded, made[4], 1).entries] == [made[0]]


def test_show_gives_the_events_of_an_entry(logs: World) -> None:
    first, _, _ = logs.fill()
    entry, events = logs.log.show(first)
    assert isinstance(entry, Entry)
    assert [(event.sequence, event.kind, event.refers_to) for event in events] == [
        (2, "warned", None),
        (3, "decided", 2),
        (4, "used", 2),
    ]
    assert events[1].previous == events[0].head


def test_an_entry_that_was_changed_from_outside_is_said(logs: World) -> None:
    logs.fill()
    logs.tamper("UPDATE log_bodies SET body = json_object('outcome', 'heeded', 'more', 1) WHERE sequence = 3")
    with pytest.raises(VaultDamaged, match="framekeeper log verify"):
        logs.log.entries()
