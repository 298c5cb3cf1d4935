"""What entries are found by."""

import msgspec
import pytest

from agent.errors import BadInput, DiskFull
from agent.overridelog.kinds import Decided, Missed
from agent.overridelog.listing import folded
from protocol.messages.log import LogFilter
from tests.support.logs import OVERRIDDEN, WARNED, World

MISSED = Missed("c-lena", "Lena", "current", "B", "x", "x:lena", "share")


def found(logs: World, **wanted: object) -> list[int]:
    return [entry.sequence for entry in logs.log.entries(LogFilter(**wanted)).entries]  # type: ignore[arg-type]


@pytest.fixture
def filled(logs: World) -> dict[str, int]:
    """Five entries, one an hour: overridden, heeded, not my client, undecided, missed."""
    views = msgspec.structs.replace(WARNED, tier="C", interaction="view", platform="x", label="Zoë Ångström")
    made = {}
    for name, warned, decided in (
        ("overridden", WARNED, Decided("overridden", "other", "Zum Café verabredet", ["supervision"])),
        ("heeded", views, Decided("heeded")),
        ("not_my_client", WARNED, Decided("not_my_client")),
        ("undecided", WARNED, None),
    ):
        made[name] = logs.log.add_warning(warned)
        if decided:
            logs.log.decide(made[name], decided)
        logs.clock.turn(hours=1)
    made["missed"] = logs.log.add_missed(MISSED)
    return made


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"tier": "C"}, ["heeded"]),
        ({"platform": "x"}, ["missed", "heeded"]),
        ({"interaction": "share"}, ["missed"]),
        ({"client": "c-lena"}, ["missed"]),
        ({"missed": True}, ["missed"]),
        ({"undecided": True}, ["undecided"]),
        ({"outcome": "not_my_client"}, ["not_my_client"]),
        ({"flag": "supervision"}, ["overridden"]),
        ({"flag": "record"}, []),
        ({"search": "CAFE"}, ["overridden"]),
        ({"search": "zoe angstrom"}, ["heeded"]),
        ({"search": "verabredet cafe"}, ["overridden"]),
        ({"search": "x:lena"}, ["missed"]),
        ({"search": "100%_"}, []),
        ({"since": "2026-11-22T13:00:00Z", "until": "2026-11-22T15:00:00+00:00"}, ["not_my_client", "heeded"]),
        ({"since": "2026-11-22T15:00:00+02:00", "tier": "A", "undecided": True}, ["undecided"]),
        ({"platform": "x", "outcome": "overridden"}, []),
    ],
)
def test_entries_are_found(logs: World, filled: dict[str, int], wanted: dict[str, object], names: list[str]) -> None:
    assert found(logs, **wanted) == [filled[name] for name in names]


def test_what_contradicts_itself_or_is_no_time_is_refused(logs: World) -> None:
    for wanted in (
        {"missed": True, "outcome": "heeded"},
        {"missed": True, "undecided": True},
        {"since": "yesterday"},
        {"until": "0001-01-01T00:00+05:00"},
    ):
        with pytest.raises(BadInput):
            found(logs, **wanted)


def test_entries_are_found_as_they_are_after_every_change(logs: World, filled: dict[str, int]) -> None:
    logs.log.decide(filled["undecided"], OVERRIDDEN)
    logs.log.note(filled["missed"], "Told in session", ["record"])
    logs.log.note(filled["overridden"], "", [], ["supervision"])
    logs.log.erase(filled["heeded"], "request")
    now = [found(logs, **wanted) for wanted in EACH]
    assert now == [
        [filled["undecided"], filled["overridden"]],
        [],
        [filled["missed"]],
        [],
        [filled["missed"], filled["undecided"], filled["not_my_client"], filled["overridden"]],
    ]
    logs.reopen()
    assert [found(logs, **wanted) for wanted in EACH] == now


EACH: tuple[dict[str, object], ...] = (
    {"outcome": "overridden"},
    {"flag": "supervision"},
    {"search": "told in session", "flag": "record"},
    {"tier": "C"},
    {},
)


def note_much(logs: World, entry: int) -> None:
    for number in range(9):
        logs.log.note(entry, f"{number}" * 4000, ["record"])


def test_what_was_not_added_is_not_found(logs: World, filled: dict[str, int]) -> None:
    with logs.full_disk():
        with pytest.raises(DiskFull):
            note_much(logs, filled["heeded"])
        kept = logs.log.entry(filled["heeded"])
        assert found(logs, flag="record") == [filled["heeded"]] * bool(kept.flags)


def test_an_entry_that_can_not_be_read_doesn_t_keep_the_vault_shut(logs: World, filled: dict[str, int]) -> None:
    assert filled["heeded"] == 4
    logs.tamper("UPDATE log_bodies SET body = '{}' WHERE sequence = 4")
    logs.reopen()
    assert found(logs, outcome="overridden") == [filled["overridden"]]
    assert not logs.verify().ok


def test_searching_folds_case_accents_and_width() -> None:
    assert folded("ＺＯË Ångström ẞ") == "zoe angstrom ss"
