from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.overridelog import chain
from agent.overridelog.chain import GENESIS, Draft
from agent.overridelog.kinds import Erased, Reseeded, Restored, Until
from agent.overridelog.seed import Standing, compare, fresh
from agent.overridelog.verify import LEADS_THROUGH, LISTED, PROVES, Stored, Verifier
from agent.overridelog.writer import New
from protocol.messages import Verification
from tests.support.logs import NOON, OVERRIDDEN, WARNED, History, feed

READY = Standing.READY


def history(entries: int = 3) -> History:
    """Events: started, then for each entry warned, decided, used."""
    made = History()
    for _ in range(entries):
        first = made.add(New("warned", WARNED))
        made.add(New("decided", OVERRIDDEN, first), New("used", refers_to=first))
    return made


def verify(events: list[Stored], standing: Standing = READY) -> Verification:
    return feed(events).finish(standing, len(events))


def problems(events: list[Stored]) -> list[str]:
    found = verify(events)
    assert found.ok == (not found.problems)
    return found.problems


def renumbered(event: Stored, sequence: int) -> Stored:
    return replace(event, link=replace(event.link, sequence=sequence))


def test_a_whole_log_has_no_problem_and_says_what_that_proves() -> None:
    made = history()
    found = verify(made.events)
    assert (found.ok, found.events, found.problems, found.notes) == (True, 10, [], [PROVES])
    assert found.head == made.events[-1].link.head.hex()


def test_an_empty_log_has_no_problem() -> None:
    found = Verifier().finish(Standing.NEW, 0)
    assert (found.ok, found.events, found.head) == (True, 0, GENESIS.hex())


def test_a_changed_event_is_named() -> None:
    events = history().events
    events[4] = replace(events[4], link=replace(events[4].link, time="2026-11-22T13:00:00.000Z"))
    assert problems(events) == ["Event 5 was changed after it was signed."]


def test_a_changed_last_event_is_named() -> None:
    events = history().events
    events[-1] = replace(events[-1], link=replace(events[-1].link, kind="lapsed"))
    assert problems(events) == ["Event 10, the last, was changed after it was signed, or its signature was."]


def test_a_changed_first_event_is_named() -> None:
    events = history().events
    events[0] = replace(events[0], link=replace(events[0].link, time="2026-11-22T13:00:00.000Z"))
    assert problems(events) == ["Event 1 was changed after it was signed."]


def test_a_forged_signature_is_named() -> None:
    events = history().events
    events[4] = replace(events[4], link=replace(events[4].link, signature=bytes(64)))
    assert problems(events) == [
        "The signature of event 5 is forged: the event is as it was, but this log never signed it so."
    ]


@pytest.mark.parametrize("field", ["previous", "commitment", "public_key", "next_key", "signature"])
def test_a_field_of_another_size_is_not_taken_for_the_same_bytes(field: str) -> None:
    events = history().events
    link = events[4].link
    events[4] = replace(events[4], link=replace(link, **{field: getattr(link, field)[:-1]}))
    assert not verify(events).ok


def test_an_event_signed_with_another_key_is_named() -> None:
    made, other = history(), history()
    foreign = other.events[4]
    assert problems([*made.events[:4], foreign, *made.events[5:]])[0] == (
        "Event 5 isn't signed with a key of this log: it was put in from outside, or event 4 was."
    )


def test_a_changed_public_key_is_named() -> None:
    events = history().events
    events[4] = replace(events[4], link=replace(events[4].link, public_key=fresh(0, "").public_key))
    assert problems(events) == ["Event 5 isn't signed with a key of this log: it was changed, or put in from outside."]


def test_removed_events_are_named() -> None:
    events = history().events
    assert problems([*events[:4], *events[5:]]) == ["Event 5 is missing: it was removed."]
    assert problems([*events[:4], *events[7:]]) == ["Events 5 to 7 are missing: they were removed."]
    assert problems(events[2:]) == ["Events 1 to 2 are missing: they were removed."]


def test_a_removed_event_is_named_though_the_others_were_renumbered() -> None:
    events = history().events
    left = [*events[:4], *(renumbered(event, event.link.sequence - 1) for event in events[5:])]
    left = [replace(event, filed_under=event.link.entry) for event in left]
    assert problems(left) == [
        "Event 5 is missing: it was removed.",
        "Events 5 to 9 were renumbered: they were signed as events 6 to 10.",
    ]


def test_events_in_another_order_are_named() -> None:
    events = history().events
    swapped = [renumbered(events[5], 5), renumbered(events[4], 6)]
    swapped = [replace(event, filed_under=event.link.entry) for event in swapped]
    assert problems([*events[:4], *swapped, *events[6:]]) == [
        "Event 6 stands as event 5: the order was changed.",
        "Event 5 stands as event 6: the order was changed.",
    ]


def test_events_far_from_where_they_were_are_named() -> None:
    made = history(20)
    events = made.events
    events[4], events[54] = renumbered(events[54], 5), renumbered(events[4], 55)
    events[4], events[54] = (replace(event, filed_under=event.link.entry) for event in (events[4], events[54]))
    assert problems(events) == [
        "Event 55 stands as event 5: the order was changed.",
        "Event 5 stands as event 55: the order was changed.",
    ]


def test_an_event_that_was_put_in_is_named() -> None:
    made, other = history(), history()
    inserted = other.events[4]
    later = [renumbered(event, event.link.sequence + 1) for event in made.events[4:]]
    later = [replace(event, filed_under=event.link.entry) for event in later]
    assert problems([*made.events[:4], inserted, *later]) == [
        "Event 5 isn't signed with a key of this log: it was put in from outside, or event 4 was.",
        "Events 6 to 11 were renumbered: they were signed as events 5 to 10.",
    ]


def test_a_copy_of_an_event_is_named() -> None:
    made = history()
    copy = renumbered(made.events[4], 11)
    copy = replace(copy, filed_under=copy.link.entry)
    assert problems([*made.events, copy]) == ["Event 11 is a copy of event 5: it was put in."]


def test_an_event_that_was_signed_twice_by_the_same_key_is_named() -> None:
    """Somebody rolled the vault back with its seed, went on, and put both ends together."""
    made = history(1)
    seed, before = made.seed, list(made.events)
    made.add(New("warned", WARNED))
    first = list(made.events)
    made.events, made.seed = before, seed
    made.add(New("paused", Until("2026-11-22T13:00:00.000Z")), New("resumed"))
    spliced = [*first, made.events[-1]]
    assert problems(spliced) == ["Event 6 doesn't continue event 5: one of them was replaced."]


def test_a_log_must_begin_at_its_beginning() -> None:
    draft = Draft("2026-11-22T12:00:00.000Z", "paused", None, bytes(32), b"{}")
    seed = fresh(0, "paused")
    link = chain.add(draft, None, seed, seed.step().public_key)
    assert problems([Stored(link, draft.salt, draft.body, 1)]) == [
        "Event 1 is not the beginning of a log: what came before it was removed."
    ]


def test_a_changed_body_is_named() -> None:
    events = history().events
    events[4] = replace(events[4], body=b'{"outcome":"heeded"}')
    assert problems(events) == ["What event 5 recorded was changed."]


def test_a_changed_salt_is_named() -> None:
    events = history().events
    events[4] = replace(events[4], salt=bytes(32))
    assert problems(events) == ["What event 5 recorded was changed."]


def test_swapped_bodies_are_named() -> None:
    events = history().events
    second, fifth = events[1], events[4]
    events[1] = replace(second, salt=fifth.salt, body=fifth.body)
    events[4] = replace(fifth, salt=second.salt, body=second.body)
    assert problems(events) == [
        "What stands under event 2 was recorded by event 5: the two were swapped.",
        "What stands under event 5 was recorded by event 2: the two were swapped.",
    ]


def test_a_body_filed_under_another_entry_is_named() -> None:
    events = history().events
    events[2] = replace(events[2], filed_under=5)
    assert problems(events) == ["What event 3 recorded is filed under another entry."]


def test_a_body_that_is_gone_without_a_word_is_named() -> None:
    events = history().events
    events[2] = replace(events[2], salt=None, body=None, filed_under=None)
    assert problems(events) == ["What event 3 recorded is gone, and no event says that it was erased."]


def test_a_body_that_was_erased_is_no_problem() -> None:
    made = history()
    made.add(New("erased", Erased("retention"), 2))
    made.erase(2)
    assert problems(made.events) == []


def test_what_erased_says_must_be_there() -> None:
    made = history()
    made.add(New("erased", Erased("retention"), 2))
    made.erase(2)
    made.events[-1] = replace(made.events[-1], salt=None, body=None, filed_under=None)
    assert problems(made.events) == ["What event 11 recorded is gone, and no event says that it was erased."]


def test_an_entry_that_should_be_erased_but_is_there_is_named() -> None:
    made = history()
    made.add(New("erased", Erased("retention"), 2))
    assert problems(made.events) == ["Event 11 says that entry 2 was erased, but it is there."]


def test_a_restore_is_a_note() -> None:
    made = history()
    made.begin(New("restored", Restored("2026-11-22T12:00:00.000Z")))
    made.add(New("warned", WARNED))
    found = verify(made.events)
    assert found.ok
    assert found.notes[0].startswith("The vault was restored from a backup on 2026-11-22 12:00 UTC (event 11). ")


def test_a_restore_that_the_log_does_not_know_yet_is_a_note() -> None:
    made = history()
    found = feed(made.events).finish(Standing.MISSING, 0, is_restored=True)
    assert found.ok
    assert found.notes[0].startswith("The vault was restored from a backup. The next event will say so")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (Reseeded("rolled_back", 3), "the vault was found rolled back: 3 events before it are lost."),
        (
            Reseeded("seed_missing"),
            "the signing seed (log.seed) was missing: nothing shows whether events just before it were removed.",
        ),
        (
            Reseeded("seed_damaged"),
            "the signing seed (log.seed) was damaged: nothing shows whether events just before it were removed.",
        ),
        (
            Reseeded("seed_foreign"),
            "the signing seed (log.seed) was not this log's: nothing shows whether events just before it were removed.",
        ),
    ],
)
def test_a_log_that_had_to_begin_a_new_key_says_so_ever_after(body: Reseeded, sentence: str) -> None:
    made = history()
    made.begin(New("reseeded", body))
    made.add(New("warned", WARNED))
    assert problems(made.events) == [f"On 2026-11-22 12:00 UTC (event 11) {sentence}"]


def test_a_new_key_whose_reason_is_gone_is_a_problem_still() -> None:
    made = history()
    made.begin(New("reseeded", Reseeded("rolled_back", 3)))
    made.events[-1] = replace(made.events[-1], body=None, salt=None)
    assert problems(made.events) == [
        "On 2026-11-22 12:00 UTC (event 11) the log began a new key, and why can't be read.",
        "What event 11 recorded is gone, and no event says that it was erased.",
    ]


def test_only_the_first_event_may_be_a_start() -> None:
    made = history()
    made.begin(New("started"))
    assert problems(made.events) == [
        "Event 11 isn't signed with a key of this log: it was put in from outside, or event 10 was."
    ]


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (Standing.MISSING, "The signing seed (log.seed) is missing, so nothing shows whether"),
        (Standing.DAMAGED, "The signing seed (log.seed) is damaged, so nothing shows whether"),
        (Standing.FOREIGN, "The log doesn't end where its signing seed (log.seed) left it"),
        (Standing.AHEAD, "The vault was rolled back, or the end of the log was removed: it ends at event 10, but"),
    ],
)
def test_a_seed_that_does_not_stand_at_the_end_is_a_problem(standing: Standing, sentence: str) -> None:
    found = verify(history().events, standing)
    assert [each[: len(sentence)] for each in found.problems] == [sentence]


def test_a_removed_end_shows_by_the_seed() -> None:
    made = history()
    events = made.events[:-2]
    standing, seed = compare(made.seed, events[-1].link, events[0].link)
    assert seed
    found = feed(events).finish(standing, seed.sequence)
    assert found.problems == [
        "The vault was rolled back, or the end of the log was removed: it ends at event 8, but its signing seed has "
        "gone on to event 10."
    ]


def test_a_log_that_leads_through_its_checkpoint_says_what_that_proves() -> None:
    made = history()
    checkpoint = made.checkpoint()
    made.add(New("warned", WARNED))
    found = feed(made.events, checkpoint).finish(READY, 11)
    assert found.ok
    assert found.notes == [LEADS_THROUGH.format(sequence=10, time="2026-11-22 12:00 UTC")]


def test_a_removed_end_shows_by_a_checkpoint() -> None:
    made = history()
    checkpoint = made.checkpoint()
    found = feed(made.events[:8], checkpoint).finish(READY, 8)
    assert found.problems == [
        "The log ends at event 8, but the checkpoint of 2026-11-22 12:00 UTC was made at event 10: the end is gone."
    ]
    found = feed([], checkpoint).finish(READY, 0)
    assert found.problems[0].startswith("The log ends at event 0, but")


def test_a_log_that_was_written_anew_shows_by_a_checkpoint() -> None:
    checkpoint = history().checkpoint()
    anew = history()
    assert verify(anew.events).ok
    assert feed(anew.events, checkpoint).finish(READY, 10).problems == [
        "The log doesn't lead through the checkpoint of 2026-11-22 12:00 UTC: event 10 or one before it was rewritten."
    ]


def test_a_checkpoint_at_an_event_that_is_gone_is_a_problem() -> None:
    made = history(1)
    checkpoint = made.checkpoint()
    made.add(New("warned", WARNED))
    found = feed([each for each in made.events if each.link.sequence != 4], checkpoint).finish(READY, 5)
    assert found.problems[1].startswith("The log doesn't lead through the checkpoint of")


@pytest.mark.parametrize(
    "change",
    [
        {"time": "2026-11-23T12:00:00.000Z"},
        {"sequence": 9},
        {"sequence": -1},
        {"sequence": 1 << 70},
        {"head": "00" * 32},
        {"head": "not hex"},
        {"public_key": "00"},
        {"public_key": "00" * 32},
        {"signature": ""},
        {"signature": "ab" * 64},
    ],
)
def test_a_checkpoint_that_was_changed_is_a_problem(change: dict[str, object]) -> None:
    made = history()
    checkpoint = msgspec.structs.replace(made.checkpoint(), **change)
    found = feed(made.events, checkpoint).finish(READY, 10)
    assert found.problems == [
        "The checkpoint is not as it was made: its own signature doesn't hold. Ask for the original."
    ]


def test_a_checkpoint_signed_by_somebody_else_is_a_problem() -> None:
    made = history()
    assert made.tail
    checkpoint = chain.make_checkpoint(made.tail, "2026-11-22T12:00:00.000Z", fresh(10, ""))
    found = feed(made.events, checkpoint).finish(READY, 10)
    assert found.problems == [
        "This log's key didn't sign the checkpoint of 2026-11-22 12:00 UTC: the checkpoint was made by somebody else."
    ]


def test_many_problems_are_counted() -> None:
    events = [replace(event, body=b"{}x") for event in history(20).events]
    found = problems(events)
    assert len(found) == LISTED + 1
    assert found[-1] == "There are 21 more problems."


def test_looking_for_where_events_were_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.overridelog.broken.BUDGET", 10)
    events = [replace(event, link=replace(event.link, time="")) for event in history(5).events]
    assert len(problems(events)) == 16


def with_link(events: list[Stored], at: int, **fields: Any) -> None:
    events[at] = replace(events[at], link=replace(events[at].link, **fields))


def change_bytes(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    name = draw(st.sampled_from(["previous", "commitment", "public_key", "next_key", "signature"]))
    old = getattr(events[at].link, name)
    with_link(events, at, **{name: draw(st.binary(max_size=80).filter(lambda value: value != old))})


def change_text(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    name = draw(st.sampled_from(["time", "kind"]))
    old = getattr(events[at].link, name)
    with_link(events, at, **{name: draw(st.text().filter(lambda value: value != old))})


def change_reference(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    old = events[at].link.refers_to
    with_link(events, at, refers_to=draw(st.none() | st.integers(-5, 100).filter(lambda value: value != old)) or 101)


def remove(_draw: st.DrawFn, events: list[Stored], at: int) -> None:
    del events[at]


def swap(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    other = draw(st.integers(0, len(events) - 1).filter(lambda value: value != at))
    events[at], events[other] = renumbered(events[other], at + 1), renumbered(events[at], other + 1)


def copy(_draw: st.DrawFn, events: list[Stored], at: int) -> None:
    events.append(renumbered(events[at], len(events) + 1))


def put_foreign(_draw: st.DrawFn, events: list[Stored], at: int) -> None:
    events[at] = history(len(events)).events[at]


def change_salt(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    old = events[at].salt
    events[at] = replace(events[at], salt=draw(st.binary(min_size=32, max_size=32).filter(lambda value: value != old)))


def change_body(draw: st.DrawFn, events: list[Stored], at: int) -> None:
    old = events[at].body
    events[at] = replace(events[at], body=draw(st.binary().filter(lambda value: value != old)))


def remove_body(_draw: st.DrawFn, events: list[Stored], at: int) -> None:
    events[at] = replace(events[at], body=None, salt=None, filed_under=None)


DEEDS = [
    change_bytes,
    change_text,
    change_reference,
    remove,
    swap,
    copy,
    put_foreign,
    change_salt,
    change_body,
    remove_body,
]


@st.composite
def tampered(draw: st.DrawFn) -> tuple[History, list[Stored]]:
    """A history, and its events after somebody without the seed did one thing to them."""
    made = history(draw(st.integers(1, 4)))
    events = list(made.events)
    draw(st.sampled_from(DEEDS))(draw, events, draw(st.integers(0, len(events) - 1)))
    return made, events


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(tampered())
def test_whatever_is_done_to_a_log_is_a_problem(case: tuple[History, list[Stored]]) -> None:
    made, events = case
    tail, begun = (events[-1].link, events[0].link) if events else (None, None)
    standing, seed = compare(made.seed, tail, begun)
    found = feed(events).finish(standing, seed.sequence if seed else 0)
    assert not found.ok
    assert all(sentence.endswith(".") for sentence in found.problems)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["entry", "pause", "erase", "restore", "step"]), max_size=12))
def test_no_history_is_a_problem(steps: list[str]) -> None:
    made = History()
    entries: list[int] = []
    checkpoint = None
    for step in steps:
        if step == "entry":
            entries.append(made.add(New("warned", WARNED)))
        elif step == "pause":
            made.add(New("paused", Until(NOON.isoformat())))
        elif step == "erase" and entries:
            entry = entries.pop()
            made.add(New("erased", Erased("request"), entry))
            made.erase(entry)
        elif step == "restore" and made.events:
            made.begin(New("restored", Restored(NOON.isoformat())))
        if made.events:
            checkpoint = checkpoint or made.checkpoint()
    found = feed(made.events, checkpoint).finish(READY, len(made.events))
    assert found.problems == []
    assert found.events == len(made.events)
