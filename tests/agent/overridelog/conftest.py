from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.logs import World, open_log_world


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[World]:
    """A log on a real encrypted database, empty."""
    with open_log_world(tmp_path) as world:
        yield world
