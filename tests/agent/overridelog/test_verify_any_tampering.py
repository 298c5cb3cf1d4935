from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.overridelog.kinds import Erased, Restored, Until
from agent.overridelog.seed import compare
from agent.overridelog.verify import Stored
from agent.overridelog.writer import New
from tests.support.logs import NOON, WARNED, History, feed
from tests.support.verifying import READY, history, renumbered


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
