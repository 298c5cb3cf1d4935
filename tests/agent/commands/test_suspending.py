from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agent.commands.suspending import is_anything, remaining, void
from protocol.messages import ListChanged
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import ClientAdd
from tests.support.agents import Asked, unlocked
from tests.support.logs import NOON, Clock


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        made.agent.clock = Clock()
        yield made


async def test_what_is_suspended_is_not_held(asked: Asked) -> None:
    watchlist, log = asked.agent.require_open()
    watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    match = watchlist.verdict(Sighting("x:jamie_doe"))
    assert not is_anything(asked.agent)
    assert remaining(asked.agent, match, ["follow", "react"]) == ["follow", "react"]
    assert match.client
    log.suspended.snooze(match.client, "x:jamie_doe", "react", NOON + timedelta(minutes=15))
    assert is_anything(asked.agent)
    assert remaining(asked.agent, match, ["follow", "react"]) == ["follow"]


async def test_one_end_is_waited_for_once(asked: Asked) -> None:
    _, log = asked.agent.require_open()
    log.suspended.pause(NOON + timedelta(hours=1))
    for _ in range(3):
        assert is_anything(asked.agent)
    assert log.suspended.watched == NOON + timedelta(hours=1)


async def test_void_verdicts_are_told(asked: Asked) -> None:
    watchlist, _ = asked.agent.require_open()
    epoch = watchlist.epoch
    void(asked.agent, watchlist)
    assert asked.notices == [ListChanged(epoch + 1)]
