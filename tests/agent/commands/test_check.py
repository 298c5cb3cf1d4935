from collections.abc import Iterator
from pathlib import Path

import pytest

from protocol.messages import Check, ClientAdd, Sighting, Verdict, Verdicts
from tests.support.agents import Asked, unlocked


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


async def verdicts(asked: Asked, *sightings: Sighting) -> list[Verdict]:
    reply = await asked.ask(Check(list(sightings)))
    assert isinstance(reply, Verdicts)
    return reply.verdicts


async def test_answers_in_the_order_asked_with_what_to_hold(asked: Asked) -> None:
    await asked.ask(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"], status="former"))
    clear, listed, possible = await verdicts(
        asked,
        Sighting("x:somebody_else"),
        Sighting("x:renamed", aliases=["x:jamie_doe"]),
        Sighting("x:stranger", names=["Doe, Jamie"]),
    )
    assert clear == Verdict("clear")
    assert (listed.verdict, listed.asks) == ("listed", ["view"])
    assert {"follow", "react", "comment", "share", "message"} <= set(listed.holds)
    assert possible.verdict == "possible"
    assert "follow" in possible.holds
    assert {"react", "comment"} <= set(possible.asks)
    assert await verdicts(asked) == []


async def test_asking_leaves_no_trace(asked: Asked) -> None:
    home = asked.agent.paths.home
    before = {file.name: file.read_bytes() for file in home.iterdir()}
    for number in range(50):
        await verdicts(asked, Sighting(f"x:passer_by_{number}", names=["Passer By"]))
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before
