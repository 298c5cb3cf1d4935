"""What all commands share: `--json`, `--stdin`, `--passphrase-file`, and help that ends with an example."""

import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
import msgspec

from agent.errors import BadInput

F = TypeVar("F", bound=Callable[..., Any])
M = TypeVar("M", bound=msgspec.Struct)

PASSPHRASE_FILE = "FRAMEKEEPER_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable
"""The variable that may name the file instead of the option; never the passphrase itself."""


_LINE = "The JSON line on standard input can't be used"
_LONGER = re.compile(r"Expected `(str|array)` of length <= (\d+) - at `\$\.(\w+)[^`]*`")
"""How msgspec says that something is too long."""


class Command(click.Command):
    """A command whose help ends with `example`, one command a line."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.example = example

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example as it stands; click would wrap it."""
        formatter.write("\nExample:\n")
        for line in self.example.splitlines():
            formatter.write(f"  {line}\n")


class Group(click.Group):
    """A group that lists its commands in the order in which they were added: that of first use."""

    command_class = Command
    group_class = type

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order."""
        return list(self.commands)


def command(name: str, example: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a command with an example and `--json`, which reaches the function as `as_json`."""
    as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line, for programs.")

    def decorate(function: Callable[..., Any]) -> Command:
        return click.command(name, cls=Command, example=example)(as_json(function))

    return decorate


def read_line() -> str:
    """Read one line of standard input without its end; empty at the end of input."""
    return sys.stdin.readline().rstrip("\r\n")


def _read_secret(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    if name is None:
        return None
    if name == "-":
        text = read_line()
    else:
        with click.open_file(name, encoding="utf-8") as file:
            text = file.readline().rstrip("\r\n")
    if not text:
        raise click.BadParameter("its first line is empty; the secret stands there.")
    return text


def secret_file_option(option: str, name: str, text: str, variable: str | None = None) -> Callable[[F], F]:
    """Add an option that names a file; its first line reaches the function as `name`, or None. - is standard input."""
    return click.option(
        option,
        name,
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, allow_dash=True),
        envvar=variable,
        is_eager=True,
        callback=_read_secret,
        help=text,
    )


def passphrase_option(function: F) -> F:
    """Add `--passphrase-file`; what it names reaches the function as `passphrase`."""
    text = "Take the passphrase from the first line of FILE; - is standard input."
    return secret_file_option("--passphrase-file", "passphrase", text, PASSPHRASE_FILE)(function)


def stdin_option(fields: str) -> Callable[[F], F]:
    """Add `--stdin`, which reaches the function as `from_stdin`; `fields` are those of the JSON line."""
    return click.option(
        "--stdin", "from_stdin", is_flag=True, help=f"Take {fields} as one JSON line from standard input."
    )


def read_json(kind: type[M]) -> M:
    """Read one JSON line of standard input as a message; raises BadInput."""
    try:
        return msgspec.json.decode(read_line().encode(), type=kind)
    except msgspec.ValidationError as error:
        raise BadInput(_too_long(error) or f"{_LINE}: {error}. See --help for its fields.") from None
    except msgspec.DecodeError as error:
        raise BadInput(f"{_LINE}: {error}. See --help for its fields.") from None


def convert(kind: type[M], fields: dict[str, Any]) -> M:
    """Make a message from options; raises BadInput where a value is too long or unknown."""
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as error:
        raise BadInput(_too_long(error) or f"That can't be used: {error}. Change it and try again.") from None


def _too_long(error: msgspec.ValidationError) -> str:
    """Say what to do where a text or a list is longer than it may be; empty where that isn't what is wrong."""
    found = _LONGER.fullmatch(str(error))
    if found is None:
        return ""
    kind, most, field = found.groups()
    if kind == "array":
        return f"There may be {most} {field} at most. Give fewer."
    what = "A name" if field == "names" else f"What stands for `{field}`"
    return f"{what} is longer than {most} characters. Shorten it and try again."


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """Keep the options that were given; repeated ones as lists."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if value not in (None, ())
    }
