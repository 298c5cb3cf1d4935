from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import WrongSecret
from agent.vault.attempts import LONGEST, Attempts, delay


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def fail(attempts: Attempts, times: int, clock: Clock) -> None:
    for _ in range(times):
        clock.now += LONGEST
        attempts.begin()


def test_waits_longer_each_time_up_to_a_limit() -> None:
    waits = [delay(failures) for failures in range(60)]
    assert waits[:6] == [0, 0, 0, 0, 2, 4]
    assert waits == sorted(waits)
    assert waits[-1] == delay(10**30) == LONGEST


def test_refuses_before_the_wait_is_over_and_counts_nothing_then(tmp_path: Path, clock: Clock) -> None:
    attempts = Attempts(tmp_path / "attempts.json", clock)
    fail(attempts, 6, clock)
    assert attempts.wrong("That isn't it.").retry_after == 8
    for _ in range(3):
        with pytest.raises(WrongSecret, match=r"Wait 8 seconds and try again\.") as caught:
            attempts.begin()
        assert caught.value.retry_after == 8
    clock.now += 8
    attempts.begin()
    assert attempts.wrong("That isn't it.").retry_after == 16


def test_counts_over_restarts_and_starts_afresh_after_success(tmp_path: Path, clock: Clock) -> None:
    fail(Attempts(tmp_path / "attempts.json", clock), 5, clock)
    again = Attempts(tmp_path / "attempts.json", clock)
    with pytest.raises(WrongSecret):
        again.begin()
    clock.now += 10
    again.begin()
    again.succeeded()
    assert not (tmp_path / "attempts.json").exists()
    again.begin()
    assert again.wrong("No.").retry_after == 0


def test_a_clock_that_was_put_back_costs_one_wait(tmp_path: Path, clock: Clock) -> None:
    attempts = Attempts(tmp_path / "attempts.json", clock)
    fail(attempts, 5, clock)
    clock.now -= 10**8
    with pytest.raises(WrongSecret):
        attempts.begin()
    clock.now += delay(5)
    attempts.begin()


@given(
    content=st.binary(max_size=80)
    | st.sampled_from([b"{}", b'{"failures":0}', b'{"failures":-1,"last":0}', b'{"failures":1e99,"last":1e400}'])
)
def test_a_spoilt_file_gains_nothing(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    clock = Clock()
    path = tmp_path_factory.mktemp("attempts") / "attempts.json"
    path.write_bytes(content)
    with pytest.raises(WrongSecret) as caught:
        Attempts(path, clock).begin()
    assert caught.value.retry_after is not None
    assert 0 < caught.value.retry_after <= LONGEST
    clock.now += LONGEST
    Attempts(path, clock).begin()


def test_says_minutes_when_there_are_many(tmp_path: Path, clock: Clock) -> None:
    attempts = Attempts(tmp_path / "attempts.json", clock)
    fail(attempts, 20, clock)
    assert str(attempts.wrong("No.")) == "No. Wait 5 minutes and try again."


def test_works_where_nothing_can_be_written(tmp_path: Path, clock: Clock) -> None:
    attempts = Attempts(tmp_path / "nowhere" / "attempts.json", clock)
    fail(attempts, 5, clock)
    with pytest.raises(WrongSecret):
        attempts.begin()
    attempts.succeeded()
    attempts.begin()
