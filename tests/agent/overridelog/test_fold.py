from dataclasses import replace

import pytest

from agent.errors import VaultDamaged
from agent.overridelog.fold import Recorded, as_event, fold, fold_all
from agent.overridelog.kinds import Decided, Missed, Noted, Until
from agent.overridelog.verify import Stored
from agent.overridelog.writer import New
from protocol.messages.log import Entry
from tests.support.logs import OVERRIDDEN, WARNED, History

NOW = "2026-11-22T12:00:00.000Z"


def recorded(made: History) -> list[Recorded]:
    """All events but the first, which begins the log."""
    return [
        Recorded(each.link.sequence, each.link.time, each.link.kind, each.link.entry, each.body)
        for each in made.events[1:]
    ]


def folded(*events: New) -> Entry:
    made = History()
    first = made.add(New("warned", WARNED))
    made.add(*(New(event.kind, event.body, first) for event in events))
    entry = fold(recorded(made))
    assert entry
    return entry


def test_a_warning_alone_has_no_outcome() -> None:
    entry = folded(New("snoozed", Until(NOW)))
    assert entry == Entry(
        sequence=2,
        time=NOW,
        kind="warning",
        interaction="follow",
        platform="mastodon",
        account="mastodon:jane@example.org",
        client="c-janedoe000",
        label="J. D.",
        tier="A",
        verdict="listed",
        outcome=None,
        use=None,
        reason=None,
        note="",
        flags=[],
        decided_at=None,
        used_at=None,
    )


def test_an_override_is_granted_then_used_or_lapsed() -> None:
    decided = New("decided", OVERRIDDEN)
    granted, used, lapsed = folded(decided), folded(decided, New("used")), folded(decided, New("lapsed"))
    assert [entry.outcome for entry in (granted, used, lapsed)] == ["overridden"] * 3
    assert [entry.reason for entry in (granted, used, lapsed)] == ["supervisor_advised"] * 3
    assert [entry.use for entry in (granted, used, lapsed)] == ["granted", "used", "lapsed"]
    assert [entry.used_at for entry in (granted, used, lapsed)] == [None, NOW, None]
    assert [entry.decided_at for entry in (granted, used, lapsed)] == [NOW] * 3


def test_other_outcomes_have_no_use() -> None:
    for outcome in ("heeded", "not_my_client", "expired"):
        entry = folded(New("decided", Decided(outcome)))
        assert (entry.outcome, entry.use) == (outcome, None)


def test_notes_and_flags_come_together() -> None:
    entry = folded(
        New("decided", Decided("overridden", "other", "first", ["record"])),
        New("noted", Noted("second", ["supervision", "record"])),
        New("noted", Noted("", ["next_session"])),
    )
    assert entry.note == "first\nsecond"
    assert entry.flags == ["record", "supervision", "next_session"]


def test_what_was_erased_or_is_no_warning_has_no_entry() -> None:
    made = History()
    first = made.add(New("warned", WARNED))
    assert fold([Recorded(1, NOW, "started", 1, b"{}")]) is None
    gone = [event._replace(body=None) for event in recorded(made)]
    assert fold(gone) is None
    assert fold_all([first], gone) == []


def test_what_was_missed_is_an_entry_without_an_outcome() -> None:
    made = History()
    missed = Missed("c-janedoe000", "J. D.", "current", "A", "x", "x:jane", "follow")
    first = made.add(New("missed", missed))
    made.add(New("noted", Noted("told in supervision", ["supervision"]), first))
    entry = fold(recorded(made))
    assert entry
    assert (entry.kind, entry.outcome, entry.reason, entry.use) == ("missed", None, None, None)
    assert (entry.label, entry.account, entry.verdict) == ("J. D.", "x:jane", "listed")
    assert (entry.note, entry.flags) == ("told in supervision", ["supervision"])


def test_entries_come_in_the_order_asked() -> None:
    made = History()
    first = made.add(New("warned", WARNED))
    second = made.add(New("warned", WARNED))
    made.add(New("decided", OVERRIDDEN, first))
    entries = fold_all([second, first, 99], recorded(made))
    assert [(entry.sequence, entry.outcome) for entry in entries] == [(second, None), (first, "overridden")]


def test_an_event_is_told_in_hex() -> None:
    made = History()
    made.add(New("warned", WARNED))
    stored = made.events[1]
    event = as_event(stored)
    assert event.body is not None
    assert (event.sequence, event.kind, event.refers_to, event.body["label"]) == (2, "warned", None, "J. D.")
    assert event.previous == made.events[0].link.head.hex()
    assert (event.commitment, event.head) == (stored.link.commitment.hex(), stored.link.head.hex())
    assert as_event(Stored(stored.link)).body is None


def test_a_body_that_was_changed_is_said() -> None:
    made = History()
    made.add(New("warned", WARNED))
    with pytest.raises(VaultDamaged):
        fold([recorded(made)[0]._replace(body=b"{}")])
    with pytest.raises(VaultDamaged):
        as_event(replace(made.events[1], body=b"[]"))
