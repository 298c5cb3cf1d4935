import re
from pathlib import Path

import pytest

from agent.pairing import Pairings
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from tests.support.command import PASSPHRASE, Commands, Inside, Terminal


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


NEW = "eleven slow barges under a paper moon"


@pytest.fixture
def new_file(tmp_path: Path) -> tuple[str, str]:
    file = tmp_path / "new"
    file.write_text(f"{NEW}\n")
    return ("--new-passphrase-file", str(file))


def opens(commands: Commands, passphrase: str) -> bool:
    done = commands.run("client", "list", "--passphrase-file", "-", stdin=f"{passphrase}\n")
    return done.status == 0


@pytest.mark.parametrize("running", [True, False])
def test_the_passphrase_can_be_changed(commands: Commands, new_file: tuple[str, str], running: bool) -> None:
    if running:
        with commands.agent():
            assert commands.ask("passphrase", "change", *commands.secret, *new_file) == {"changed": True}
    else:
        assert commands.ask("passphrase", "change", *commands.secret, *new_file) == {"changed": True}
    assert opens(commands, NEW)
    assert not opens(commands, PASSPHRASE)


def test_a_person_is_asked_for_the_old_and_twice_for_the_new_one(commands: Commands) -> None:
    with Terminal(commands.home, "passphrase", "change") as terminal:
        for prompt, answer in [("so far: ", PASSPHRASE), ("New passphrase: ", NEW), ("once more: ", NEW)]:
            terminal.expect(prompt)
            terminal.type(answer)
        terminal.expect("The passphrase is changed.")
        assert terminal.end() == 0
    assert opens(commands, NEW)


def test_both_passphrases_may_come_on_standard_input(commands: Commands) -> None:
    commands.ok("passphrase", "change", stdin=f"{PASSPHRASE}\n{NEW}\n")
    assert opens(commands, NEW)


def test_a_weak_one_or_a_wrong_one_changes_nothing(commands: Commands, new_file: tuple[str, str]) -> None:
    assert commands.run("passphrase", "change", stdin=f"{PASSPHRASE}\npassword1\n").status == 1
    assert commands.run("passphrase", "change", *new_file, stdin="not this one\n").status == 1
    assert opens(commands, PASSPHRASE)


@pytest.fixture
def recoverable(tmp_path: Path) -> tuple[Commands, str]:
    """A home of which the recovery code is known."""
    paths = Paths(tmp_path / "recoverable")
    vault, code = Vault.create(paths, PASSPHRASE, cost=Cost())
    vault.close()
    Pairings(paths).ensure_cli()
    return Inside(paths.home), code


def test_the_recovery_code_sets_a_new_passphrase(recoverable: tuple[Commands, str], new_file: tuple[str, str]) -> None:
    commands, code = recoverable
    with commands.agent(locked=True):
        done = commands.run("recover", *new_file, stdin="00000-00000-00000-00000-00000-00000\n")
        assert done.status == 1
        assert commands.ask("status")["locked"] is True
        commands.ok("recover", *new_file, stdin=f"{code.lower()}\n")
        assert commands.ask("status")["locked"] is False
    assert opens(commands, NEW)


def test_a_new_recovery_code_ends_the_old_one(recoverable: tuple[Commands, str], new_file: tuple[str, str]) -> None:
    commands, code = recoverable
    renewed = commands.ask("recover", "--renew", *commands.secret)["recovery_code"]
    assert renewed != code
    assert commands.run("recover", *new_file, stdin=f"{code}\n").status == 1
    commands.ok("recover", *new_file, stdin=f"{renewed}\n")


def test_a_backup_brings_back_what_was_there(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "copy.fkb"
    commands.ok("client", "add", "K. L.", *commands.secret)
    assert commands.ask("backup", str(file), *commands.secret) == {"file": str(file)}
    assert commands.run("backup", str(file), *commands.secret).status == 1
    commands.ok("client", "remove", "K. L.", *commands.secret)
    restored = commands.ask("restore", str(file), *commands.secret)
    assert restored["restored"] is True
    assert all(Path(kept).is_file() for kept in restored["kept"])
    assert commands.ask("client", "list", *commands.secret)["label"] == "K. L."
    verified = commands.ask("log", "verify", *commands.secret)
    assert verified["ok"] is True


def test_a_backup_without_a_name_is_named_after_the_day(
    commands: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(commands.ask("backup", *commands.secret)["file"])
    assert file.parent == tmp_path
    assert re.fullmatch(r"framekeeper-\d{4}-\d\d-\d\d\.backup", file.name)
    assert file.is_file()


def test_a_backup_opens_on_a_new_computer(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "copy.fkb"
    with commands.agent():
        commands.ok("client", "add", "K. L.")
        commands.ok("backup", str(file))
    other = Inside(tmp_path / "new computer")
    assert other.ask("restore", str(file), *other.secret)["kept"] == []
    with other.agent():
        assert other.ask("client", "list")["label"] == "K. L."


def test_what_is_no_backup_or_not_ours_changes_nothing(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "copy.fkb"
    commands.ok("backup", str(file), *commands.secret)
    damaged = tmp_path / "damaged.fkb"
    damaged.write_bytes(file.read_bytes()[:-7])
    before = {path: path.read_bytes() for path in commands.home.iterdir()}
    for name in (str(damaged), str(tmp_path / "none"), str(commands.passphrase_file)):
        assert commands.run("restore", name, *commands.secret).status == 1
    assert {path: path.read_bytes() for path in commands.home.iterdir()} == before
    assert commands.run("restore", str(file), stdin="not this one\n").status == 1


def test_nothing_is_restored_under_a_running_agent(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "copy.fkb"
    with commands.agent():
        commands.ok("backup", str(file))
        done = commands.run("restore", str(file), *commands.secret)
    assert done.status == 1
    assert "has the vault open" in done.err
