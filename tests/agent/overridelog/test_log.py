from datetime import timedelta

import msgspec
import pytest

from agent.errors import AlreadyThere, BadInput, DiskFull, NotAllowed, NotFound
from agent.overridelog.kinds import Decided
from protocol.messages.words import Outcome
from tests.support.logs import NOON, OVERRIDDEN, WARNED, World

HEEDED = Decided("heeded")


def count(logs: World) -> int:
    return sum(len(chunk) for chunk in logs.log.chunks())


def kinds(logs: World) -> list[str]:
    return [stored.link.kind for chunk in logs.log.chunks() for stored in chunk]


def test_a_warning_is_recorded_decided_and_used(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    logs.clock.turn(seconds=4)
    granted = logs.log.decide(warning, OVERRIDDEN)
    logs.clock.turn(seconds=2)
    used = logs.log.use(warning, "used")
    assert (granted.outcome, granted.use, granted.decided_at) == ("overridden", "granted", "2026-11-22T12:00:04.000Z")
    assert (used.use, used.used_at) == ("used", "2026-11-22T12:00:06.000Z")
    assert logs.log.entry(warning) == used
    assert logs.verify().ok


def test_the_same_decision_again_changes_nothing(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    entry = logs.log.decide(warning, OVERRIDDEN)
    events = count(logs)
    assert logs.log.decide(warning, OVERRIDDEN) == entry
    assert count(logs) == events


def test_another_decision_is_refused(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    entry = logs.log.decide(warning, HEEDED)
    with pytest.raises(AlreadyThere, match="This warning is over already"):
        logs.log.decide(warning, OVERRIDDEN)
    assert logs.log.entry(warning) == entry


def test_the_same_use_again_changes_nothing_and_another_is_refused(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    logs.log.decide(warning, OVERRIDDEN)
    entry = logs.log.use(warning, "lapsed")
    assert logs.log.use(warning, "lapsed") == entry
    with pytest.raises(AlreadyThere, match="This override is over already"):
        logs.log.use(warning, "used")
    assert kinds(logs).count("lapsed") == 1


@pytest.mark.parametrize("outcome", [None, "heeded", "not_my_client", "expired"])
def test_only_an_override_can_be_used(logs: World, outcome: Outcome | None) -> None:
    warning = logs.log.add_warning(WARNED)
    if outcome:
        logs.log.decide(warning, Decided(outcome))
    with pytest.raises(NotAllowed, match="was not overridden"):
        logs.log.use(warning, "used")


@pytest.mark.parametrize("sequence", [0, 1, 3, 99, -1])
def test_what_is_no_entry_is_not_found(logs: World, sequence: int) -> None:
    logs.log.decide(logs.log.add_warning(WARNED), HEEDED)
    for ask in (
        logs.log.entry,
        logs.log.show,
        logs.log.warned,
        logs.log.unclear,
        lambda each: logs.log.decide(each, HEEDED),
        lambda each: logs.log.use(each, "used"),
        lambda each: logs.log.note(each, "note", []),
        lambda each: logs.log.erase(each, "request"),
    ):
        with pytest.raises(NotFound, match=f"There is no entry {sequence} in the log"):
            ask(sequence)


def test_a_snooze_is_recorded_with_the_decision(logs: World) -> None:
    warning = logs.log.add_warning(msgspec.structs.replace(WARNED, tier="B"))
    logs.log.decide(warning, msgspec.structs.replace(OVERRIDDEN, snooze=True))
    _, events = logs.log.show(warning)
    assert [event.kind for event in events] == ["warned", "decided", "snoozed"]
    assert events[-1].body == {"until": "2026-11-22T12:15:00.000Z"}


def test_warnings_without_an_answer_expire(logs: World) -> None:
    old = logs.log.add_warning(WARNED)
    logs.log.expire()
    logs.clock.turn(minutes=10)
    new = logs.log.add_warning(WARNED)
    decided = logs.log.add_warning(WARNED)
    logs.log.decide(decided, HEEDED)
    logs.clock.turn(minutes=11)
    logs.log.expire()
    assert [logs.log.entry(each).outcome for each in (old, new, decided)] == ["expired", None, "heeded"]
    logs.reopen()
    logs.clock.turn(minutes=10)
    logs.log.expire()
    logs.log.expire()
    assert logs.log.entry(new).outcome == "expired"
    assert logs.log.decide(new, Decided("expired")).outcome == "expired"
    assert logs.verify().ok


@pytest.mark.parametrize(
    "statement",
    ["UPDATE log_events SET time = 'noon' WHERE sequence = 2", "DELETE FROM log_bodies WHERE sequence = 2"],
)
def test_a_warning_that_was_changed_from_outside_keeps_none_from_opening(logs: World, statement: str) -> None:
    logs.log.add_warning(WARNED)
    logs.tamper(statement)
    logs.reopen()
    logs.clock.turn(minutes=30)
    for _ in range(2):
        logs.log.expire()
        logs.log.add_warning(WARNED)
    assert not logs.verify().ok


def test_notes_and_flags_are_added_once(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    assert logs.log.note(warning, "  First. ", ["record", "record"]).note == "First."
    events = count(logs)
    assert logs.log.note(warning, "First.", ["record"]).flags == ["record"]
    assert count(logs) == events
    entry = logs.log.note(warning, "Second.", ["supervision"])
    assert (entry.note, entry.flags) == ("First.\nSecond.", ["record", "supervision"])
    with pytest.raises(BadInput, match="There is nothing to add"):
        logs.log.note(warning, " \n", [])


def test_an_entry_holds_only_so_many_notes(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    for number in range(10):
        logs.log.note(warning, str(number) * 3_900, [])
    with pytest.raises(BadInput, match="notes enough"):
        logs.log.note(warning, "x" * 3_900, [])
    assert logs.log.note(warning, "9" * 3_900, []).note.endswith("9")


def test_a_page_fits_into_a_message(logs: World) -> None:
    made = []
    for _ in range(4):
        made.append(logs.log.add_warning(WARNED))
        for number in range(9):
            logs.log.note(made[-1], f"{number}" + "\U0001f4dd" * 3_999, [])
    seen, pages, before = [], 0, None
    while pages == 0 or before is not None:
        page = logs.log.entries(before=before)
        assert len(msgspec.json.encode(page)) < 1 << 20
        seen += [entry.sequence for entry in page.entries]
        pages, before = pages + 1, page.more
    assert (seen, pages) == (made[::-1], 2)


def test_a_clearing_is_taken_back_once(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    for outcome in (None, HEEDED):
        if outcome:
            logs.log.decide(warning, outcome)
        with pytest.raises(NotAllowed, match='not answered "Not my client"'):
            logs.log.unclear(warning)
    warning = logs.log.add_warning(WARNED)
    logs.log.decide(warning, Decided("not_my_client"))
    assert not logs.log.is_uncleared(warning)
    assert logs.log.unclear(warning) == logs.log.unclear(warning) == WARNED
    assert logs.log.is_uncleared(warning)
    assert kinds(logs).count("uncleared") == 1


def test_a_pause_is_recorded_and_goes_on_after_a_lock(logs: World) -> None:
    until = logs.log.pause(timedelta(minutes=30))
    assert logs.log.suspended.paused_until(NOON) == until
    logs.reopen()
    assert logs.log.suspended.paused_until(NOON) == until
    logs.clock.turn(minutes=31)
    logs.reopen()
    assert logs.log.suspended.paused_until(logs.clock()) is None
    assert kinds(logs) == ["started", "paused"]


def test_a_pause_that_is_ended_stays_ended(logs: World) -> None:
    logs.log.resume()
    assert kinds(logs) == []
    logs.log.pause(timedelta(minutes=30))
    logs.log.resume()
    logs.log.resume()
    assert kinds(logs) == ["started", "paused", "resumed"]
    logs.reopen()
    assert logs.log.suspended.paused_until(NOON) is None


@pytest.mark.parametrize("body", ['{"until": "soon"}', "{}", "[]"])
def test_a_pause_that_was_changed_is_none(logs: World, body: str) -> None:
    logs.log.pause(timedelta(minutes=30))
    logs.tamper(f"UPDATE log_bodies SET body = '{body}' WHERE sequence = 2")  # noqa: S608
    logs.reopen()
    assert logs.log.suspended.paused_until(NOON) is None
    assert not logs.verify().ok


def test_time_without_protection_is_recorded_once(logs: World) -> None:
    for _ in range(2):
        logs.log.unprotected(NOON - timedelta(minutes=15), NOON)
    logs.log.unprotected(NOON, NOON + timedelta(minutes=15))
    assert kinds(logs) == ["started", "unprotected", "unprotected"]


def test_what_is_erased_is_gone_and_its_place_is_left(logs: World) -> None:
    first, second, third = logs.fill()
    logs.log.erase(first, "retention")
    assert [entry.sequence for entry in logs.log.entries().entries] == [third, second]
    with pytest.raises(NotFound, match=f"Entry {first} was erased"):
        logs.log.entry(first)
    with pytest.raises(NotFound, match=f"Entry {first} was erased"):
        logs.log.erase(first, "retention")
    logs.log.expire()
    logs.log.erase(third, "request")
    logs.clock.turn(hours=1)
    logs.log.expire()
    assert logs.verify().ok
    assert logs.database.rows("SELECT sequence FROM log_bodies WHERE entry = ?", (first,)) == [(8,)]
    logs.reopen()
    logs.log.expire()
    assert logs.verify().ok


def test_nothing_is_erased_if_that_cannot_be_recorded(logs: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _, _ = logs.fill()
    entry = logs.log.entry(first)

    def fail(*_: object) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as patched:
        patched.setattr("agent.overridelog.store.remove_bodies", fail)
        with pytest.raises(DiskFull):
            logs.log.erase(first, "retention")
    assert logs.log.entry(first) == entry
    assert logs.verify().ok


def test_layouts_rotate(logs: World) -> None:
    seen = []
    for _ in range(6):
        layout = logs.log.next_layout()
        first = logs.log.add_warning(msgspec.structs.replace(WARNED, layout=layout))
        seen.append(layout)
    assert seen == [0, 1, 2, 3, 0, 1]
    logs.log.erase(first, "request")
    assert logs.log.next_layout() == 0
    logs.log.add_warning(WARNED)
    logs.tamper("UPDATE log_bodies SET body = '{}' WHERE sequence = (SELECT max(sequence) FROM log_events)")
    assert logs.log.next_layout() == 0


def test_a_full_disk_adds_nothing(logs: World) -> None:
    warning = logs.log.add_warning(WARNED)
    before = count(logs)
    with logs.full_disk(), pytest.raises(DiskFull):
        logs.log.decide(warning, msgspec.structs.replace(OVERRIDDEN, note="x" * 20_000))
    assert count(logs) == before
    assert logs.verify().ok
    assert logs.log.decide(warning, OVERRIDDEN).use == "granted"
