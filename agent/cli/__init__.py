"""The command line: what a person types, and what scripts read with `--json`.

Exit status: 0 done; 1 refused or failed, with one sentence on standard error that says what to do; 2 wrong usage.
"""

import os
import sys
from importlib import import_module

import click

from agent import __version__
from agent.cli.options import Group
from agent.cli.show import plain, wrapped
from agent.discreet import kind_and_place
from agent.errors import FramekeeperError

MODULES = {
    "setup": ("init",),
    "life": ("run", "status", "lock", "unlock"),
    "browsers": ("pair", "unpair", "browsers"),
    "clients": ("client", "account"),
    "own": ("own",),
    "check": ("check",),
    "policy": ("policy",),
    "consents": ("consent",),
    "contacts": ("contact",),
    "profiles": ("profiles",),
    "crisis": ("crisis",),
    "supervision": ("supervision",),
    "due": ("due",),
    "practice": ("practice",),
    "log": ("log",),
    "settings": ("settings",),
    "drafts": ("draft",),
    "keys": ("passphrase", "recover", "backup", "restore"),
    "autostart": ("autostart",),
    "doctor": ("doctor",),
    "demo": ("demo",),
}
"""Which commands are where, in the order of first use, which is that of the help."""
_WHERE = {command: module for module, commands in MODULES.items() for command in commands}


class Commands(Group):
    """All commands. Only the module of the one that is asked for is imported, since importing all takes a while."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give them in their order."""
        return list(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give one of them, or None."""
        if cmd_name not in _WHERE:
            return None
        made: tuple[click.Command, ...] = import_module(f"agent.cli.{_WHERE[cmd_name]}").COMMANDS
        return next(command for command in made if command.name == cmd_name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="framekeeper")
def cli() -> None:
    """Keep the therapeutic frame online.

    Warns before you follow, like, comment on, share or message a client. Everything stays on this machine.
    Begin with `framekeeper init`.
    """


def main() -> None:
    """Run the command line and exit."""
    raise SystemExit(status(sys.argv[1:]))


def status(arguments: list[str]) -> int:
    """Run one command; gives its exit status."""
    try:
        result = cli.main(arguments, prog_name="framekeeper", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        error.show()
        return 2
    except BrokenPipeError:
        # Whoever read our output has enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (click.Abort, KeyboardInterrupt):
        return _fail("Stopped.")
    except (click.ClickException, FramekeeperError, OSError, Exception) as error:  # noqa: BLE001
        return _fail(_sentence(error))


def _sentence(error: Exception) -> str:
    """Say what went wrong without a traceback, which could show client data on a shared screen."""
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, FramekeeperError):
        return str(error)
    if isinstance(error, OSError):
        return (
            f"{error.filename or 'A file'} can't be used ({error.strerror or error}). `framekeeper doctor` says more."
        )
    return f"Something went wrong ({kind_and_place(error)}). Try again, and please report it if it stays."


def _fail(sentence: str) -> int:
    click.echo(wrapped(plain(sentence), sys.stderr), err=True)
    return 1
