import errno
import subprocess
import sys

import click
import pytest

from agent import cli
from agent.errors import NotFound
from tests.support.command import Commands, environment


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(cli.cli, "main", fail)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotFound("Nobody is there. Look again."), "Nobody is there. Look again."),
        (click.ClickException("That can't be read. Try another."), "That can't be read. Try another."),
        (KeyboardInterrupt(), "Stopped."),
        (click.Abort(), "Stopped."),
        (
            PermissionError(errno.EACCES, "Permission denied", "/x/vault.db"),
            "/x/vault.db can't be used (Permission denied). `framekeeper doctor` says more.",
        ),
    ],
)
def test_a_failure_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, sentence: str
) -> None:
    failing(monkeypatch, error)
    assert cli.status([]) == 1
    assert capsys.readouterr() == ("", sentence + "\n")


def test_an_unexpected_failure_shows_where_but_not_what(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing(monkeypatch, KeyError("Jamie Doe"))
    assert cli.status([]) == 1
    said = capsys.readouterr().err
    assert "KeyError at " in said
    assert "test_main.py" in said
    assert "Jamie" not in said


@pytest.mark.parametrize("arguments", [("nope",), ("run", "--port", "x"), ("client", "add", "--nope"), ("log", "show")])
def test_wrong_usage_is_2(commands: Commands, arguments: tuple[str, ...]) -> None:
    done = commands.run(*arguments)
    assert done.status == 2
    assert done.out == ""


def test_help_and_version_are_0(commands: Commands) -> None:
    for arguments in (("--help",), ("-h",), ("--version",), ("client", "add", "--help")):
        assert commands.run(*arguments).status == 0


def test_a_missing_or_empty_passphrase_file_is_wrong_usage(commands: Commands) -> None:
    commands.passphrase_file.write_text("\n")
    assert commands.run("client", "list", *commands.secret).status == 2
    commands.passphrase_file.unlink()
    assert commands.run("client", "list", *commands.secret).status == 2


def test_who_reads_our_output_may_stop_reading(commands: Commands) -> None:
    command = f"{sys.executable} -m agent --help | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], env=environment(commands.home), capture_output=True, check=False)
    assert done.returncode in (0, 1)
    assert done.stderr == b""


def test_commands_that_come_together_take_turns(commands: Commands) -> None:
    """Without an agent each opens the vault by itself, and waits for the other."""
    together = [
        subprocess.Popen(
            [sys.executable, "-m", "agent", "client", "add", f"N. {number}", *commands.secret],
            env=environment(commands.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for number in range(3)
    ]
    for one in together:
        with one:
            one.communicate(timeout=20)
            assert one.returncode == 0
    assert len(commands.ok("client", "list", "--json", *commands.secret).lines()) == 3


def test_only_what_a_command_needs_is_imported() -> None:
    heavy = {"aiohttp", "apsw", "cryptography", "playwright", "rich", "zxcvbn", "agent.run", "agent.demo"}
    code = f"import sys, agent.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_running_agent_has_no_use_for_what_people_read() -> None:
    heavy = {"rich", "zxcvbn", "playwright", "websockets.asyncio.server"}
    code = f"import sys, agent.run; agent.run.load(); print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
