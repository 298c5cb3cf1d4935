from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.practice import Practice
from tests.support.practising import Turning, practising


@pytest.fixture
def clock() -> Turning:
    return Turning()


@pytest.fixture
def practice(tmp_path: Path, clock: Turning) -> Iterator[Practice]:
    with practising(tmp_path, clock) as made:
        yield made
