"""`log`: the override log, read, exported and verified."""

import os
import sys
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from agent.cli.asking import Asker, opened
from agent.cli.find import find_client
from agent.cli.options import Group, command, convert, given, passphrase_option, read_json, stdin_option
from agent.cli.show import count, say, say_json, table, when, words
from agent.errors import AlreadyThere, FramekeeperError
from agent.paths import Paths
from protocol.messages import (
    Checkpoint,
    CheckpointReply,
    Entry,
    LogCheckpoint,
    LogList,
    LogReply,
    LogShow,
    LogShowReply,
    LogVerify,
    Outcome,
    Verification,
)

OUTCOMES = click.Choice(get_args(Outcome))
PAGE = 500


class NotVerified(FramekeeperError):
    """The log has been tampered with or is damaged."""

    code = "not_verified"


@click.group("log", cls=Group)
def log() -> None:
    """Read, export and verify the override log."""


@command("list", example="framekeeper log list --limit 20\nframekeeper log list --json")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the newest N entries.")
@click.option("--client", metavar="CLIENT", help="Only entries about this client: a label or an id.")
@click.option("--outcome", type=OUTCOMES, help="Only entries with this outcome.")
@click.option("--missed", is_flag=True, help="Only interactions that no warning came before.")
@stdin_option('{"client", "outcome", "missed"}')
@passphrase_option
def list_entries(limit: int | None, from_stdin: bool, passphrase: str | None, as_json: bool, **fields: Any) -> None:
    """List the warnings and what became of them, and what was missed, newest first."""
    request = read_json(LogList) if from_stdin else convert(LogList, given(fields))
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        entries = _entries(asker, request, limit)
    if as_json:
        for entry in entries:
            say_json(entry)
    elif entries:
        table(
            ("No.", "When", "Client", "Would have", "On", "Outcome", "Reason"),
            [
                (
                    str(one.sequence),
                    when(one.time),
                    one.label,
                    words(one.interaction),
                    one.platform,
                    _outcome(one),
                    words(one.reason),
                )
                for one in entries
            ],
        )
    else:
        say("No warning has been logged. What you decide in a warning will stand here.")


def _outcome(entry: Entry) -> str:
    if entry.kind == "missed":
        return "missed: no warning came"
    if entry.outcome is None:
        return "not decided"
    uses = {"granted": ", use not confirmed", "used": ", used", "lapsed": ", not used", None: ""}
    return words(entry.outcome) + uses[entry.use]


def _entries(asker: Asker, request: LogList, limit: int | None) -> list[Entry]:
    client = None if request.client is None else find_client(asker, request.client).id
    entries: list[Entry] = []
    before = request.before
    while limit is None or len(entries) < limit:
        wanted = PAGE if limit is None else min(PAGE, limit - len(entries))
        page = asker.ask(LogList(before, wanted, client, request.outcome, request.missed), LogReply)
        entries += page.entries
        before = page.more
        if before is None:
            break
    return entries


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
    say(f"{one.label}: {words(one.interaction)} on {one.platform}, {when(one.time)}")
    lines = [("Account", one.account), ("Tier", one.tier), ("Verdict", one.verdict), ("Outcome", _outcome(one))]
    lines += [("Reason", words(one.reason)), ("Note", one.note), ("Flags", ", ".join(map(words, one.flags)))]
    for name, text in lines:
        if text:
            say(f"  {name:9} {text}")
    table(("No.", "Event", "When"), [(str(event.sequence), event.kind, when(event.time)) for event in reply.events])


@command("verify", example="framekeeper log verify --checkpoint checkpoint.json")
@click.option(
    "--checkpoint",
    "file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str),
    help="Check too that the log still leads through this checkpoint; - is standard input.",
)
@passphrase_option
def verify(file: str | None, passphrase: str | None, as_json: bool) -> None:
    """Check the whole chain of signed events, and that it leads through a checkpoint if one is given.

    Exit status 1 if anything is wrong.
    """
    checkpoint = None if file is None else _read_checkpoint(file)
    with opened(Paths.find(), passphrase) as asker:
        verified = asker.ask(LogVerify(checkpoint), Verification)
    if as_json:
        say_json(verified)
    else:
        _say_verified(verified, checkpoint)
    if not verified.ok:
        found = count(len(verified.problems), "problem")
        raise NotVerified(f"The override log doesn't verify: {found}. Keep a copy of the vault before you do anything.")


def _say_verified(verified: Verification, checkpoint: Checkpoint | None) -> None:
    for problem in verified.problems:
        say(f"Problem: {problem}")
    if verified.ok:
        through = "" if checkpoint is None else f" It leads through the checkpoint of {when(checkpoint.time)}."
        events = f"{count(verified.events, 'event')}, head {verified.head[:16]}" if verified.events else "no events yet"
        say(f"The log is whole: {events}.{through}")
    for note in verified.notes:
        say(note)


def _read_checkpoint(name: str) -> Checkpoint:
    from agent.overridelog.export import read_checkpoint

    with click.open_file(name, "rb") as file:
        return read_checkpoint(file.read())


@command("checkpoint", example="framekeeper log checkpoint --output checkpoint.json")
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="Write it to a new file.")
@passphrase_option
def checkpoint(output: Path | None, passphrase: str | None, as_json: bool) -> None:
    """Sign the log as it is now; give the checkpoint to your supervisor. It names no client."""
    with opened(Paths.find(), passphrase) as asker:
        made = asker.ask(LogCheckpoint(), CheckpointReply).checkpoint
    if output is None:
        say_json(made)
        return
    write_new(output, msgspec.json.encode(made) + b"\n")
    if as_json:
        say_json({"file": str(output), "sequence": made.sequence, "head": made.head})
    else:
        say(f"The checkpoint is in {output}. Give it to somebody who keeps it, for `log verify --checkpoint` later.")


@command("export", example="framekeeper log export --format csv --output log.csv")
@click.option(
    "--format", "kind", type=click.Choice(("csv", "json")), default="csv", show_default=True, help="The format."
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The new file; - prints."
)
@passphrase_option
def export(kind: str, output: Path, passphrase: str | None, as_json: bool) -> None:
    """Write all entries to a new file, with a checkpoint.

    It isn't encrypted: keep it as you keep your records.
    """
    from agent.overridelog import export as exporting

    with opened(Paths.find(), passphrase) as asker:
        made = asker.ask(LogCheckpoint(), CheckpointReply).checkpoint
        entries = _entries(asker, LogList(), None)[::-1]
    data = exporting.to_csv(entries, made) if kind == "csv" else exporting.to_json(entries, made)
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        return
    write_new(output, data)
    if as_json:
        say_json({"file": str(output), "format": kind, "entries": len(entries)})
    else:
        written = "1 entry" if len(entries) == 1 else f"{len(entries):,} entries"
        say(f"{written} written to {output}, which is not encrypted.")


def write_new(path: Path, data: bytes) -> None:
    """Write a file for its owner alone; raises AlreadyThere rather than overwriting one."""
    from agent.vault.seal import open_private, saying_disk_full

    try:
        with saying_disk_full(), open_private(path) as descriptor:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
    except FileExistsError:
        raise AlreadyThere(f"{path} exists already. Choose another name.") from None


for made in (list_entries, show, verify, export, checkpoint):
    log.add_command(made)
COMMANDS = (log,)
