"""`numbers`: whom to call in a crisis; `practice`: what all registers of the practice share."""

import sys

import click
import msgspec

from agent.cli.asking import opened
from agent.cli.find import ask_who, find_client
from agent.cli.options import Group, command, passphrase_option, read_json, stdin_option
from agent.cli.secrets import ask_secret
from agent.cli.show import count, day, plain, say, say_json, table, when, words
from agent.errors import NotFound
from agent.paths import Paths
from protocol.messages.practice import (
    CrisisNumbers,
    NumbersConfirm,
    NumbersShow,
    PracticeChanged,
    PracticeErase,
    PracticeErased,
    PracticeErasePast,
    PracticePast,
    PracticePastReply,
)


@click.group("practice", cls=Group)
def practice() -> None:
    """Keep whom to call in a crisis, and take away what is recorded about a client."""


@command("numbers", example="framekeeper practice numbers US --confirm")
@click.argument("country", metavar="[COUNTRY]", required=False)
@click.option("--confirm", is_flag=True, help="You have checked them, and they are right.")
@stdin_option('{"country", "emergency", "lines"}')
@passphrase_option
def numbers(country: str | None, confirm: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Show whom to call in a crisis in a country, and confirm it. COUNTRY is a code, such as US.

    Until you have confirmed them, the numbers are used nowhere. With --stdin you give your own.
    """
    if not country and not from_stdin:
        raise click.UsageError("Say which country, by its code, such as US.")
    own = read_json(NumbersConfirm) if from_stdin else None
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = asker.ask(own or NumbersShow(country or ""), CrisisNumbers)
        if confirm and own is None:
            found = asker.ask(NumbersConfirm(found.country, found.emergency, found.lines), CrisisNumbers)
    if as_json:
        say_json(found)
        return
    say(f"In danger: {plain(found.emergency) or 'not known here'}")
    for line in found.lines:
        say(f"  {line.name}: {line.number}")
    if found.confirmed:
        say(f"You confirmed them {when(found.confirmed)}.")
    elif found.source:
        say(f"Not confirmed yet. Check them ({found.source}), then add --confirm.")
    else:
        say("No numbers are known here for this country. Give them with --stdin.")


@command("erase", example="framekeeper practice erase")
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--yes", is_flag=True, help="Don't ask whether you mean it.")
@stdin_option('{"client"}')
@passphrase_option
def erase(client: str | None, yes: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Take away all that the practice has recorded about a client: policies given, consents and so on.

    Asks for the passphrase again. CLIENT is a label or an id; of one who is off the watch list, the id. The watch list
    and the override log stay as they are.
    """
    client = read_json(_Whom).client if from_stdin else client or ask_who()
    secret = passphrase or ask_secret("Passphrase, once more")
    with opened(Paths.find(), secret, may_ask=not from_stdin) as asker:
        try:
            client = find_client(asker, client).id
        except NotFound:  # off the watch list
            client = client.strip()
        if not yes and not from_stdin and sys.stdin.isatty():
            click.confirm("Take away all that is recorded about this client?", abort=True, err=True)
        asker.ask(PracticeErase(client, secret), PracticeChanged)
    if as_json:
        say_json({"erased": client})
    else:
        say("All that was recorded about this client is taken away.")


class _Whom(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    client: str


@command("past", example="framekeeper practice past\nframekeeper practice past --erase 3")
@click.option("--limit", type=click.IntRange(0, 500), default=100, show_default=True, metavar="N", help="Show so many.")
@click.option("--erase", "number", type=click.IntRange(1), metavar="N", help="Take them away; it has to be so many.")
@passphrase_option
def past(limit: int, number: int | None, passphrase: str | None, as_json: bool) -> None:
    """List the contacts, consents, crises and crisis cards that are past their time, or take them away.

    They are kept as long as log entries (`framekeeper settings --retention-log-years`), and never taken away unasked.
    A consent that still holds isn't among them, nor an open crisis, nor what concerns somebody in care or under a
    legal hold.
    """
    with opened(Paths.find(), passphrase) as asker:
        if number is not None:
            erased = asker.ask(PracticeErasePast(number), PracticeErased)
        else:
            reply = asker.ask(PracticePast(limit), PracticePastReply)
    if as_json:
        say_json(reply if number is None else erased)
    elif number is not None:
        say(f"Taken away: {count(erased.records, 'record')}. Backups that you made before still have them.")
    elif not reply.total:
        say("No record is past its time.")
    else:
        table(
            ("What", "Client", "Of", "Rests since"), [(words(p.kind), p.label, day(p.day), p.since) for p in reply.past]
        )
        say(f"Take them away with `framekeeper practice past --erase {reply.total}`.")


for made in (numbers, erase, past):
    practice.add_command(made)
COMMANDS = (practice,)
