import asyncio
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from agent.cli import asking
from agent.errors import AgentAway, BadInput, NoVault, VaultBusy, VaultLocked, WrongSecret
from agent.paths import Paths
from agent.vault.instance import InstanceLock
from protocol.messages import Reply, Request
from protocol.messages.state import Done, Lock, Ping, Problem, StatusAsk, StatusReply
from tests.support.command import PASSPHRASE, Commands

ASK = StatusAsk(1, "a test")


@pytest.fixture
def paths(commands: Commands) -> Paths:
    return Paths(commands.home)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.15)


def busy_once(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Let somebody else be first, once."""
    tries: list[bool] = []
    real = asking._lock

    def lock(paths: Paths) -> AbstractContextManager[object]:
        tries.append(True)
        if len(tries) == 1:
            raise VaultBusy("Somebody was first.")
        return real(paths)

    monkeypatch.setattr(asking, "_lock", lock)
    return tries


def test_who_has_the_lock_has_the_vault(paths: Paths) -> None:
    paths.lock.unlink(missing_ok=True)
    assert not asking.is_held(paths)
    with InstanceLock(paths):
        assert asking.is_held(paths)
    assert not asking.is_held(paths)


@pytest.mark.usefixtures("impatient")
def test_a_command_that_takes_long_is_waited_for_and_then_named(paths: Paths) -> None:
    with InstanceLock(paths), pytest.raises(AgentAway, match="Another Framekeeper command"):
        asking.reach(paths)


def test_without_an_agent_the_vault_opens_here(paths: Paths) -> None:
    with asking.opened(paths, PASSPHRASE) as asker:
        assert not asker.ask(ASK, StatusReply).locked
        assert asking.is_held(paths)
    assert not asking.is_held(paths)


def test_who_comes_second_tries_again(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = busy_once(monkeypatch)
    with asking.opened(paths, PASSPHRASE) as asker:
        assert asker.ask(Ping(), Done) == Done()
    assert len(tries) == 2


def test_a_vault_can_be_held_without_being_opened(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = busy_once(monkeypatch)
    with asking.held(paths):
        assert asking.is_held(paths)
    assert len(tries) == 2


def test_a_wrong_passphrase_lets_go_of_the_vault(paths: Paths) -> None:
    with pytest.raises(WrongSecret), asking.opened(paths, "not this one"):
        pass
    assert not asking.is_held(paths)


def test_no_passphrase_where_none_may_be_asked_for_is_refused(paths: Paths) -> None:
    with pytest.raises(VaultLocked, match="--passphrase-file"), asking.opened(paths, None, may_ask=False):
        pass


def test_where_there_is_no_vault_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(NoVault), asking.opened(Paths(tmp_path / "home"), PASSPHRASE):
        pass
    assert not (tmp_path / "home").exists()


def test_a_running_agent_is_asked_instead(commands: Commands, paths: Paths) -> None:
    with commands.agent(locked=True):
        with asking.opened(paths, PASSPHRASE) as asker:
            assert not asker.ask(ASK, StatusReply).locked
        with pytest.raises(VaultBusy, match="The agent is running"), asking.held(paths):
            pass


def test_a_problem_is_raised_as_what_it_stands_for() -> None:
    with pytest.raises(WrongSecret, match="That isn't it") as caught:
        asking.checked(Problem("wrong_secret", "That isn't it.", 4.0), Done)
    assert caught.value.retry_after == 4.0


def test_an_answer_of_another_kind_is_an_error() -> None:
    with pytest.raises(BadInput, match="Restart"):
        asking.checked(Done(), StatusReply)


@pytest.mark.parametrize(("reply", "is_done"), [(Problem("not_allowed", "Stopped."), False), (Done(), True)])
async def test_ctrl_c_stops_what_takes_long_unless_it_is_done(reply: Problem | Done, is_done: bool) -> None:
    work, progress, stop = ASK, Ping(), Lock()
    asked: list[Request] = []
    heard, stopped = asyncio.Event(), asyncio.Event()

    async def ask(request: Request) -> Reply:
        asked.append(request)
        if request is stop:
            stopped.set()
        if request is work:
            await stopped.wait()
            return reply
        return Done()

    watched = asking._watched(ask, work, asking.Watching(progress, lambda _reply: heard.set(), stop))
    task = asyncio.create_task(watched)
    await heard.wait()
    task.cancel()
    if is_done:
        assert await task == reply
    else:
        with pytest.raises(asyncio.CancelledError):
            await task
    assert asked[0] is work
    assert asked[-1] is stop
