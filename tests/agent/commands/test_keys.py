from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages import Backup, Done, PassphraseChange, Problem, RecoveryCode, RecoveryRenew
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


async def problem(asked: Asked, request: PassphraseChange | RecoveryRenew | Backup) -> str:
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
