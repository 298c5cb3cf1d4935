"""`supervision`: what waits for it, dilemmas worked through, an agenda without names, what came of it."""

from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.downloads import read, write
from agent.cli.find import find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import day, plain, say, say_json, table, what
from agent.paths import Paths
from protocol.messages.files import FileReady
from protocol.messages.practice_supervision import (
    AgendaFormat,
    Dilemma,
    DilemmaRemove,
    DilemmaReply,
    DilemmaSave,
    Supervision,
    SupervisionAgenda,
    SupervisionDiscussed,
    SupervisionNext,
    SupervisionReply,
    Waiting,
)

FIELDS = '{"title", "client", "facts", "options", "standard", "decision", "consulted"}'


@click.group("supervision", cls=Group)
def supervision() -> None:
    """Bring to supervision what the log, the contacts and your dilemmas have for it, and keep what came of it."""


@command("list", example="framekeeper supervision list")
@click.option("--discussed", is_flag=True, help="What was discussed, instead of what waits.")
@passphrase_option
def list_items(discussed: bool, passphrase: str | None, as_json: bool) -> None:
    """List what waits for supervision, the latest first, and say when that is."""
    with opened(Paths.find(), passphrase) as asker:
        first = asker.ask(Supervision(discussed), SupervisionReply)
        items = [*first.waiting]
        more = first.more
        while more is not None:
            page = asker.ask(Supervision(discussed, more), SupervisionReply)
            items, more = items + page.waiting, page.more
    if as_json:
        for one in items:
            say_json(one)
        return
    if items:
        rows = [(one.item, *_about(one), day(one.discussed) if one.discussed else "", one.outcome) for one in items]
        table(("Item", "Client", "What", "Discussed", "Outcome"), rows)
    else:
        say("Nothing was discussed yet." if discussed else "Nothing waits for supervision.")
    _say_next(first)


def _about(one: Waiting) -> tuple[str, str]:
    if one.entry:
        return one.entry.label, " on ".join(filter(None, (what(one.entry), one.entry.platform)))
    if one.contact:
        return one.contact.label, f"contact: {one.contact.kind}"
    return (one.dilemma.label, one.dilemma.title) if one.dilemma else ("", "")


def _say_next(reply: SupervisionReply) -> None:
    if reply.next_day:
        whom = f" with {plain(reply.next_with)}" if reply.next_with else ""
        say(f"The next supervision is on {day(reply.next_day)}{whom}.")


@command("dilemma", example="framekeeper supervision dilemma --stdin < dilemma.json")
@click.option("--title", metavar="TEXT", help="By which you know it again.")
@click.option("--client", metavar="CLIENT", help="Whom it is about: a label or an id; without it, nobody on the list.")
@stdin_option(FIELDS)
@passphrase_option
def dilemma(from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Write down a dilemma: the facts, the options, what the standards say, the decision and why, whom you consulted.

    With "dilemma", the id of one that is there, it is written anew.
    """
    if not from_stdin and not fields["title"]:
        raise click.UsageError("Give a title, or all of it with --stdin.")
    request = read_json(DilemmaSave) if from_stdin else convert(DilemmaSave, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        if request.client is not None:
            request = msgspec.structs.replace(request, client=find_client(asker, request.client).id)
        _say_dilemma(asker.ask(request, DilemmaReply).dilemma, as_json)


def _say_dilemma(one: Dilemma, as_json: bool) -> None:
    if as_json:
        say_json(one)
    else:
        say(f"“{plain(one.title)}” is kept. Id: {one.id}")


@command("forget", example="framekeeper supervision forget d-0123456789")
@click.argument("dilemma_id", metavar="ID")
@passphrase_option
def forget(dilemma_id: str, passphrase: str | None, as_json: bool) -> None:
    """Remove a dilemma that was written by mistake. ID is the one from `supervision list`, without `dilemma:`."""
    with opened(Paths.find(), passphrase) as asker:
        was = asker.ask(DilemmaRemove(dilemma_id.removeprefix("dilemma:")), DilemmaReply).dilemma
    if as_json:
        say_json(was)
    else:
        say(f"“{plain(was.title)}” is removed.")


@command("discussed", example="framekeeper supervision discussed --stdin < outcome.json")
@click.argument("item", metavar="[ITEM]", required=False)
@click.option("--outcome", metavar="TEXT", help="What came of it; empty, it waits again.")
@click.option("--day", metavar="DAY", help="When, as 2026-11-22; without it, today.")
@stdin_option('{"item", "outcome", "day"}')
@passphrase_option
def discussed(item: str | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Note what came of an item in supervision. ITEM is the one from `supervision list`, such as log:12."""
    if not from_stdin and item is None:
        raise click.UsageError("Say which item, such as log:12.")
    request = (
        read_json(SupervisionDiscussed) if from_stdin else convert(SupervisionDiscussed, {"item": item} | given(fields))
    )
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        asker.ask(request, SupervisionReply)
    noted = "What came of it is noted." if request.outcome.strip() else "It waits for supervision again."
    _say_done(request.item, noted, as_json)


def _say_done(item: str, sentence: str, as_json: bool) -> None:
    if as_json:
        say_json({"item": item})
    else:
        say(sentence)


@command("next", example="framekeeper supervision next 2026-12-03 --with A.")
@click.argument("on", metavar="[DAY]", required=False)
@click.option("--with", "with_whom", metavar="NAME", default="", help="With whom.")
@click.option("--unknown", is_flag=True, help="It isn't known any longer.")
@passphrase_option
def next_one(on: str | None, with_whom: str, unknown: bool, passphrase: str | None, as_json: bool) -> None:
    """Show or set when supervision is next. DAY is written like 2026-12-03."""
    with opened(Paths.find(), passphrase) as asker:
        request = SupervisionNext(None if unknown else on, with_whom) if on or unknown else Supervision(limit=1)
        reply = asker.ask(request, SupervisionReply)
    if as_json:
        say_json({"next_day": reply.next_day, "next_with": reply.next_with})
    elif reply.next_day:
        _say_next(reply)
    else:
        say("When supervision is next isn't known. Set it: `framekeeper supervision next 2026-12-03`.")


@command("agenda", example="framekeeper supervision agenda --output agenda.pdf")
@click.option(
    "--format", "kind", type=click.Choice(get_args(AgendaFormat)), default="pdf", show_default=True, help="The format."
)
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Such as es or de.")
@click.option("--without-notes", is_flag=True, help="Leave out all that was written by hand.")
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The new file; - prints."
)
@passphrase_option
def agenda(
    kind: AgendaFormat, language: str, without_notes: bool, output: Path, passphrase: str | None, as_json: bool
) -> None:
    """Write what waits for supervision to a new file, without names, handles or links.

    Of what was written by hand, all that Framekeeper knows is taken out; read it once more before you hand it on.
    """
    with opened(Paths.find(), passphrase) as asker:
        data = _agenda(asker, SupervisionAgenda(kind, language, not without_notes))
    write(data, output)
    if str(output) == "-":
        return
    _say_written(output, kind, as_json)


def _agenda(asker: Asker, request: SupervisionAgenda) -> bytes:
    return read(asker, asker.ask(request, FileReady))


def _say_written(output: Path, kind: str, as_json: bool) -> None:
    if as_json:
        say_json({"file": str(output), "format": kind})
    else:
        say(f"The agenda is in {plain(str(output))}. Read it once more before you hand it on.")


for made in (list_items, dilemma, forget, discussed, next_one, agenda):
    supervision.add_command(made)
COMMANDS = (supervision,)
