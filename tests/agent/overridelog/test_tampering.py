"""Somebody who has the vault's key but not the seed of that time changes the real database behind the log's back."""

import apsw
import pytest

from agent.overridelog.kinds import Decided
from agent.overridelog.verify import PROVES
from tests.support.logs import WARNED, World

EVENTS = 7
PUT = "UPDATE log_{} SET sequence = {} WHERE sequence = {}"
REFILED = (
    "UPDATE log_bodies SET entry = "
    "(SELECT coalesce(refers_to, sequence) FROM log_events AS e WHERE e.sequence = log_bodies.sequence)"
)
FOREIGN = (
    "The log doesn't end where its signing seed (log.seed) left it: the last events were replaced, or the seed was."
)


def shift(after: int, by: int) -> list[str]:
    """Renumber the events after one, as somebody would who takes one out or puts one in."""
    away = "UPDATE log_{} SET sequence = -(sequence + {}) WHERE sequence > {}"
    back = "UPDATE log_{} SET sequence = -sequence WHERE sequence < 0"
    tables = ("events", "bodies")
    return [each for table in tables for each in (away.format(table, by, after), back.format(table))] + [REFILED]


def rolled_back(end: int, seed: int) -> str:
    return (
        f"The vault was rolled back, or the end of the log was removed: it ends at event {end}, "
        f"but its signing seed has gone on to event {seed}."
    )


CASES: dict[str, tuple[list[str], list[str]]] = {
    "changed": (
        ["UPDATE log_events SET time = '2026-11-22T11:00:00.000Z' WHERE sequence = 3"],
        ["Event 3 was changed after it was signed."],
    ),
    "removed": (
        ["DELETE FROM log_bodies WHERE sequence = 4", "DELETE FROM log_events WHERE sequence = 4"],
        ["Event 4 is missing: it was removed."],
    ),
    "removed and renumbered": (
        ["DELETE FROM log_bodies WHERE sequence = 4", "DELETE FROM log_events WHERE sequence = 4", *shift(4, -1)],
        [
            "Event 4 is missing: it was removed.",
            "Events 4 to 6 were renumbered: they were signed as events 5 to 7.",
            rolled_back(6, 7),
        ],
    ),
    "reordered": (
        [PUT.format(table, new, old) for table in ("events", "bodies") for old, new in ((3, 99), (4, 3), (99, 4))],
        ["Event 4 stands as event 3: the order was changed.", "Event 3 stands as event 4: the order was changed."],
    ),
    "inserted": (
        [
            *shift(3, 1),
            "INSERT INTO log_events SELECT 4, time, 'noted', refers_to, previous, commitment, zeroblob(32), next_key, "
            "signature FROM log_events WHERE sequence = 3",
            "INSERT INTO log_bodies SELECT 4, entry, salt, body FROM log_bodies WHERE sequence = 3",
        ],
        [
            "Event 4 isn't signed with a key of this log: it was changed, or put in from outside.",
            "Events 5 to 8 were renumbered: they were signed as events 4 to 7.",
            FOREIGN,
        ],
    ),
    "copied to the end": (
        [
            "INSERT INTO log_events SELECT 8, time, kind, refers_to, previous, commitment, public_key, next_key, "
            "signature FROM log_events WHERE sequence = 3",
            "INSERT INTO log_bodies SELECT 8, entry, salt, body FROM log_bodies WHERE sequence = 3",
        ],
        [
            "Event 8 is a copy of event 3: it was put in.",
            FOREIGN,
        ],
    ),
    "end removed": (
        ["DELETE FROM log_bodies WHERE sequence > 5", "DELETE FROM log_events WHERE sequence > 5"],
        [rolled_back(5, 7)],
    ),
    "all removed": (
        ["DELETE FROM log_bodies", "DELETE FROM log_events"],
        [rolled_back(0, 7)],
    ),
    "bodies swapped": (
        [
            "CREATE TEMP TABLE kept AS SELECT * FROM log_bodies",
            "UPDATE log_bodies SET (salt, body) = (SELECT salt, body FROM kept WHERE sequence = 3) WHERE sequence = 6",
            "UPDATE log_bodies SET (salt, body) = (SELECT salt, body FROM kept WHERE sequence = 6) WHERE sequence = 3",
        ],
        [
            "What stands under event 3 was recorded by event 6: the two were swapped.",
            "What stands under event 6 was recorded by event 3: the two were swapped.",
        ],
    ),
    "body changed": (
        ["UPDATE log_bodies SET body = json_set(body, '$.outcome', 'heeded') WHERE sequence = 3"],
        ["What event 3 recorded was changed."],
    ),
    "body removed": (
        ["DELETE FROM log_bodies WHERE sequence = 3"],
        ["What event 3 recorded is gone, and no event says that it was erased."],
    ),
    "body filed elsewhere": (
        ["UPDATE log_bodies SET entry = 5 WHERE sequence = 3"],
        ["What event 3 recorded is filed under another entry."],
    ),
    "body put in": (
        ["INSERT INTO log_bodies SELECT 99, 5, salt, body FROM log_bodies WHERE sequence = 3"],
        ["What stands under 99 belongs to no event: it was put in, or its event was removed."],
    ),
    "event removed without its body": (
        ["DELETE FROM log_events WHERE sequence = 6"],
        [
            "Event 6 is missing: it was removed.",
            "What stands under 6 belongs to no event: it was put in, or its event was removed.",
        ],
    ),
    "signature forged": (
        ["UPDATE log_events SET signature = zeroblob(64) WHERE sequence = 3"],
        ["The signature of event 3 is forged: the event is as it was, but this log never signed it so."],
    ),
    "signature taken from another event": (
        ["UPDATE log_events SET signature = (SELECT signature FROM log_events WHERE sequence = 4) WHERE sequence = 3"],
        ["The signature of event 3 is forged: the event is as it was, but this log never signed it so."],
    ),
    "text that is none": (
        ["UPDATE log_events SET time = CAST(x'ff' AS TEXT) WHERE sequence = 3"],
        ["Event 3 was changed after it was signed."],
    ),
}


@pytest.fixture
def filled(logs: World) -> World:
    logs.fill()
    found = logs.verify()
    assert (found.ok, found.events, found.problems, found.notes) == (True, EVENTS, [], [PROVES])
    return logs


@pytest.mark.parametrize("case", CASES)
def test_what_was_done_is_said(filled: World, case: str) -> None:
    statements, problems = CASES[case]
    filled.tamper(*statements)
    found = filled.verify()
    assert found.problems == problems
    assert not found.ok


@pytest.mark.parametrize("case", CASES)
def test_it_is_said_too_after_the_vault_was_locked_and_the_log_went_on(filled: World, case: str) -> None:
    filled.tamper(*CASES[case][0])
    filled.reopen()
    filled.log.add_warning(WARNED)
    assert not filled.verify().ok


def test_a_removed_end_shows_by_a_checkpoint_even_if_the_seed_was_replaced(filled: World) -> None:
    checkpoint = filled.log.checkpoint()
    filled.tamper(*CASES["end removed"][0])
    filled.seed.unlink()
    found = filled.verify(checkpoint)
    assert found.problems == [
        "The signing seed (log.seed) is missing, so nothing shows whether the last events were removed.",
        "The log ends at event 5, but the checkpoint of 2026-11-22 12:00 UTC was made at event 7: the end is gone.",
    ]


def test_a_vault_that_was_rolled_back_is_said_at_once_and_ever_after(filled: World) -> None:
    with filled.closed():
        older = filled.path.read_bytes()
    filled.log.add_warning(WARNED)
    filled.log.add_warning(WARNED)
    with filled.closed():
        filled.path.write_bytes(older)
    assert filled.verify().problems == [rolled_back(7, 9)]
    filled.log.add_warning(WARNED)
    for _ in range(2):
        assert filled.verify().problems == [
            "On 2026-11-22 12:00 UTC (event 8) the vault was found rolled back: 2 events before it are lost."
        ]
        filled.reopen()


def test_a_log_that_its_owner_writes_anew_passes_unless_somebody_else_holds_a_checkpoint(
    filled: World,
) -> None:
    """What the chain doesn't prove, as `verify` and docs/override-log.md say."""
    checkpoint = filled.log.checkpoint()
    filled.tamper("DELETE FROM log_bodies", "DELETE FROM log_events")
    filled.seed.unlink()
    filled.reopen()
    for _ in range(3):
        filled.log.decide(filled.log.add_warning(WARNED), Decided("heeded"))
    found = filled.verify()
    assert found.ok
    assert "only a checkpoint that somebody else holds" in found.notes[0]
    assert filled.verify(checkpoint).problems == [
        "The log doesn't lead through the checkpoint of 2026-11-22 12:00 UTC: event 7 or one before it was rewritten."
    ]


STATEMENTS = [
    ("UPDATE log_events SET kind = 'lapsed' WHERE sequence = 4", "an event is never changed"),
    ("DELETE FROM log_events WHERE sequence = 7", "an event is never removed"),
    ("UPDATE log_bodies SET body = '{}' WHERE sequence = 4", "a body is never changed"),
    ("DELETE FROM log_bodies WHERE sequence = 4", "a body goes only with the event that says so"),
    (
        "INSERT OR REPLACE INTO log_events SELECT * FROM log_events WHERE sequence = 4",
        "an event is added at the end",
    ),
    (
        "INSERT OR REPLACE INTO log_bodies SELECT * FROM log_bodies WHERE sequence = 7",
        "a body is added with its event",
    ),
    ("REPLACE INTO log_bodies SELECT 4, entry, salt, '{}' FROM log_bodies", "a body is added with its event"),
]


@pytest.mark.parametrize(("statement", "sentence"), STATEMENTS)
def test_the_database_itself_refuses(filled: World, statement: str, sentence: str) -> None:
    with pytest.raises(apsw.ConstraintError, match=sentence), filled.database.change() as cursor:
        cursor.execute(statement)
    assert filled.verify().ok


def test_events_and_bodies_stay_when_one_entry_is_erased(filled: World) -> None:
    filled.log.erase(2, "request")
    with (
        pytest.raises(apsw.ConstraintError, match="a body goes only with"),
        filled.database.change() as cursor,
    ):
        cursor.execute("DELETE FROM log_bodies WHERE entry = 5")
    with (
        pytest.raises(apsw.ConstraintError, match="a body goes only with"),
        filled.database.change() as cursor,
    ):
        cursor.execute("DELETE FROM log_bodies WHERE sequence = 8")
    assert filled.verify().ok
