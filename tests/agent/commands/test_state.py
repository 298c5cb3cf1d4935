import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agent import __version__
from agent.commands.opening import close_vault
from protocol.messages import ListChanged, Reply
from protocol.messages.settings import Rules
from protocol.messages.state import Activity, Done, Lock, Ping, Problem, StatusAsk, StatusReply, Unlock
from protocol.messages.warnings import Pause
from protocol.messages.watchlist import ClientAdd
from protocol.messages.words import VERSION
from tests.support.agents import Asked, unlocked
from tests.support.command import PASSPHRASE

ASK = StatusAsk(VERSION, "a test")
RULES = Rules("hold", "daily", 15)


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


def code(reply: Reply) -> str:
    assert isinstance(reply, Problem)
    return reply.code


async def test_status_counts_what_is_on_the_list(asked: Asked) -> None:
    await asked.ask(ClientAdd("J. D.", ["Jamie Doe"], ["x:jamie_doe", "x:jamie_d"]))
    reply = await asked.ask(ASK)
    assert reply == StatusReply(VERSION, f"framekeeper {__version__}", False, 900, 1, 2, None, rules=RULES)


async def test_status_tells_of_a_pause(asked: Asked) -> None:
    now = datetime.now(UTC)
    await asked.ask(Pause(30))
    reply = await asked.ask(ASK)
    assert isinstance(reply, StatusReply)
    assert reply.paused_until is not None
    assert reply.paused_until.endswith("Z")
    assert 29 <= (datetime.fromisoformat(reply.paused_until) - now).total_seconds() / 60 <= 31


async def test_status_of_a_locked_vault_counts_nothing(asked: Asked) -> None:
    close_vault(asked.agent)
    reply = await asked.ask(ASK)
    assert isinstance(reply, StatusReply)
    assert (reply.locked, reply.clients, reply.accounts) == (True, None, None)


@pytest.mark.parametrize(
    ("version", "side"), [(VERSION - 1, "agent is newer than a test"), (VERSION + 1, "agent is older")]
)
async def test_each_side_is_told_which_one_to_update(asked: Asked, version: int, side: str) -> None:
    reply = await asked.ask(StatusAsk(version, "a test"))
    assert isinstance(reply, Problem)
    assert reply.code == "version"
    assert side in reply.message
    assert "pdate" in reply.message


async def test_unlocking_tells_everybody_that_verdicts_can_be_had(asked: Asked) -> None:
    close_vault(asked.agent)
    asked.notices.clear()
    assert await asked.ask(Unlock(PASSPHRASE)) == Done()
    assert not asked.agent.locked
    assert [type(notice) for notice in asked.notices] == [ListChanged]


async def test_unlocking_what_is_unlocked_changes_nothing(asked: Asked) -> None:
    watchlist = asked.agent.watchlist
    asked.notices.clear()
    assert await asked.ask(Unlock(PASSPHRASE)) == Done()
    assert asked.agent.watchlist is watchlist
    assert asked.notices == []


async def test_a_wrong_passphrase_leaves_it_locked(asked: Asked) -> None:
    close_vault(asked.agent)
    assert code(await asked.ask(Unlock("not this one"))) == "wrong_secret"
    assert asked.agent.locked
    assert asked.agent.vault.locked


@pytest.mark.parametrize("request_", [Unlock(), Unlock("x", "y")])
async def test_exactly_one_secret_unlocks(asked: Asked, request_: Unlock) -> None:
    assert code(await asked.ask(request_)) == "bad_input"


@pytest.mark.usefixtures("argon2id_each_time")
async def test_two_who_unlock_at_once_open_it_once(asked: Asked) -> None:
    close_vault(asked.agent)
    assert await asyncio.gather(*(asked.ask(Unlock(PASSPHRASE)) for _ in range(3))) == [Done()] * 3
    assert not asked.agent.locked


@pytest.mark.usefixtures("argon2id_each_time")
async def test_who_goes_away_while_unlocking_leaves_a_whole_agent(asked: Asked) -> None:
    close_vault(asked.agent)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await asked.ask(Unlock(PASSPHRASE))
    assert await asked.ask(Unlock(PASSPHRASE)) == Done()
    assert not asked.agent.locked
    assert not asked.agent.vault.locked


async def test_locking_is_left_to_who_has_the_sockets(asked: Asked) -> None:
    locks = []
    asked.agent.lock_soon = lambda: locks.append(True)
    assert await asked.ask(Lock()) == Done()
    assert locks == [True]


@pytest.mark.parametrize("request_", [Ping(), Activity()])
async def test_signs_of_life_are_answered_while_locked(asked: Asked, request_: Ping | Activity) -> None:
    close_vault(asked.agent)
    assert await asked.ask(request_) == Done()
