"""`log`: the override log, read and noted upon; what it proves and adds up to is in files of its own."""

from typing import Any, get_args

import click
import msgspec

from agent.cli import figures, proof, retention
from agent.cli.asking import Asker, opened
from agent.cli.find import ask_line
from agent.cli.narrowing import FIELDS, filter_options, meant
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import NOTHING, say, say_json, table, what, when, words
from agent.paths import Paths
from protocol.messages.log import Entry, LogFilter, LogList, LogNote, LogReply, LogShow, LogShowReply, Period
from protocol.messages.state import Done
from protocol.messages.words import Flag, Text


class Noting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `log note --stdin` takes."""

    note: Text = ""
    flags: list[Flag] = []
    unflag: list[Flag] = []


FLAGS = click.Choice(get_args(Flag))
PAGE = 500


@click.group("log", cls=Group)
def log() -> None:
    """Read, export and verify the override log."""


@command("list", example="framekeeper log list --limit 20\nframekeeper log list --tier A --since 2026-11-01 --json")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the newest N entries.")
@filter_options
@click.option("--pauses", is_flag=True, help="Instead, what stands between entries: pauses, times without protection.")
@stdin_option(FIELDS)
@passphrase_option
def list_entries(
    limit: int | None, pauses: bool, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """List the warnings and what became of them, what was missed, and crisis cards and holds, newest first."""
    request = read_json(LogList) if from_stdin else convert(LogList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        entries, periods = _read(asker, request, limit)
    shown: list[Any] = periods if pauses else entries
    if as_json:
        for each in shown:
            say_json(each)
    elif not shown:
        say("There is nothing of this in the log. What you decide in a warning will stand here.")
    elif pauses:
        rows = [(str(one.sequence), when(one.time), words(one.kind), when(one.until), one.detail) for one in periods]
        table(("No.", "When", "What", "Until", "Details"), rows)
    else:
        _say_entries(entries)


def _say_entries(entries: list[Entry]) -> None:
    rows = [
        (
            str(one.sequence),
            when(one.time),
            one.label,
            what(one),
            one.platform or NOTHING,
            one.tier or NOTHING,
            _outcome(one),
            words(one.reason),
        )
        for one in entries
    ]
    table(("No.", "When", "Client", "Would have", "On", "Tier", "Outcome", "Reason"), rows)


def _outcome(entry: Entry) -> str:
    if entry.kind == "missed":
        return "missed: no warning came"
    if entry.kind != "warning":
        return f"until {when(entry.until)}" if entry.until else NOTHING
    if entry.outcome is None:
        return "not decided"
    uses = {"granted": ", use not confirmed", "used": ", used", "lapsed": ", not used", None: ""}
    return words(entry.outcome) + uses[entry.use]


def _read(asker: Asker, request: LogFilter, limit: int | None) -> tuple[list[Entry], list[Period]]:
    wanted = meant(asker, request)
    entries: list[Entry] = []
    periods: list[Period] = []
    before: int | None = None
    while limit is None or len(entries) < limit:
        most = PAGE if limit is None else min(PAGE, limit - len(entries))
        page = asker.ask(LogList(**wanted, before=before, limit=most), LogReply)
        entries += page.entries
        periods += page.periods
        before = page.more
        if before is None:
            break
    return entries, periods


@command("show", example="framekeeper log show 12")
@click.argument("sequence", metavar="NUMBER", type=click.IntRange(0))
@passphrase_option
def show(sequence: int, passphrase: str | None, as_json: bool) -> None:
    """Show one entry with the events that it was made of. NUMBER is the one from `log list`."""
    with opened(Paths.find(), passphrase) as asker:
        reply = asker.ask(LogShow(sequence), LogShowReply)
    if as_json:
        say_json(reply)
        return
    one = reply.entry
    where = f" on {one.platform}" if one.platform else ""
    say(f"{one.label}: {what(one)}{where}, {when(one.time)}")
    lines = [("Account", one.account), ("Tier", one.tier), ("Outcome", _outcome(one))]
    lines += [("Verdict", one.verdict)] if one.interaction else []
    lines += [("Reason", words(one.reason)), ("Note", one.note), ("Flags", ", ".join(map(words, one.flags)))]
    for name, text in lines:
        if text:
            say(f"  {name:9} {text}")
    table(("No.", "Event", "When"), [(str(event.sequence), event.kind, when(event.time)) for event in reply.events])


@command("note", example="framekeeper log note 12 --stdin\nframekeeper log note 12 --flag supervision")
@click.argument("sequence", metavar="NUMBER", type=click.IntRange(0))
@click.option("--flag", "flags", type=FLAGS, multiple=True, help="Set this flag; may be given more than once.")
@click.option("--unflag", type=FLAGS, multiple=True, help="Take this flag back; may be given more than once.")
@stdin_option('{"note", "flags", "unflag"}')
@passphrase_option
def note(sequence: int, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """Add a note or flags to an entry. NUMBER is the one from `log list`.

    Without options it asks for the note. What was recorded stays; the note is a new event.
    """
    if from_stdin:
        fields = msgspec.structs.asdict(read_json(Noting))
    elif not any(fields.values()):
        fields = {"note": ask_line("Note")}
    request = convert(LogNote, {"sequence": sequence, **given(fields)})
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        asker.ask(request, Done)
        entry = asker.ask(LogShow(sequence), LogShowReply).entry
    if as_json:
        say_json(entry)
    else:
        say(f"Noted. The entry's flags: {', '.join(map(words, entry.flags)) or NOTHING}.")


for made in (list_entries, show, note, figures.figures, *proof.COMMANDS, *retention.COMMANDS):
    log.add_command(made)
COMMANDS = (log,)
