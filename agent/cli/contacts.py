"""`contact`: contacts and boundary crossings, recorded by hand."""

from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.prompts import a_past_day, ask, ask_one_of, at_terminal, fits, link
from agent.cli.show import day, plain, say, say_json, table, words
from agent.paths import Paths
from protocol.messages.practice_contacts import (
    Contact,
    ContactAdd,
    ContactBy,
    ContactEdit,
    ContactKind,
    ContactList,
    ContactRemove,
    ContactReply,
    ContactsReply,
    Handling,
)
from protocol.messages.words import Flag

KINDS = click.Choice(get_args(ContactKind))
BY = click.Choice(get_args(ContactBy))
HANDLINGS = click.Choice(get_args(Handling))
FLAGS = click.Choice(get_args(Flag))
_TO_COME_BACK_TO: tuple[tuple[Flag, str], ...] = (
    ("next_session", "Talk about it in the next session?"),
    ("supervision", "Take it to supervision?"),
    ("record", "Enter it in the client's record?"),
)
DONE = {
    "open": "nothing done yet",
    "ignored": "left alone",
    "redirected": "redirected to the practice's own channel",
    "declined": "declined",
    "answered": "answered",
    "discussed": "talked about in session",
    "removed": "taken down or blocked",
}


@click.group("contact", cls=Group)
def contact() -> None:
    """Record what no warning can see: a client tagged, wrote, commented, or was met; or you did."""


@command("add", example="framekeeper contact add\nframekeeper contact add --stdin < contact.json")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--kind", type=KINDS, help="What happened. Default: other.")
@click.option("--by", type=BY, help="Who did it. Default: client.")
@click.option("--day", metavar="DAY", help="When, as 2026-11-22; without it, today.")
@click.option("--account", metavar="LINK", help="The client's account, as a link or a key.")
@click.option("--platform", metavar="NAME", help="Where, such as instagram, if there is no account.")
@click.option("--handling", type=HANDLINGS, help="What you did about it; without it, nothing yet.")
@click.option("--note", metavar="TEXT", help="In your own words; nothing of what was said needs to stand here.")
@click.option("--flag", "flags", type=FLAGS, multiple=True, help="To come back to; give it once a flag.")
@stdin_option('{"client", "kind", "by", "day", "account", "platform", "handling", "note", "flags"}')
@passphrase_option
def add(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Record a contact with a client. CLIENT is a label or an id. In a terminal, without options, it asks for all."""
    request = read_json(ContactAdd) if from_stdin else _asked(client or ask_who(), given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=find_client(asker, request.client).id)
        _say(asker.ask(request, ContactReply).contact, as_json)


def _asked(client: str, fields: dict[str, Any]) -> ContactAdd:
    """Make a request of what was given; where that is nothing but the client, a person says what happened."""
    if not fields and at_terminal():
        fields = {
            "kind": ask_one_of("What happened", get_args(ContactKind), "other"),
            "by": ask_one_of("Who did it", get_args(ContactBy), "client"),
            "day": ask("When, as 2026-11-22 (empty for today)", a_past_day) or None,
            "account": ask("The client's account, as a link or a key (empty for none)", link) or None,
            "platform": ask("Where, such as instagram (empty if there is an account)", fits(ContactAdd, "platform")),
            "handling": ask_one_of("What you did about it", get_args(Handling), "open"),
            "note": ask("In your own words (empty for nothing)", fits(ContactAdd, "note")),
            "flags": [flag for flag, question in _TO_COME_BACK_TO if click.confirm(question, err=True)],
        }
    return convert(ContactAdd, {"client": client, "kind": "other"} | fields)


@command("list", example="framekeeper contact list --handling open")
@click.option("--client", metavar="CLIENT", help="Only with this client: a label or an id.")
@click.option("--handling", type=HANDLINGS, help="Only those about which this was done.")
@click.option("--flag", type=FLAGS, help="Only those with this flag.")
@stdin_option('{"client", "handling", "flag"}')
@passphrase_option
def list_contacts(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List the contacts, the latest first, and what was done about each."""
    request = read_json(ContactList) if from_stdin else convert(ContactList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = _all(asker, request)
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        rows = [(day(one.day), one.label, one.kind, one.by, one.platform, DONE[one.handling], one.id) for one in found]
        table(("Day", "Client", "What", "By", "Platform", "Done", "Id"), rows)
    else:
        say("No contact is recorded. Add one with `framekeeper contact add`.")


def _all(asker: Asker, request: ContactList) -> list[Contact]:
    client = None if request.client is None else find_client(asker, request.client).id
    contacts: list[Contact] = []
    skip: int | None = 0
    while skip is not None:
        page = asker.ask(msgspec.structs.replace(request, client=client, skip=skip), ContactsReply)
        contacts += page.contacts
        skip = page.more
    return contacts


@command("edit", example="framekeeper contact edit x-0123456789 --handling redirected")
@click.argument("contact_id", metavar="ID")
@click.option("--kind", type=KINDS, help="What happened.")
@click.option("--by", type=BY, help="Who did it.")
@click.option("--day", metavar="DAY", help="When, as 2026-11-22.")
@click.option("--handling", type=HANDLINGS, help="What you did about it.")
@click.option("--note", metavar="TEXT", help="In your own words, in the place of what stood there.")
@click.option("--flag", "flags", type=FLAGS, multiple=True, help="In the place of the flags it had.")
@click.option("--no-flags", is_flag=True, help="Take all its flags away.")
@passphrase_option
def edit(contact_id: str, no_flags: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Change a contact, such as what was done about it. ID is the one from `contact list`."""
    wanted = {"contact": contact_id} | given(fields) | ({"flags": []} if no_flags else {})
    with opened(Paths.find(), passphrase) as asker:
        _say(asker.ask(convert(ContactEdit, wanted), ContactReply).contact, as_json)


@command("remove", example="framekeeper contact remove x-0123456789")
@click.argument("contact_id", metavar="ID")
@passphrase_option
def remove(contact_id: str, passphrase: str | None, as_json: bool) -> None:
    """Remove a contact that was recorded by mistake. ID is the one from `contact list`."""
    with opened(Paths.find(), passphrase) as asker:
        was = asker.ask(ContactRemove(contact_id), ContactReply).contact
    if as_json:
        say_json(was)
    else:
        say(f"The contact with {plain(was.label)} of {day(was.day)} is removed.")


def _say(one: Contact, as_json: bool) -> None:
    if as_json:
        say_json(one)
        return
    flags = f" To come back to: {', '.join(words(flag) for flag in one.flags)}." if one.flags else ""
    said = f"{plain(one.label)}: {_what(one)}, {day(one.day)}; {DONE[one.handling]}."
    say(f"{said}{flags} Id: {one.id}")


def _what(one: Contact) -> str:
    if one.kind == "met":
        return "met offline"
    where = f" on {plain(one.platform)}" if one.platform else ""
    return f"{'something else' if one.kind == 'other' else one.kind}{where} by the {one.by}"


for made in (add, list_contacts, edit, remove):
    contact.add_command(made)
COMMANDS = (contact,)
