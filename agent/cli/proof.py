"""`log verify`, `checkpoint`, `export` and `check`: what the override log proves, and copies of it."""

from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from agent.cli import downloads
from agent.cli.asking import opened
from agent.cli.narrowing import filter_options, meant
from agent.cli.options import command, convert, given, passphrase_option
from agent.cli.show import count, say, say_json, when
from agent.errors import FramekeeperError
from agent.paths import Paths
from protocol.messages.log import (
    Checkpoint,
    CheckpointReply,
    LogCheck,
    LogCheckpoint,
    LogCheckReply,
    LogExport,
    LogExportReply,
    LogFilter,
    LogVerify,
    Verification,
)
from protocol.messages.words import ExportFormat

NAMED = 20
"""Entries that are named one by one."""


class NotVerified(FramekeeperError):
    """The log has been tampered with or is damaged, or a copy of it has."""

    code = "not_verified"


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
    downloads.write_new(output, msgspec.json.encode(made) + b"\n")
    if as_json:
        say_json({"file": str(output), "sequence": made.sequence, "head": made.head})
    else:
        say(f"The checkpoint is in {output}. Give it to somebody who keeps it, for `log verify --checkpoint` later.")


@command(
    "export",
    example="framekeeper log export --format csv --output log.csv\n"
    "framekeeper log export --format pdf --without-names --since 2026-01-01 --output log.pdf",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(get_args(ExportFormat)),
    default="csv",
    show_default=True,
    help="The format.",
)
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The new file; - prints."
)
@click.option("--without-names", is_flag=True, help="Number the clients; leave accounts and notes out.")
@click.option("--lang", default="en", metavar="TAG", show_default=True, help="The language of a PDF: en-US, es, de.")
@filter_options
@passphrase_option
def export(
    kind: str, output: Path, without_names: bool, lang: str, passphrase: str | None, as_json: bool, **fields: Any
) -> None:
    """Write entries to a new file, with a checkpoint; all of them, or those that options narrow them to.

    It isn't encrypted: keep it as you keep your records. `log check` tells later whether it was changed.
    """
    if output.exists():
        raise downloads.exists(output)
    with opened(Paths.find(), passphrase) as asker:
        wanted = meant(asker, convert(LogFilter, given(fields)))
        made = asker.ask(
            convert(LogExport, {**wanted, "format": kind, "names": not without_names, "lang": lang}), LogExportReply
        )
        data = downloads.read(asker, made.file)
    downloads.write(data, output)
    if str(output) == "-":
        return
    if as_json:
        say_json({"file": str(output), "format": kind, "entries": made.entries, "sequence": made.sequence})
    else:
        written = "1 entry" if made.entries == 1 else f"{made.entries:,} entries"
        say(f"{written} written to {output}, which is not encrypted.")


@command("check", example="framekeeper log check log.csv")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=str))
@passphrase_option
def check(file: str, passphrase: str | None, as_json: bool) -> None:
    """Hold an exported FILE against the log, and say whether it was changed since, and where.

    Exit status 1 if it isn't as the log has it, or if the log itself doesn't verify. - is standard input.
    """
    with click.open_file(file, "rb") as opened_file:
        data = opened_file.read()
    with opened(Paths.find(), passphrase) as asker:
        found = asker.ask(LogCheck(downloads.hand_over(asker, data)), LogCheckReply)
    if as_json:
        say_json(found)
    else:
        for sentence in _findings(found):
            say(sentence)
    if not found.verification.ok:
        raise NotVerified("The override log itself doesn't verify, so it proves nothing about this file.")
    if not _is_sound(found):
        raise NotVerified("This file isn't as the override log has it. Ask for a new copy.")


def _is_sound(found: LogCheckReply) -> bool:
    wrong = found.changed_count + found.unknown_count + found.missing_count
    return found.exported is not None or (found.recorded is not None and not wrong)


def _findings(found: LogCheckReply) -> list[str]:
    sentences = [f"Problem: {problem}" for problem in found.verification.problems]
    if found.exported:
        return [*sentences, f"This very file, byte for byte, was exported {when(found.exported)}."]
    if found.format == "pdf":
        return [*sentences, "The log knows no such PDF: it was changed, or saved anew by another program."]
    sentences.append("The log exported no file with these very bytes, so each entry was held against it.")
    if not found.recorded:
        sentences.append("It recorded no export of this format at this checkpoint.")
    sentences.append(f"As in the log: {count(found.matching, 'row')} of {found.entries:,}.")
    sentences += [f"Changed: entry {entry.sequence}, in {', '.join(entry.columns)}." for entry in found.changed[:NAMED]]
    for what, number, listed in (
        ("changed", found.changed_count, ()),
        ("that the log never had", found.unknown_count, found.unknown),
        ("left out", found.missing_count, found.missing),
        ("erased since, which can't be compared", found.erased, ()),
    ):
        if number:
            which = ", ".join(map(str, listed[:NAMED]))
            sentences.append(f"Rows {what}: {number:,}{f' ({which})' if which else ''}.")
    return sentences


COMMANDS = (verify, export, checkpoint, check)
