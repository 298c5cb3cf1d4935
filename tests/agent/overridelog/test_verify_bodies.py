from dataclasses import replace

from agent.overridelog.kinds import Erased
from agent.overridelog.writer import New
from tests.support.verifying import history, problems


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
