import math

import pytest

from agent.idle import SLEPT, TICK, Clocks, slept, why_lock

START = Clocks(monotonic=1000.0, boot=1000.0, wall=1_700_000_000.0)


def later(ticked: float, boot: float | None = None, wall: float | None = None) -> Clocks:
    return Clocks(
        START.monotonic + ticked,
        START.boot + (ticked if boot is None else boot),
        START.wall + (ticked if wall is None else wall),
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (later(TICK), False),
        (later(TICK, boot=3600.0, wall=3600.0), True),  # Linux: the boot clock went on
        (later(TICK, wall=3600.0), True),  # macOS: only the wall clock did
        (later(3600.0), True),  # Windows: the monotonic clock did too
        (later(TICK, wall=-3600.0), False),  # somebody put the clock back
        (later(TICK, wall=SLEPT), False),  # the time service made a step
        (later(TICK + SLEPT), False),  # a very busy machine
    ],
)
def test_sleep_shows_in_whichever_clock_went_on(after: Clocks, expected: bool) -> None:
    assert slept(START, after) is expected


def test_input_within_the_idle_time_keeps_the_vault_open() -> None:
    assert why_lock(START.monotonic, 900.0, START, later(TICK)) is None


def test_want_of_input_locks() -> None:
    assert why_lock(later(TICK).monotonic - 900.0, 900.0, START, later(TICK)) == "idle"


def test_sleep_locks_whatever_the_input() -> None:
    after = later(TICK, boot=3600.0)
    assert why_lock(after.monotonic, math.inf, START, after) == "suspend"


def test_the_real_clocks_agree_while_awake() -> None:
    assert not slept(Clocks.now(), Clocks.now())


def test_a_system_without_a_boot_clock_has_the_monotonic_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("time.CLOCK_BOOTTIME", raising=False)
    now = Clocks.now()
    assert now.boot == now.monotonic
