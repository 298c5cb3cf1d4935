"""`client`: the watch list by hand.

Every command can be told who is meant by a prompt or a JSON line, so that no name gets into the shell's history.
"""

from collections.abc import Callable
from typing import Any, get_args

import click
import msgspec

from agent.cli import exports, imports, names, timeline
from agent.cli.accounts import account
from agent.cli.asking import opened
from agent.cli.find import all_clients, ask_who, find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.prompts import ask, ask_many, ask_one_of, at_terminal, fits, link, since
from agent.cli.show import count, plain, say, say_json, table, when
from agent.paths import Paths
from protocol.messages.watchlist import Client, ClientAdd, ClientEdit, ClientList, ClientRemove, ClientReply, ClientShow
from protocol.messages.words import Status

STATUS = click.Choice(get_args(Status))
SINCE = "as 2026-11-22, 2026-11 or 2026"
_NAME = "Name (empty to go on)"
_ARCHIVED = "Keep them out of sight in the dashboard's list, or not; they are watched for as before."


@click.group("client", cls=Group)
def client() -> None:
    """Keep the watch list: your clients, and what is known of them."""


def _details(label: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the options that `add` and `edit` share."""
    options = [
        click.option(
            "--name", "names", multiple=True, metavar="NAME", help="A name of the client; give it once a name."
        ),
        click.option("--status", type=STATUS, help="Current, former or prospective; a new client is current."),
        click.option("--since", metavar="DATE", help=f"Since when the status holds, {SINCE}."),
        click.option("--notes", metavar="TEXT", help="Anything to remember; shown only by `client show`."),
    ]
    if label:
        archived = click.option("--archived/--not-archived", default=None, help=_ARCHIVED)
        options.append(archived)
        options.insert(0, click.option("--label", metavar="LABEL", help="What screens show instead of a name."))

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@command("add", example="framekeeper client add\nframekeeper client add --stdin < client.json")
@click.argument("label", metavar="[LABEL]", required=False)
@_details(label=False)
@click.option("--account", "accounts", multiple=True, metavar="LINK", help="An account as a link or a key.")
@stdin_option('{"label", "names", "accounts", "status", "since", "notes"}')
@passphrase_option
def add(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Put a client on the watch list and print the id.

    Without arguments it asks for everything, which keeps names out of the shell's history. Without LABEL the
    initials of the first name are used.
    """
    fields = given(fields)
    request = read_json(ClientAdd) if from_stdin else convert(ClientAdd, fields or _ask_details())
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        added = asker.ask(request, ClientReply).client
    if as_json:
        say_json(added)
        return
    say(added.id)
    click.echo(f"{_named(added)} is on the watch list with {count(len(added.accounts), 'account')}.", err=True)


def _ask_details() -> dict[str, Any]:
    """Ask for a new client's details, on the terminal only."""
    if not at_terminal():
        raise click.UsageError("Say who: use --stdin for a JSON line, or run it in a terminal to be asked.")
    return {
        "names": ask_many(_NAME, fits(ClientAdd, "names")),
        "accounts": ask_many("Account, as a link to their page (empty to go on)", fits(ClientAdd, "accounts"), link),
        "label": ask("Label, shown on screens (empty for initials)", fits(ClientAdd, "label")),
        "status": ask_one_of("Status", get_args(Status), "current"),
        "since": ask(f"Since when, {SINCE} (empty if it doesn't matter)", since) or None,
        "notes": ask("Notes, for yourself (empty for none)", fits(ClientAdd, "notes")),
    }


@command("list", example="framekeeper client list --status former")
@click.option("--status", type=STATUS, help="Only clients with this status.")
@click.option("--search", metavar="TEXT", help="Only clients whose label, names or accounts hold TEXT.")
@click.option("--archived/--not-archived", default=None, help="Only clients who are archived, or aren't.")
@stdin_option('{"search", "status", "archived"}')
@passphrase_option
def list_clients(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List the watch list by label. Names stay hidden; `client show` tells them."""
    request = read_json(ClientList) if from_stdin else convert(ClientList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        clients = all_clients(asker, request)
    if as_json:
        for one in clients:
            say_json(one)
    elif clients:
        rows = [(one.label, one.status, str(len(one.accounts)), when(one.changed), one.id) for one in clients]
        table(("Label", "Status", "Accounts", "Changed", "Id"), rows)
    else:
        say("No client here yet. Add one with `framekeeper client add`.")


@command("show", example="framekeeper client show")
@click.argument("who", metavar="[CLIENT]", required=False)
@stdin_option('{"client"}')
@passphrase_option
def show(who: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Show all that is known of a client. CLIENT is a label or an id; without it, it asks.

    For each account it tells its other keys and how they came: given by you, or learned from a page.
    """
    who = read_json(ClientShow).client if from_stdin else who or ask_who()
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = find_client(asker, who)
    if as_json:
        say_json(found)
    else:
        describe(found)


def describe(found: Client) -> None:
    """Print a client for people."""
    since = f", since {found.since}" if found.since else ""
    say(f"{found.label} ({found.status}{since}{', archived' if found.archived else ''})")
    lines = [
        ("Names", ", ".join(found.names)),
        ("Notes", found.notes),
        ("Changed", when(found.changed)),
        ("Id", found.id),
    ]
    for name, text in lines:
        if text:
            say(f"  {name:9} {text}")
    for one in found.accounts:
        say(f"  {'Account':9} {one.key}")
        for alias in one.aliases:
            say(f"  {'':9} also {alias}")
        for learned in one.learned:
            say(f"  {'':9} also {learned.key} (a page showed it with {learned.beside}, {when(learned.time)})")


@command("edit", example='framekeeper client edit\nframekeeper client edit "J. D." --status former')
@click.argument("who", metavar="[CLIENT]", required=False)
@_details(label=True)
@stdin_option('{"client", "label", "names", "status", "since", "notes", "archived"}')
@passphrase_option
def edit(who: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Change what is known of a client. CLIENT is a label or an id.

    Without options it asks, and an empty answer leaves things as they are. Names that are given replace all others.
    """
    fields = given(fields)
    request = read_json(ClientEdit) if from_stdin else convert(ClientEdit, {"client": who or ask_who()} | fields)
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = find_client(asker, request.client)
        if not from_stdin and not fields:
            request = convert(ClientEdit, _ask_changes(found))
        changed = asker.ask(_with_id(request, found.id), ClientReply).client
    if as_json:
        say_json(changed)
    else:
        describe(changed)


def _with_id(request: ClientEdit, client_id: str) -> ClientEdit:
    return msgspec.structs.replace(request, client=client_id)


def _ask_changes(found: Client) -> dict[str, Any]:
    if not at_terminal():
        raise click.UsageError("Say what to change: use options, --stdin for a JSON line, or a terminal to be asked.")
    label = ask("Label", fits(ClientEdit, "label"), default=found.label)
    known = ", ".join(found.names)
    click.echo(f"Names: {plain(known) or 'none'}. To replace them, type all of them.", err=True)
    names = ask_many(_NAME, fits(ClientEdit, "names")) or None
    status = ask_one_of("Status", get_args(Status), found.status)
    since_when = ask(f"Since when, {SINCE}", since, default=found.since or "") or None
    notes = ask("Notes, in the place of what stands there (empty to leave it)", fits(ClientEdit, "notes")) or None
    return {"client": found.id, "label": label, "names": names, "status": status, "since": since_when, "notes": notes}


@command("remove", example="framekeeper client remove")
@click.argument("who", metavar="[CLIENT]", required=False)
@click.option("--yes", is_flag=True, help="Don't ask again.")
@stdin_option('{"client"}')
@passphrase_option
def remove(who: str | None, yes: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Take a client and their accounts off the watch list. The override log and the practice keep their records."""
    who = read_json(ClientRemove).client if from_stdin else who or ask_who()
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = find_client(asker, who)
        if not yes and not from_stdin and at_terminal():
            click.confirm(f"Take {_named(found)} off the watch list?", abort=True, err=True)
        asker.ask(ClientRemove(found.id), ClientReply)
    if as_json:
        say_json(found)
    else:
        say(f"{_named(found)} is off the watch list.")


def _named(found: Client) -> str:
    return plain(found.label)


for made in (add, list_clients, show, *timeline.COMMANDS, edit, remove):
    client.add_command(made)
for made in (*imports.COMMANDS, *exports.COMMANDS, *names.COMMANDS):
    client.add_command(made)
COMMANDS = (client, account)
