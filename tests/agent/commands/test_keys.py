import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.commands import load
from agent.commands.opening import close_vault, make_agent, open_vault
from agent.paths import Paths
from agent.vault import Vault, recovery
from agent.vault.slots import Cost
from protocol.messages import ListChanged, Request
from protocol.messages.keys import Backup, PassphraseChange, RecoveryCode, RecoveryConfirm, RecoveryRenew, VaultMake
from protocol.messages.state import Done, Problem, StatusAsk, StatusReply
from protocol.messages.words import VERSION
from tests.support.agents import CLI, Asked, unlocked
from tests.support.command import PASSPHRASE

NEW = "nine green herons paint the barn"


@pytest.fixture(autouse=True)
def _least_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calibration takes all the time it may; tests/agent/vault/test_slots.py is about that."""
    monkeypatch.setattr("agent.vault.vault.calibrate", Cost)


@pytest.fixture
def asked(made_home: Path, tmp_path: Path) -> Iterator[Asked]:
    with unlocked(made_home, tmp_path) as made:
        yield made


async def status(asked: Asked) -> StatusReply:
    reply = await asked.ask(StatusAsk(VERSION, "a test"))
    assert isinstance(reply, StatusReply)
    return reply


async def problem(asked: Asked, request: Request) -> str:
    reply = await asked.ask(request, CLI)
    assert isinstance(reply, Problem)
    assert reply.message.endswith(".")
    return reply.code


async def test_the_passphrase_is_changed_by_who_knows_it(asked: Asked) -> None:
    assert await problem(asked, PassphraseChange(NEW)) == "bad_input"
    assert await problem(asked, PassphraseChange("password", PASSPHRASE)) == "weak_passphrase"
    assert await problem(asked, PassphraseChange(NEW, NEW)) == "wrong_secret"
    assert await asked.ask(PassphraseChange(NEW, PASSPHRASE)) == Done()
    asked.agent.vault.unlock(passphrase=NEW)


async def test_the_recovery_code_is_renewed_and_works(asked: Asked) -> None:
    assert await problem(asked, RecoveryRenew(NEW)) == "wrong_secret"
    reply = await asked.ask(RecoveryRenew(PASSPHRASE))
    assert isinstance(reply, RecoveryCode)
    asked.agent.vault.unlock(recovery_code=reply.recovery_code)
    assert await asked.ask(PassphraseChange(NEW, recovery_code=reply.recovery_code)) == Done()


async def test_a_browser_makes_the_vault_once_and_types_the_code_back(tmp_path: Path) -> None:
    load()
    asked = Asked(make_agent(Paths(tmp_path / "home")))
    assert await problem(asked, VaultMake("password")) == "weak_passphrase"
    assert (await status(asked)).vault is False
    replies = await asyncio.gather(*(asked.ask(VaultMake(PASSPHRASE)) for _ in range(3)))
    (made,) = (reply for reply in replies if isinstance(reply, RecoveryCode))
    assert [reply.code for reply in replies if isinstance(reply, Problem)] == ["already_there"] * 2
    assert [type(notice) for notice in asked.notices] == [ListChanged]
    said = await status(asked)
    assert (said.vault, said.locked, said.clients, said.recovery_unconfirmed) == (True, False, 0, True)
    assert await problem(asked, RecoveryConfirm(made.recovery_code[:-1])) == "bad_input"
    assert await problem(asked, RecoveryConfirm(recovery.make()[0])) == "wrong_secret"
    assert (await status(asked)).recovery_unconfirmed
    assert await asked.ask(RecoveryConfirm(made.recovery_code.lower())) == Done()
    close_vault(asked.agent)
    open_vault(asked.agent, passphrase=PASSPHRASE)
    assert not (await status(asked)).recovery_unconfirmed
    close_vault(asked.agent)


async def test_a_code_that_nobody_saw_is_made_anew_and_still_has_to_be_typed_back(tmp_path: Path) -> None:
    load()
    asked = Asked(make_agent(Paths(tmp_path / "home")))
    lost = await asked.ask(VaultMake(PASSPHRASE))
    renewed = await asked.ask(RecoveryRenew(PASSPHRASE))
    assert isinstance(lost, RecoveryCode)
    assert isinstance(renewed, RecoveryCode)
    assert (await status(asked)).recovery_unconfirmed
    assert await problem(asked, RecoveryConfirm(lost.recovery_code)) == "wrong_secret"
    assert await asked.ask(RecoveryConfirm(renewed.recovery_code)) == Done()
    assert not (await status(asked)).recovery_unconfirmed
    close_vault(asked.agent)


async def test_the_command_line_s_vault_asks_for_nothing(tmp_path: Path) -> None:
    load()
    asked = Asked(make_agent(Paths(tmp_path / "home")))
    assert isinstance(await asked.ask(VaultMake(PASSPHRASE), CLI), RecoveryCode)
    assert not (await status(asked)).recovery_unconfirmed
    close_vault(asked.agent)


async def test_a_backup_is_for_the_command_line_and_overwrites_nothing(asked: Asked, tmp_path: Path) -> None:
    target = tmp_path / "copy.fkb"
    refused = await asked.ask(Backup(str(target)))
    assert isinstance(refused, Problem)
    assert refused.code == "not_allowed"
    assert not target.exists()
    assert await asked.ask(Backup(str(target)), CLI) == Done()
    for path, code in ((str(target), "already_there"), ("copy.fkb", "bad_input"), (f"{target}\0", "bad_input")):
        assert await problem(asked, Backup(path)) == code
    assert await problem(asked, Backup(str(tmp_path / "nowhere" / "copy.fkb"))) == "not_found"
    asked.agent.vault.close()
    Vault.restore(asked.agent.paths, target, passphrase=PASSPHRASE)
