from dataclasses import replace

import pytest

from agent.overridelog.kinds import Reseeded, Restored
from agent.overridelog.seed import Standing, compare
from agent.overridelog.writer import New
from tests.support.logs import WARNED, feed
from tests.support.verifying import history, problems, verify


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
