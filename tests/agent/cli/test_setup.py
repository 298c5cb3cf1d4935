import re
from pathlib import Path

import pytest

from tests.support.command import PASSPHRASE, Commands, Terminal

CODE = re.compile(r"Recovery code:  (\S+)")


@pytest.fixture
def nowhere(tmp_path: Path) -> Commands:
    return Commands(tmp_path / "home")


def test_a_person_is_asked_twice_and_told_what_comes_next(nowhere: Commands) -> None:
    with Terminal(nowhere.home, "init") as terminal:
        terminal.expect("New passphrase: ")
        terminal.type("hunter2")
        terminal.expect("would be guessed")
        terminal.expect("New passphrase: ")
        terminal.type(PASSPHRASE)
        terminal.expect("once more: ")
        terminal.type("something else")
        terminal.expect("differ")
        terminal.expect("New passphrase: ")
        terminal.type(PASSPHRASE)
        terminal.expect("once more: ")
        terminal.type(PASSPHRASE)
        terminal.expect("Recovery code:  ")
        terminal.expect("What comes next:")
        assert terminal.end() == 0
    assert PASSPHRASE not in terminal.shown
    assert nowhere.run("client", "list", *nowhere.secret).status == 0


def test_a_person_who_can_t_choose_is_let_go_with_nothing_made(nowhere: Commands) -> None:
    with Terminal(nowhere.home, "init") as terminal:
        for _ in range(3):
            terminal.expect("New passphrase: ")
            terminal.type("password")
        assert terminal.end() == 1
    assert not nowhere.home.exists()


def test_a_program_gives_a_file_and_gets_the_recovery_code(nowhere: Commands) -> None:
    made = nowhere.ask("init", *nowhere.secret)
    assert made["home"] == str(nowhere.home)
    assert re.fullmatch(r"([0-9A-Z]{5}-){5}[0-9A-Z]{5}", made["recovery_code"])


@pytest.mark.parametrize("arguments", [(), ("--passphrase-file", "-")])
def test_a_program_may_use_standard_input(nowhere: Commands, arguments: tuple[str, ...]) -> None:
    assert CODE.search(nowhere.ok("init", *arguments, stdin=f"{PASSPHRASE}\n").out)


def test_a_weak_passphrase_is_refused_with_advice(nowhere: Commands) -> None:
    done = nowhere.run("init", stdin="password1\n")
    assert done.status == 1
    assert "common password" in done.err
    assert not nowhere.home.exists()


@pytest.mark.parametrize("stdin", ["", "\n"])
def test_no_passphrase_makes_nothing(nowhere: Commands, stdin: str) -> None:
    assert nowhere.run("init", stdin=stdin).status == 1
    assert not nowhere.home.exists()


def test_an_agent_that_runs_already_makes_the_vault_and_has_it_open(nowhere: Commands) -> None:
    with nowhere.agent(locked=True), Terminal(nowhere.home, "init") as terminal:
        for prompt in ("New passphrase: ", "once more: "):
            terminal.expect(prompt)
            terminal.type(PASSPHRASE)
        code = terminal.expect("What comes next:")
        assert CODE.search(code)
        assert terminal.end() == 0
        assert "framekeeper run" not in terminal.shown
        said = nowhere.ask("status")
        assert (said["locked"], said["recovery_unconfirmed"]) == (False, False)
    assert nowhere.run("client", "list", *nowhere.secret).status == 0


def test_a_vault_that_is_there_is_left_alone(commands: Commands) -> None:
    before = {path: path.read_bytes() for path in commands.home.iterdir()}
    done = commands.run("init", *commands.secret)
    assert done.status == 1
    assert "already" in done.err
    assert {path: path.read_bytes() for path in commands.home.iterdir()} == before
