"""`crisis`: the hold, the record and the client's card. Nothing is dialled: it shows, and the person calls."""

from datetime import datetime
from typing import Any, get_args

import click
import msgspec

from agent.cli import crisis_cards
from agent.cli.asking import Asker, opened
from agent.cli.crisis_cards import say_card
from agent.cli.find import ask_line, ask_who, find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import NOTHING, plain, say, say_json, table, when
from agent.errors import NotFound
from agent.paths import Paths
from protocol.messages.practice import CrisisNumbers, NumbersShow
from protocol.messages.practice_crisis import (
    CrisesReply,
    Crisis,
    CrisisBegin,
    CrisisCardOpen,
    CrisisCardReply,
    CrisisClose,
    CrisisDanger,
    CrisisEdit,
    CrisisFollowName,
    CrisisFollowUp,
    CrisisList,
    CrisisRemove,
    CrisisReply,
    CrisisResult,
    CrisisShow,
    CrisisStepName,
    CrisisTake,
)
from protocol.messages.words import Text


class Came(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `crisis step --stdin` takes."""

    result: CrisisResult = "done"
    note: Text = ""


class Ended(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `crisis close --stdin` takes."""

    outcome: Text


STEPS = click.Choice(get_args(CrisisStepName))
FOLLOWS = click.Choice(get_args(CrisisFollowName))
STEP_WORDS = {
    "emergency": "emergency number",
    "client": "client",
    "contact": "emergency contact",
    "welfare": "welfare check",
    "consult": "colleague",
}


@click.group("crisis", cls=Group)
def crisis() -> None:
    """Act when a client seems in crisis: hold all toward them, see whom to call, write down what you did."""


@command("begin", example='framekeeper crisis begin "J. D."')
@click.argument("client", metavar="[CLIENT]", required=False)
@click.option("--hours", type=click.IntRange(1, 168), help="How long all is held; without it, 24.")
@click.option("--platform", metavar="NAME", help="Where it was seen, such as instagram.")
@stdin_option('{"client", "hours", "platform"}')
@passphrase_option
def begin(client: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Hold everything toward a client, begin a record, and open their card. CLIENT is a label or an id.

    The card's opening is recorded in the override log.
    """
    request = (
        read_json(CrisisBegin) if from_stdin else convert(CrisisBegin, {"client": client or ask_who()} | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        request = msgspec.structs.replace(request, client=find_client(asker, request.client).id)
        begun = asker.ask(request, CrisisReply)
        card = asker.ask(CrisisCardOpen(request.client), CrisisCardReply)
        numbers = _numbers(asker)
    if as_json:
        say_json({"crisis": begun.crisis, "held_until": begun.held_until, "card": card.card, "numbers": numbers})
        return
    say(f"Everything toward {plain(card.label)} is held until {when(begun.held_until)}. Id: {begun.crisis.id}")
    if numbers:
        unsure = "" if numbers.confirmed else " (not confirmed yet: check it)"
        say(f"In danger now: call {plain(numbers.emergency)}{unsure}.")
    else:
        say("In danger now: call the local emergency number.")
    say(
        "Otherwise call the client, then the contact, then ask for a welfare check. "
        "Consult meanwhile, without waiting for it."
    )
    say_card(card)


def _numbers(asker: Asker) -> CrisisNumbers | None:
    try:
        return asker.ask(NumbersShow(), CrisisNumbers)
    except NotFound:  # the policy doesn't say yet in which country
        return None


@command("list", example="framekeeper crisis list --open")
@click.option("--client", metavar="CLIENT", help="Only about this client: a label or an id.")
@click.option("--open", is_flag=True, help="Only those that go on.")
@stdin_option('{"client", "open"}')
@passphrase_option
def list_crises(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List the records, the latest first, and what is still to be seen to."""
    request = read_json(CrisisList) if from_stdin else convert(CrisisList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = _all(asker, request)
    if as_json:
        for one in found:
            say_json(one)
    elif found:
        table(
            ("Begun", "Client", "Closed", "Still to do", "Id"),
            [(when(one.begun), one.label, when(one.closed), ", ".join(_left(one)) or NOTHING, one.id) for one in found],
        )
    else:
        say("No crisis is recorded. Begin one with `framekeeper crisis begin`.")


def _left(one: Crisis) -> list[str]:
    done = {each.follow for each in one.followed}
    return [name for name in get_args(CrisisFollowName) if name not in done]


def _all(asker: Asker, request: CrisisList) -> list[Crisis]:
    client = None if request.client is None else find_client(asker, request.client).id
    found: list[Crisis] = []
    skip: int | None = 0
    while skip is not None:
        page = asker.ask(msgspec.structs.replace(request, client=client, skip=skip), CrisesReply)
        found += page.crises
        skip = page.more
    return found


@command("show", example="framekeeper crisis show k-0123456789")
@click.argument("crisis_id", metavar="ID")
@passphrase_option
def show(crisis_id: str, passphrase: str | None, as_json: bool) -> None:
    """Show one record. ID is the one from `crisis list`."""
    _ask(CrisisShow(crisis_id), passphrase, as_json)


@command("step", example="framekeeper crisis step k-0123456789 client --result no_answer")
@click.argument("crisis_id", metavar="ID")
@click.argument("step", type=STEPS)
@click.option("--result", type=click.Choice(get_args(CrisisResult)), default="done", show_default=True)
@click.option("--note", metavar="TEXT", default="", help="What came of it, in a few words.")
@click.option("--not-done", is_flag=True, help="It wasn't done, after all.")
@stdin_option('{"result", "note"}')
@passphrase_option
def step(
    crisis_id: str, step: str, not_done: bool, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """Note that you took a step just now. ID is the one from `crisis list`."""
    if from_stdin:
        fields = msgspec.structs.asdict(read_json(Came))
    if not_done:
        fields["result"] = None
    _ask(convert(CrisisTake, {"crisis": crisis_id, "step": step} | fields), passphrase, as_json, from_stdin)


@command("edit", example="framekeeper crisis edit k-0123456789 --stdin < seen.json")
@click.argument("crisis_id", metavar="ID")
@click.option("--danger", type=click.Choice(get_args(CrisisDanger)), help="Whether somebody is in danger now.")
@click.option("--seen-at", metavar="TIME", help="When you saw it, as 2026-11-22T21:30.")
@click.option("--seen-how", metavar="TEXT", help="How you saw it; no copy of what was posted.")
@click.option("--outcome", metavar="TEXT", help="How it stands, in a few words.")
@stdin_option('{"crisis", "danger", "seen_at", "seen_how", "outcome"}')
@passphrase_option
def edit(crisis_id: str, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Write down what was seen, when and how. ID is the one from `crisis list`."""
    request = read_json(CrisisEdit) if from_stdin else convert(CrisisEdit, {"crisis": crisis_id} | given(fields))
    _ask(
        msgspec.structs.replace(request, crisis=crisis_id, seen_at=_moment(request.seen_at)),
        passphrase,
        as_json,
        from_stdin,
    )


def _moment(text: str | None) -> str | None:
    """Give a time of this computer's clock with its zone; what is none goes as it is, and is refused there."""
    try:
        return text and datetime.fromisoformat(text).astimezone().isoformat()
    except ValueError:
        return text


@command("close", example='framekeeper crisis close k-0123456789 --outcome "Reached, safe with her sister."')
@click.argument("crisis_id", metavar="ID")
@click.option("--outcome", metavar="TEXT", help="How it ended, in a few words.")
@stdin_option('{"outcome"}')
@passphrase_option
def close(crisis_id: str, outcome: str | None, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Close a record. The hold goes on until its end; `crisis hold --end` ends it. ID is the one from `crisis list`."""
    ended = read_json(Ended).outcome if from_stdin else outcome or ask_line("How it ended")
    _ask(convert(CrisisClose, {"crisis": crisis_id, "outcome": ended}), passphrase, as_json, from_stdin)


@command("follow", example="framekeeper crisis follow k-0123456789 supervision")
@click.argument("crisis_id", metavar="ID")
@click.argument("what", type=FOLLOWS)
@click.option("--not-done", is_flag=True, help="It wasn't seen to, after all.")
@passphrase_option
def follow(crisis_id: str, what: CrisisFollowName, not_done: bool, passphrase: str | None, as_json: bool) -> None:
    """Note that you saw to what is due afterwards. ID is the one from `crisis list`."""
    _ask(CrisisFollowUp(crisis_id, what, not not_done), passphrase, as_json)


@command("remove", example="framekeeper crisis remove k-0123456789")
@click.argument("crisis_id", metavar="ID")
@passphrase_option
def remove(crisis_id: str, passphrase: str | None, as_json: bool) -> None:
    """Remove a record that was begun by mistake; the hold stays. ID is the one from `crisis list`."""
    with opened(Paths.find(), passphrase) as asker:
        was = asker.ask(CrisisRemove(crisis_id), CrisisReply).crisis
    if as_json:
        say_json(was)
    else:
        say(f"The record about {plain(was.label)}, begun {when(was.begun)}, is removed.")


def _ask(request: Any, passphrase: str | None, as_json: bool, from_stdin: bool = False) -> None:
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        reply = asker.ask(request, CrisisReply)
    if as_json:
        say_json(reply.crisis)
        return
    one = reply.crisis
    say(f"{plain(one.label)}, begun {when(one.begun)}, seen {when(one.seen_at)}. {plain(one.seen_how)}".rstrip())
    for each in one.steps:
        said = f": {plain(each.note)}" if each.note else ""
        say(f"  {when(each.time)}  {STEP_WORDS[each.step]}, {each.result.replace('_', ' ')}{said}")
    if reply.held_until:
        say(f"Everything toward this client is held until {when(reply.held_until)}.")
    if one.closed:
        say(f"Closed {when(one.closed)}: {plain(one.outcome)}")
    left = _left(one)
    say(f"Still to see to by {when(one.due)}: {', '.join(left)}." if left else "All that was due is seen to.")


for made in (begin, list_crises, show, step, edit, close, follow, remove, *crisis_cards.COMMANDS):
    crisis.add_command(made)
COMMANDS = (crisis,)
