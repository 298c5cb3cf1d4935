"""`account`: the accounts of a client, as links or keys."""

from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import opened
from agent.cli.find import ask_line, ask_who, find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import count, say, say_json
from agent.paths import Paths
from protocol.messages.watchlist import AccountAdd, AccountRemove, Client, ClientReply
from protocol.messages.words import HandleSource

SOURCES = click.Choice(get_args(HandleSource))


@click.group("account", cls=Group)
def account() -> None:
    """Add or remove the accounts of a client."""


@command("add", example="framekeeper account add\nframekeeper account add --stdin < account.json")
@click.argument("who", metavar="[CLIENT]", required=False)
@click.argument("link", metavar="[LINK]", required=False)
@click.option("--alias", "aliases", multiple=True, metavar="LINK", help="Another link or key of the same account.")
@click.option("--handle-source", type=SOURCES, help="How you came to know it; never by searching for the client.")
@stdin_option('{"client", "account", "aliases", "handle_source"}')
@passphrase_option
def add(
    who: str | None, link: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """Add an account to a client. CLIENT is a label or an id; LINK is a link to their page, or a key.

    What isn't given is asked for, which keeps it out of the shell's history.
    """
    if from_stdin:
        request = read_json(AccountAdd)
    else:
        who, link = who or ask_who(), link or ask_line("Account, as a link to their page")
        request = convert(AccountAdd, {"client": who, "account": link} | given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = find_client(asker, request.client)
        _say(asker.ask(msgspec.structs.replace(request, client=found.id), ClientReply).client, as_json)


@command("remove", example="framekeeper account remove\nframekeeper account remove --stdin < account.json")
@click.argument("who", metavar="[CLIENT]", required=False)
@click.argument("link", metavar="[LINK]", required=False)
@stdin_option('{"client", "account"}')
@passphrase_option
def remove(who: str | None, link: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Take an account away from a client, or one of its other keys.

    CLIENT is a label or an id; LINK is a link to their page, or a key. A key that was learned from a page isn't
    learned again.
    """
    if from_stdin:
        request = read_json(AccountRemove)
    else:
        request = convert(
            AccountRemove, {"client": who or ask_who(), "account": link or ask_line("Account, as a link or a key")}
        )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = find_client(asker, request.client)
        _say(asker.ask(AccountRemove(found.id, request.account), ClientReply).client, as_json)


def _say(changed: Client, as_json: bool) -> None:
    if as_json:
        say_json(changed)
    else:
        say(f"{changed.label} has {count(len(changed.accounts), 'account')} on the watch list.")


for made in (add, remove):
    account.add_command(made)
