from dataclasses import replace

import pytest

from agent.overridelog import chain
from agent.overridelog.chain import GENESIS, Draft
from agent.overridelog.kinds import Until
from agent.overridelog.seed import Standing, fresh
from agent.overridelog.verify import PROVES, Stored, Verifier
from agent.overridelog.writer import New
from tests.support.logs import WARNED
from tests.support.verifying import history, problems, renumbered, verify


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


def test_a_reference_below_nothing_is_named() -> None:
    events = history().events
    events[0] = replace(events[0], link=replace(events[0].link, refers_to=-1))
    assert problems(events)


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
