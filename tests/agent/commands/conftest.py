from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from protocol.messages.log import LogVerify, Verification
from tests.support.agents import unlocked
from tests.support.logs import Clock
from tests.support.talk import Talk


@pytest.fixture
async def talk(made_home: Path, tmp_path: Path) -> AsyncIterator[Talk]:
    with unlocked(made_home, tmp_path) as asked:
        talk = Talk(asked.agent)
        talk.clock = asked.agent.clock = Clock()
        await talk.client("Jamie Doe", "x:jamie_doe")
        talk.notices.clear()
        yield talk
        assert (await talk.get(LogVerify(), Verification)).ok
