"""`consent`: the register of what clients have agreed to be shown or shared; `practice`: what all registers share."""

from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.prompts import a_day, a_past_day, ask, ask_one_of, at_terminal, fits
from agent.cli.show import day, plain, say, say_json, table
from agent.paths import Paths
from protocol.messages.practice_consents import (
    Consent,
    ConsentAdd,
    ConsentKind,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentsReply,
    ConsentWithdraw,
)


@click.group("consent", cls=Group)
def consent() -> None:
    """Keep what clients have agreed to: testimonials, photographs, sharing, recording."""


@command("add", example="framekeeper consent add\nframekeeper consent add --stdin < consent.json")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--kind", type=click.Choice(get_args(ConsentKind)), help="To what. Default: sharing.")
@click.option("--scope", metavar="TEXT", help="What exactly, in a few words.")
@click.option("--platform", metavar="NAME", help="Where, such as instagram; without it, anywhere.")
@click.option("--given", "given", metavar="DAY", help="When, as 2026-11-22; without it, today.")
@click.option("--expires", metavar="DAY", help="The last day on which it holds; without it, it has none.")
@stdin_option('{"client", "kind", "scope", "platform", "given", "expires"}')
@passphrase_option
def add(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Record a consent of a client. CLIENT is a label or an id. In a terminal, without options, it asks for all."""
    request = read_json(ConsentAdd) if from_stdin else _asked(client or ask_who(), given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=find_client(asker, request.client).id)
        _say(asker.ask(request, ConsentReply).consent, as_json)


def _asked(client: str, fields: dict[str, Any]) -> ConsentAdd:
    """Make a request of what was given; where that is nothing but the client, a person says what was consented to."""
    if not fields and at_terminal():
        fields = {
            "kind": ask_one_of("To what", get_args(ConsentKind), "sharing"),
            "scope": ask("What exactly, in a few words", fits(ConsentAdd, "scope")),
            "platform": ask("Where, such as instagram (empty for anywhere)", fits(ConsentAdd, "platform")),
            "given": ask("Given on, as 2026-11-22 (empty for today)", a_past_day) or None,
            "expires": ask("The last day on which it holds (empty for none)", a_day) or None,
        }
    return convert(ConsentAdd, {"client": client, "kind": "sharing"} | fields)


@command("list", example="framekeeper consent list --json")
@click.option("--client", metavar="CLIENT", help="Only this client's: a label or an id.")
@stdin_option('{"client"}')
@passphrase_option
def list_consents(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """List the consents, the latest given first, and how each stands."""
    client = read_json(ConsentList).client if from_stdin else client
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = _all(asker, None if client is None else find_client(asker, client).id)
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        rows = [
            (one.label, one.kind, one.scope, one.platform or "any", day(one.given), _state(one), one.id)
            for one in found
        ]
        table(("Client", "Kind", "For", "Platform", "Given", "State", "Id"), rows)
    else:
        say("No consent is recorded. Add one with `framekeeper consent add`.")


def _all(asker: Asker, client: str | None) -> list[Consent]:
    consents: list[Consent] = []
    skip: int | None = 0
    while skip is not None:
        page = asker.ask(ConsentList(client, skip), ConsentsReply)
        consents += page.consents
        skip = page.more
    return consents


def _state(one: Consent) -> str:
    if one.state == "withdrawn":
        return f"withdrawn on {day(one.withdrawn or '')}"
    if one.state == "expired":
        return f"expired on {day(one.expires or '')}"
    if one.state == "barred":
        return "barred by law"
    return "valid" if one.expires is None else f"valid until {day(one.expires)}"


@command("withdraw", example="framekeeper consent withdraw k-0123456789")
@click.argument("consent_id", metavar="ID")
@click.option("--on", metavar="DAY", help="When the client took it back, as 2026-11-22; without it, today.")
@passphrase_option
def withdraw(consent_id: str, on: str | None, passphrase: str | None, as_json: bool) -> None:
    """Record that a client took a consent back. ID is the one from `consent list`."""
    with opened(Paths.find(), passphrase) as asker:
        _say(asker.ask(ConsentWithdraw(consent_id, on), ConsentReply).consent, as_json)


@command("remove", example="framekeeper consent remove k-0123456789")
@click.argument("consent_id", metavar="ID")
@passphrase_option
def remove(consent_id: str, passphrase: str | None, as_json: bool) -> None:
    """Remove a consent that was recorded by mistake. One that was given and taken back is withdrawn instead."""
    with opened(Paths.find(), passphrase) as asker:
        was = asker.ask(ConsentRemove(consent_id), ConsentReply).consent
    if as_json:
        say_json(was)
    else:
        say(f"The consent of {plain(was.label)} is removed.")


def _say(one: Consent, as_json: bool) -> None:
    if as_json:
        say_json(one)
        return
    say(f"{plain(one.label)}: {one.kind}{f' ({one.scope})' if one.scope else ''}, {_state(one)}. Id: {one.id}")
    if one.bar:
        checked = "" if one.bar.checked else ", not checked"
        say(f"{one.bar.reason} ({one.bar.source}{checked})")
    for share in one.shares:
        say(f"Since it was given you went ahead with: {share.interaction} on {share.platform}, {day(share.time[:10])}.")


for made in (add, list_consents, withdraw, remove):
    consent.add_command(made)
COMMANDS = (consent,)
