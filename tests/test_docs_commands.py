"""Every command and option is in docs/commands.md, and nothing else; every command's help ends with an example."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from agent.cli import cli

PAGE = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}
WANTED = """
init run status lock unlock pair unpair browsers check recover backup restore doctor demo settings
"autostart on" "autostart off" "client add" "client list" "client show" "client timeline" "client record" "client edit"
"client remove" "client import" "client export" "client try" "client cleared"
"account add" "account remove" "own add" "own list" "own role" "own remove"
"policy draft" "policy show" "policy finish" "policy versions" "policy diff" "policy export" "policy give"
"policy clients" "policy import" "consent add" "consent list" "consent withdraw" "consent remove"
"contact add" "contact list" "contact edit" "contact remove" "profiles list" "profiles done"
"crisis begin" "crisis list" "crisis show" "crisis step" "crisis edit" "crisis close" "crisis follow" "crisis remove"
"crisis hold" "crisis card" "crisis card-save" "crisis public"
"supervision list" "supervision dilemma" "supervision forget" "supervision discussed" "supervision next"
"supervision agenda" due
"practice numbers" "practice erase" "practice past"
"log list" "log show" "log note" "log figures" "log verify" "log export" "log checkpoint" "log check"
"log past" "log hold" "log erase" "draft check" "draft topics" "passphrase change"
"""
SECRET = re.compile(r"pass|secret|recovery|code")


def leaves(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command, name
        if isinstance(command, click.Group):
            yield from leaves(command, f"{before}{name} ")
        else:
            yield before + name, command


COMMANDS = dict(leaves())


def options(command: click.Command) -> Iterator[click.Option]:
    return (one for one in command.params if isinstance(one, click.Option))


def test_the_commands_are_those_that_were_promised() -> None:
    assert set(COMMANDS) == {one.strip('"') for one in re.findall(r'"[^"]+"|\S+', WANTED)}


def test_each_command_is_documented_in_the_order_of_help() -> None:
    assert list(SECTIONS) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_and_argument_is_documented_and_no_other(name: str) -> None:
    table = re.findall(r"^\| `([^`]+)` \|", SECTIONS[name], re.MULTILINE)
    documented = {word for row in table for word in re.findall(r"--[a-z-]+", row)}
    assert documented == {text for one in options(COMMANDS[name]) for text in (*one.opts, *one.secondary_opts)}
    for argument in COMMANDS[name].params:
        if isinstance(argument, click.Argument):
            assert argument.make_metavar(click.Context(COMMANDS[name])) in SECTIONS[name]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_json_and_help_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert "--json" in {text for one in options(command) for text in one.opts}
    text = command.get_help(click.Context(command, info_name=f"framekeeper {name}"))
    example = text.partition("\nExample:\n")[2]
    assert f"framekeeper {name}" in example
    assert all(f"$ {line.strip()}\n" in SECTIONS[name] for line in example.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_no_secret_is_an_argument(name: str) -> None:
    for parameter in COMMANDS[name].params:
        takes_text = isinstance(parameter, click.Argument) or (
            isinstance(parameter, click.Option) and not parameter.is_flag and not parameter.opts[0].endswith("-file")
        )
        assert not (takes_text and SECRET.search(parameter.opts[0]))


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if name.startswith(("client", "account", "own")) or name == "check"]
)
def test_what_names_a_client_can_be_given_without_the_shell_s_history(name: str) -> None:
    assert "--stdin" in {text for one in options(COMMANDS[name]) for text in one.opts}
    for parameter in COMMANDS[name].params:
        assert not parameter.required
