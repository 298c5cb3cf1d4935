"""`crisis`, what it looks at: the client's card, the hold, and whom anybody may call."""

from typing import Any

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import day, plain, say, say_json, table, when
from agent.errors import NotFound
from agent.paths import Paths
from protocol import numbers
from protocol.messages.practice_crisis import (
    CrisisCardOpen,
    CrisisCardReply,
    CrisisCardSave,
    CrisisHold,
    CrisisHolds,
    CrisisHoldsReply,
)

CARD = {
    "phone": "Phone",
    "place": "Last known place",
    "contact": "Emergency contact",
    "plan": "Safety plan",
    "notes": "Notes",
}


@command("hold", example='framekeeper crisis hold "J. D." --end')
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--hours", type=click.IntRange(1, 168), default=24, show_default=True, help="For how long.")
@click.option("--end", is_flag=True, help="End the hold instead.")
@stdin_option('{"client", "hours"}')
@passphrase_option
def hold(client: str | None, hours: int, end: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Hold everything toward a client without a way ahead, or end that; without CLIENT, list such holds."""
    wanted = CrisisHold(client, 0 if end else hours) if client else None
    if from_stdin:
        wanted = read_json(CrisisHold)
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        if wanted:
            wanted = msgspec.structs.replace(wanted, client=_client(asker, wanted.client))
        found = asker.ask(wanted or CrisisHolds(), CrisisHoldsReply).holds
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        table(("Client", "Held until"), [(one.label, when(one.until)) for one in found])
    else:
        say("No crisis hold is on.")


@command("card", example='framekeeper crisis card "J. D."')
@click.argument("client", metavar="[CLIENT]", required=False)
@stdin_option('{"client"}')
@passphrase_option
def card(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Open a client's crisis card; the override log records that. CLIENT is a label or an id."""
    wanted = read_json(CrisisCardOpen).client if from_stdin else client or ask_who()
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = asker.ask(CrisisCardOpen(_client(asker, wanted)), CrisisCardReply)
    if as_json:
        say_json(found)
    else:
        say_card(found)


def _client(asker: Asker, text: str) -> str:
    try:
        return find_client(asker, text).id
    except NotFound:  # off the watch list
        return text.strip()


@command("card-save", example="framekeeper crisis card-save --stdin < card.json")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--phone", metavar="NUMBER", help="The client's.")
@click.option("--place", metavar="TEXT", help="Where the client was last known to live or be.")
@click.option("--contact", metavar="TEXT", help="Whom to call in an emergency, with the number.")
@click.option("--plan", metavar="TEXT", help="Where the safety plan is.")
@click.option("--notes", metavar="TEXT", help="What else you must know in a hurry.")
@stdin_option('{"client", "phone", "place", "contact", "plan", "notes"}')
@passphrase_option
def save_card(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Write a client's crisis card whole: what isn't given is empty afterwards. CLIENT is a label or an id."""
    request = (
        read_json(CrisisCardSave)
        if from_stdin
        else convert(CrisisCardSave, {"client": client or ask_who()} | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=_client(asker, request.client))
        saved = asker.ask(request, CrisisCardReply)
    if as_json:
        say_json(saved)
    else:
        say(f"The crisis card of {plain(saved.label)} is saved.")


def say_card(found: CrisisCardReply) -> None:
    """Say what is on a card."""
    if found.card.changed is None:
        say("Nothing is written on the crisis card yet: `framekeeper crisis card-save`.")
    for name, words in CARD.items():
        if text := getattr(found.card, name):
            say(f"{words}: {plain(text)}", indent=2)
    if found.logged is None:
        say("The disk is full, so this opening could not be recorded. Note it by hand.")


@command("public", example="framekeeper crisis public US")
@click.argument("country", metavar="COUNTRY", type=click.Choice(numbers.countries(), case_sensitive=False))
def public(country: str, as_json: bool) -> None:
    """Show whom anybody in a country may call: for somebody who isn't a client. COUNTRY is a code, such as US.

    The agent isn't asked and nothing is recorded. `practice numbers` has the ones that you confirmed.
    """
    found = numbers.known()["countries"][country]
    if as_json:
        say_json({"country": country} | found)
        return
    say(f"In danger: {found['emergency']}")
    for line in found["lines"]:
        say(f"  {line['name']}: {line['number']}")
    say(f"Written down on {day(numbers.known()['noted'])}; check them: {found['source']}. Nothing was recorded.")


COMMANDS = (hold, card, save_card, public)
