"""`client import`: the watch list from a file, after a look at what would come of it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from agent.cli import downloads
from agent.cli.asking import Asker, Watching, opened
from agent.cli.find import ask_line
from agent.cli.import_words import FIELDS, KINDS, REMARKS, STEPS, column_named
from agent.cli.options import command, passphrase_option, read_json, stdin_option
from agent.cli.show import count, plain, say, say_json, table
from agent.errors import BadInput
from agent.paths import Paths
from protocol.messages import Reply
from protocol.messages.files import MOST_BYTES
from protocol.messages.imports import (
    IMPORT_PAGE,
    ImportCancel,
    ImportCommit,
    ImportField,
    ImportPeople,
    ImportPeopleReply,
    ImportPerson,
    ImportPreview,
    ImportProgress,
    ImportProgressReply,
    ImportRead,
    ImportRemark,
    ImportRemarks,
    ImportRemarksReply,
    ImportReport,
)
from protocol.messages.state import Done

SHOWN = 20
"""People, and rows, that a preview shows."""


class _Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The JSON line of `--stdin`."""

    file: str
    map: dict[str, ImportField | None] = {}
    same: bool | None = None
    others: list[int] = []


@command("import", example="framekeeper client import clients.csv\nframekeeper client import contacts.vcf --yes")
@click.argument("file", metavar="[FILE]", required=False)
@click.option(
    "--map",
    "mapped",
    metavar="COLUMN=FIELD",
    multiple=True,
    help=f"What a column holds: {', '.join(FIELDS)} or nothing. A column is meant by its heading or number.",
)
@click.option("--same/--not-same", default=None, help="Whether people who may be on the list already are those.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is proposed.")
@click.option("--delete-file/--keep-file", default=None, help="Delete FILE afterwards; without, it is asked.")
@stdin_option('{"file", "map", "same", "others"}')
@passphrase_option
def import_clients(
    file: str | None, mapped: tuple[str, ...], yes: bool, from_stdin: bool, passphrase: str | None, **more: Any
) -> None:
    """Put clients from a file on the watch list: CSV, an Excel workbook (.xlsx) or contacts (vCard).

    Shows first what would come of it, and asks. Only names, statuses and accounts are kept; an e-mail address tells
    people of one name apart. What a row had to be skipped for is said, by its number.
    """
    asks = not (yes or from_stdin)
    if asks and not sys.stdin.isatty():
        raise click.UsageError("Add --yes to take what is proposed, or run it in a terminal to be asked.")
    wanted = read_json(_Given) if from_stdin else _Given(file or ask_line("File"), _mapping(mapped), more["same"])
    path = Path(wanted.file).expanduser()
    data = _bytes_of(path)
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        known = downloads.hand_over(asker, data)
        try:
            preview = _read(asker, known, wanted.map)
            if asks:
                _show(asker, preview)
                wanted = _asked(asker, preview, wanted)
            request = ImportCommit(known, wanted.same, wanted.others)
            with _bar(asker, known) as watching:
                report = asker.ask_long(request, ImportReport, watching)
            skipped, remarks = _remarks(asker, known, skipped=True), _remarks(asker, known, skipped=False)
        finally:
            asker.ask(ImportCancel(known), Done)
    _say_report(report, skipped, remarks, more["as_json"])
    _delete(path, more["delete_file"], asks=asks, as_json=more["as_json"])


def _bytes_of(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        raise BadInput("This file is too large for an import. Save the list of clients alone.")
    return path.read_bytes()


def _mapping(mapped: tuple[str, ...]) -> dict[str, ImportField | None]:
    found: dict[str, ImportField | None] = {}
    for each in mapped:
        column, equals, name = each.rpartition("=")
        if not equals or name not in (*FIELDS, "nothing"):
            raise click.UsageError(
                f"--map is like “Column=name”; what a column may hold is {', '.join(FIELDS)}, nothing."
            )
        found[column] = None if name == "nothing" else name  # type: ignore[assignment] # looked at above
    return found


def _read(asker: Asker, file: str, mapped: dict[str, ImportField | None]) -> ImportPreview:
    with _bar(asker, file) as watching:
        preview = asker.ask_long(ImportRead(file), ImportPreview, watching)
        if not mapped:
            return preview
        fields = [column.field for column in preview.columns]
        for name, field in mapped.items():
            fields[column_named(name, preview.columns)] = field
        return asker.ask_long(ImportRead(file, fields), ImportPreview, watching)


@contextmanager
def _bar(asker: Asker, file: str) -> Iterator[Watching]:
    """Show how far it is, on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    console = Console(stderr=True, markup=False)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task(STEPS["reading"], total=1.0)

        def heard(reply: Reply) -> None:
            if isinstance(reply, ImportProgressReply):
                bar.update(task, description=STEPS[reply.step], completed=reply.part)

        yield Watching(ImportProgress(file), heard, ImportCancel(file))


def _people(asker: Asker, file: str, *, only_same: bool, most: int | None = None) -> Iterator[ImportPerson]:
    offset: int | None = 0
    while offset is not None:
        request = ImportPeople(file, only_same, offset, min(IMPORT_PAGE, most or IMPORT_PAGE))
        page = asker.ask(request, ImportPeopleReply)
        yield from page.people
        offset = None if most else page.more


def _remarks(asker: Asker, file: str, *, skipped: bool, most: int | None = None) -> list[ImportRemark]:
    found: list[ImportRemark] = []
    offset: int | None = 0
    while offset is not None:
        page = asker.ask(ImportRemarks(file, skipped, offset, most or IMPORT_PAGE), ImportRemarksReply)
        found += page.remarks
        offset = None if most else page.more
    return found


def _show(asker: Asker, preview: ImportPreview) -> None:
    """Print what would come of it."""
    say(f"{KINDS[preview.kind]} with {count(preview.rows, 'row')}: {count_people(preview.people)}.")
    columns = [
        (str(number), column.heading or "(no heading)", "never read" if column.private else column.field or "left out")
        for number, column in enumerate(preview.columns, 1)
    ]
    table(("Column", "Heading", "Holds"), columns)
    rows = [
        (str(one.row), ", ".join(one.names), one.status, " ".join(one.accounts), _same(one))
        for one in _people(asker, preview.file, only_same=False, most=SHOWN)
    ]
    table(("Row", "Names", "Status", "Accounts", "Perhaps"), rows)
    if preview.people > SHOWN:
        say(f"… and {count_people(preview.people - SHOWN)} more.")
    _say_rows("Skipped", _remarks(asker, preview.file, skipped=True, most=SHOWN), preview.skipped)
    _say_rows("Noted", _remarks(asker, preview.file, skipped=False, most=SHOWN), preview.remarks)


def _same(one: ImportPerson) -> str:
    if one.same is None:
        return ""
    return f"{one.same.label}, on the list" if one.same.client else f"{one.same.label} of this file"


def _asked(asker: Asker, preview: ImportPreview, given: _Given) -> _Given:
    """Ask about those who may be on the list already, and whether to go on."""
    if preview.same and given.same is None:
        say(f"{count_people(preview.same)} may be on the list, or in the file, already. Merging loses nothing.")
        ways = click.Choice(("proposed", "all", "none", "each"))
        way = click.prompt("Merge", type=ways, default="proposed", err=True)
        others = _asked_of_each(asker, preview.file) if way == "each" else []
        same = {"all": True, "none": False, "each": False}.get(way)
        given = msgspec.structs.replace(given, same=same, others=others)
    click.confirm(f"Put {count_people(preview.people)} on the watch list?", abort=True, err=True)
    return given


def _asked_of_each(asker: Asker, file: str) -> list[int]:
    """Ask of each person; gives those who are the same."""
    return [
        one.person
        for one in _people(asker, file, only_same=True)
        if click.confirm(plain(f"Row {one.row}, {one.names[0]}: the same person as {_same(one)}?"), err=True)
    ]


def _say_report(report: ImportReport, skipped: list[ImportRemark], remarks: list[ImportRemark], as_json: bool) -> None:
    if as_json:
        rows = [msgspec.to_builtins(row) for row in skipped]
        notes = [msgspec.to_builtins(row) for row in remarks]
        say_json(msgspec.structs.asdict(report) | {"skipped_rows": rows, "remarked_rows": notes})
        return
    merged = (
        f" {count_people(report.merged)} merged, {count(report.changed, 'client')} changed by it."
        if report.merged
        else ""
    )
    say(f"{count(report.added, 'client')} added to the watch list.{merged}")
    _say_rows("Skipped", skipped, len(skipped))
    _say_rows("Noted", remarks, len(remarks))


def _say_rows(what: str, rows: list[ImportRemark], total: int) -> None:
    if not rows:
        return
    say(f"{what}:")
    table(("Row", "Why", ""), [(str(row.row), REMARKS[row.why], row.what) for row in rows])
    if total > len(rows):
        say(f"… and {total - len(rows):,} more.")


def _delete(path: Path, wanted: bool | None, *, asks: bool, as_json: bool) -> None:
    """Delete the file that was imported, if that is wanted: it holds more than the watch list needs."""
    if wanted is None and asks:
        wanted = click.confirm(f"Delete {path.name}, which isn't encrypted?", default=False, err=True)
    if wanted:
        path.unlink()
        if not as_json:
            say(f"{path} is deleted. Copies elsewhere (backups, the waste basket, e-mail) are not.")
    elif not as_json:
        say(f"{path} is still there, unencrypted. Delete it when you don't need it any longer.")


def count_people(number: int) -> str:
    """Say `1 person`, `2 people`."""
    return "1 person" if number == 1 else f"{number:,} people"


COMMANDS = (import_clients,)
