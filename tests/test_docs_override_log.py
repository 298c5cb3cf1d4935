"""What docs/override-log.md says is what the code does."""

from pathlib import Path
from typing import get_args

import pytest

from agent.commands.warnings import GRANTED, GRANTED_TO_WRITE
from agent.overridelog import chain, seed
from agent.overridelog.kinds import Kind
from agent.overridelog.log import EXPIRES
from agent.overridelog.suspended import SNOOZE

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "docs" / "override-log.md").read_text()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_event_is_told(kind: str) -> None:
    rows = [line for line in DOCS.splitlines() if line.startswith("|")]
    assert any(f"`{kind}`" in row.split("|")[1] for row in rows)


def test_every_label_that_is_hashed_or_derived_with_is_told() -> None:
    labels = (chain._EVENT[:-1], chain._CHECKPOINT[:-1], b"framekeeper override log v1")
    assert all(f'"{label.decode()}"' in DOCS for label in labels)
    assert 'info "framekeeper log key"' in DOCS
    assert 'info "framekeeper log seed"' in DOCS
    first = seed.Seed(0, bytes(32))
    assert first.step().secret == seed._derive(bytes(32), b"framekeeper log seed")


def test_times_are_told() -> None:
    assert (GRANTED, GRANTED_TO_WRITE, EXPIRES.seconds, SNOOZE.seconds) == (30, 1800, 1200, 900)
    for words in ("30 seconds, or half an hour", "twenty\nminutes after the warning", "for 15 minutes"):
        assert words in DOCS
