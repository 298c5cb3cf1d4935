"""`own`: the therapist's own accounts, each personal or professional."""

import sys
from typing import Any, get_args

import click

from agent.cli.asking import opened
from agent.cli.find import ask_line
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import plain, say, say_json, table, when
from agent.paths import Paths
from protocol.messages.own import OwnAccount, OwnAdd, OwnEdit, OwnList, OwnListReply, OwnRemove, OwnReply
from protocol.messages.words import OwnRole

ROLES = click.Choice(get_args(OwnRole))


@click.group("own", cls=Group)
def own() -> None:
    """Keep your own accounts: a warning says from which of them you act."""


def _link_or_ask(link: str | None) -> str:
    return link or ask_line("Your account, as a link to its page")


def _role_or_ask(role: str | None) -> str:
    if role is None and not sys.stdin.isatty():
        raise click.UsageError("Say what the account is for: personal or professional.")
    return role or str(click.prompt("Role", type=ROLES, err=True))


@command("add", example="framekeeper own add\nframekeeper own add --stdin < own.json")
@click.argument("link", metavar="[LINK]", required=False)
@click.option("--role", type=ROLES, help="What the account is for.")
@stdin_option('{"account", "role"}')
@passphrase_option
def add(link: str | None, role: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Add one of your own accounts. LINK is a link to its page, or a key. What isn't given is asked for.

    Nothing is ever held toward an own account, and a warning says when it is your personal one that you act from.
    """
    if from_stdin:
        request = read_json(OwnAdd)
    else:
        request = convert(OwnAdd, {"account": _link_or_ask(link), "role": _role_or_ask(role)})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        _say(asker.ask(request, OwnReply).own, as_json)


@command("list", example="framekeeper own list --role personal")
@click.option("--role", type=ROLES, help="Only accounts with this role.")
@stdin_option('{"role"}')
@passphrase_option
def list_own(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List your own accounts."""
    request = read_json(OwnList) if from_stdin else convert(OwnList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = asker.ask(request, OwnListReply).own
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        table(("Account", "Role", "Added"), [(one.key, one.role, when(one.added)) for one in found])
    else:
        say("No own account here yet. Add one with `framekeeper own add`.")


@command("role", example="framekeeper own role\nframekeeper own role --stdin < own.json")
@click.argument("link", metavar="[LINK]", required=False)
@click.argument("role", metavar="[ROLE]", type=ROLES, required=False)
@stdin_option('{"account", "role"}')
@passphrase_option
def change_role(link: str | None, role: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Change what an own account is for. LINK is a link or a key, ROLE is personal or professional."""
    if from_stdin:
        request = read_json(OwnEdit)
    else:
        request = convert(OwnEdit, {"account": _link_or_ask(link), "role": _role_or_ask(role)})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        _say(asker.ask(request, OwnReply).own, as_json)


@command("remove", example="framekeeper own remove\nframekeeper own remove --stdin < own.json")
@click.argument("link", metavar="[LINK]", required=False)
@stdin_option('{"account"}')
@passphrase_option
def remove(link: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Take an account off the list of your own. LINK is a link or a key."""
    request = read_json(OwnRemove) if from_stdin else convert(OwnRemove, {"account": _link_or_ask(link)})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        was = asker.ask(request, OwnReply).own
    if as_json:
        say_json(was)
    else:
        say(f"{plain(was.key)} is no longer on the list of your own accounts.")


def _say(one: OwnAccount, as_json: bool) -> None:
    if as_json:
        say_json(one)
    else:
        say(f"{plain(one.key)} is your {one.role} account.")


for made in (add, list_own, change_role, remove):
    own.add_command(made)
COMMANDS = (own,)
