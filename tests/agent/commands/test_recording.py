from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from agent.commands.recording import clearing, recorded, whom
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import ClientAdd
from tests.support.agents import Asked, unlocked
from tests.support.logs import WARNED


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


def test_a_client_is_recorded_by_account_and_anybody_else_by_a_code(asked: Asked) -> None:
    watchlist, _ = asked.agent.require_open()
    client = watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    listed = watchlist.verdict(Sighting("x:jamie_doe"))
    possible = watchlist.verdict(Sighting("x:stranger", names=["Jamie Doe"]))
    code = watchlist.clearing(client.id, "x:stranger")
    assert whom(possible) == (client.id, "x:stranger")
    assert recorded(watchlist, listed) == "x:jamie_doe"
    assert recorded(watchlist, possible) == f"hmac:{code.hex()}"


def test_both_are_cleared_by_the_same_code(asked: Asked) -> None:
    watchlist, _ = asked.agent.require_open()
    client = watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    warned = msgspec.structs.replace(WARNED, client=client.id, account="x:jamie_doe")
    code = watchlist.clearing(client.id, "x:jamie_doe")
    assert clearing(watchlist, warned) == code
    assert clearing(watchlist, msgspec.structs.replace(warned, account=f"hmac:{code.hex()}")) == code
