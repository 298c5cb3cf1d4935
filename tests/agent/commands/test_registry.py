import asyncio
import logging
from pathlib import Path
from typing import get_args

import pytest

from agent.commands import load, registry
from agent.commands.registry import IN_SESSION, Agent, Caller, dispatch, handled, handles, takes_time
from agent.errors import WrongSecret
from agent.overridelog import OverrideLog
from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault
from agent.watchlist import WatchList
from protocol.messages import Reply, Request
from protocol.messages.files import FileBegin, FileDrop, FileRead, FileWrite
from protocol.messages.keys import (
    Backup,
    BackupLook,
    BackupMake,
    BackupRestore,
    Browsers,
    PairingCode,
    PairingConfirm,
    PairingStart,
    RecoveryConfirm,
    RecoveryRenew,
    VaultMake,
)
from protocol.messages.state import Activity, Autostart, Done, Lock, Ping, Problem, Unlock
from protocol.messages.warnings import Check, Missed
from protocol.messages.watchlist import ClientList

BROWSER = Caller("0" * 32, is_cli=False)
COMMAND_LINE = Caller("1" * 32, is_cli=True)
WITHOUT_VAULT = [
    (Ping(), "done"),
    (VaultMake("x"), "done"),
    (PairingStart(), "done"),
    (FileBegin(1), "done"),
    (FileWrite("0" * 32, 0, b"x"), "done"),
    (FileDrop("0" * 32), "done"),
    (BackupLook("0" * 32, "x"), "done"),
    (BackupRestore("0" * 32, "x"), "done"),
    (FileRead("0" * 32, 0), "no_vault"),
    (BackupMake(), "no_vault"),
    (Unlock("x"), "done"),
    (ClientList(), "no_vault"),
    (Lock(), "no_vault"),
    (Backup("/x"), "no_vault"),
    (RecoveryRenew("x"), "no_vault"),
    (RecoveryConfirm("x"), "no_vault"),
    (Browsers(), "no_vault"),
    (Autostart(True), "no_vault"),
]
WHILE_LOCKED = [
    (Ping(), True),
    (Activity(), True),
    (ClientList(), False),
    (Lock(), False),
    (VaultMake("x"), False),
    (FileBegin(1), False),
    (BackupRestore("0" * 32, "x"), False),
    (PairingStart(), False),
]
COUNTS = [(Check([]), False), (Ping(), False), (Missed([], "react"), False), (Activity(), True), (Lock(), True)]


@pytest.fixture
def empty(tmp_path: Path) -> Agent:
    """An agent without a vault."""
    paths = Paths(tmp_path)
    return Agent(paths, Vault(paths), Pairings(paths))


@pytest.fixture
def agent(empty: Agent) -> Agent:
    """An agent whose vault is locked."""
    empty.paths.slots.touch()
    return empty


@pytest.fixture
def unlocked(agent: Agent) -> Agent:
    """An agent that counts as open; nothing in these tests looks into what it holds."""
    agent.watchlist, agent.log = WatchList.__new__(WatchList), OverrideLog.__new__(OverrideLog)
    return agent


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_entries", {})


def problem(reply: Reply) -> Problem:
    assert isinstance(reply, Problem)
    return reply


def test_every_request_has_one_handler() -> None:
    load()
    assert handled() == set(get_args(Request)) - set(IN_SESSION)


@pytest.mark.usefixtures("entries")
def test_a_second_handler_for_a_message_is_refused() -> None:
    handles(Ping)(lambda _agent, _caller, _request: Done())
    with pytest.raises(RuntimeError, match="two handlers"):
        handles(Ping)(lambda _agent, _caller, _request: Done())


async def test_what_belongs_into_a_pairing_session_is_not_answered(unlocked: Agent) -> None:
    assert problem(await dispatch(unlocked, BROWSER, PairingConfirm("0" * 32))).code == "not_allowed"


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("request_", "answered"), WHILE_LOCKED)
async def test_a_locked_vault_answers_only_what_it_may(agent: Agent, request_: Request, answered: bool) -> None:
    handles(type(request_))(lambda _agent, _caller, _request: Done())
    reply = await dispatch(agent, COMMAND_LINE, request_)
    assert reply == Done() if answered else problem(reply).code == "locked"


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("request_", "answer"), WITHOUT_VAULT)
async def test_without_a_vault_only_what_leads_to_one_is_answered(empty: Agent, request_: Request, answer: str) -> None:
    handles(type(request_))(lambda _agent, _caller, _request: Done())
    reply = await dispatch(empty, BROWSER, request_)
    assert reply == Done() if answer == "done" else problem(reply).code == answer


async def test_without_a_vault_browsers_still_make_no_codes(empty: Agent) -> None:
    load()
    assert problem(await dispatch(empty, BROWSER, PairingStart())).code == "not_allowed"
    assert isinstance(await dispatch(empty, COMMAND_LINE, PairingStart()), PairingCode)


@pytest.mark.usefixtures("entries")
async def test_what_is_for_the_command_line_is_refused_to_browsers(unlocked: Agent) -> None:
    handles(Backup, cli_only=True)(lambda _agent, _caller, _request: Done())
    assert problem(await dispatch(unlocked, BROWSER, Backup("/x"))).code == "not_allowed"
    assert await dispatch(unlocked, COMMAND_LINE, Backup("/x")) == Done()


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(("request_", "counts"), COUNTS)
async def test_what_programs_send_by_themselves_is_not_input(unlocked: Agent, request_: Request, counts: bool) -> None:
    handles(type(request_))(lambda _agent, _caller, _request: Done())
    unlocked.last_input = 0.0
    await dispatch(unlocked, BROWSER, request_)
    assert (unlocked.last_input > 0.0) is counts


@pytest.mark.usefixtures("entries")
async def test_async_handlers_are_awaited_and_said_to_take_time(agent: Agent) -> None:
    async def answer(_agent: Agent, _caller: Caller, _request: Ping) -> Done:
        await asyncio.sleep(0)
        return Done()

    assert not takes_time(Ping())
    handles(Ping)(answer)
    assert takes_time(Ping())
    assert await dispatch(agent, BROWSER, Ping()) == Done()


@pytest.mark.usefixtures("entries")
async def test_an_error_becomes_a_problem_with_its_code_and_wait(agent: Agent) -> None:
    def refuse(_agent: Agent, _caller: Caller, _request: Unlock) -> Done:
        raise WrongSecret("That isn't it. Try again.", 4.0)

    handles(Unlock)(refuse)
    assert await dispatch(agent, BROWSER, Unlock("x")) == Problem("wrong_secret", "That isn't it. Try again.", 4.0)


@pytest.mark.usefixtures("entries")
async def test_what_goes_wrong_unexpectedly_is_logged_without_content(
    unlocked: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_agent: Agent, _caller: Caller, request: ClientList) -> Done:
        raise KeyError(request.search)

    handles(ClientList)(fail)
    with caplog.at_level(logging.DEBUG):
        reply = problem(await dispatch(unlocked, BROWSER, ClientList(search="Jamie Doe")))
    assert reply.code == "failed"
    assert "While answering ClientList: KeyError at" in caplog.text
    assert "Jamie" not in caplog.text + reply.message
