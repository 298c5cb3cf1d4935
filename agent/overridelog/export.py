"""Entries as rows of a table, and the table as CSV and as JSON, each with the checkpoint that it was made at.

A row has a cell for each of `COLUMNS`. Without names, clients are numbered in the order in which they first come up,
and ids, accounts and notes are left out: a note is free text, and may name anybody. What is no entry (a pause, a time
without protection) has a row of its own `kind`, with its end in `until`; so has an entry that was erased.

In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it. Below the table, after an empty
line, stands a row `checkpoint` with its fields in the order of `Checkpoint`.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from agent import spreadsheet
from agent.errors import BadInput
from protocol.messages.log import Checkpoint, Entry, Period

COLUMNS = Entry.__struct_fields__
HIDDEN = ("client", "account", "note")
"""What is empty without names."""
_CHECKPOINT = "checkpoint"
_DELIMITERS = ",;\t"
"""What spreadsheets put between cells when they save a file anew, by country."""

Row = Mapping[str, Any]


class Export(msgspec.Struct, frozen=True):
    """An export as JSON."""

    entries: list[dict[str, Any]]
    checkpoint: Checkpoint


def rows_of(entries: Iterable[Entry | Period], *, names: bool) -> Iterator[Row]:
    """Give the rows of entries and of what stands between them, in their order."""
    numbers: dict[str, int] = {}
    for entry in entries:
        if isinstance(entry, Period):
            known = {"sequence": entry.sequence, "time": entry.time, "kind": entry.kind, "until": entry.until}
            yield dict.fromkeys(COLUMNS) | known
            continue
        row = msgspec.to_builtins(entry)
        yield row if names else without_names(row, numbers.setdefault(entry.client, len(numbers) + 1))


def without_names(row: Row, number: int) -> Row:
    """Give a row in which the client is but a number."""
    return {**row, **dict.fromkeys(HIDDEN, ""), "label": f"Client {number}"}


def to_json(rows: Iterable[Row], checkpoint: Checkpoint) -> bytes:
    """Give rows and checkpoint as one JSON object, UTF-8."""
    encoded = msgspec.json.encode(Export([dict(row) for row in rows], checkpoint))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def to_csv(rows: Iterable[Row], checkpoint: Checkpoint) -> bytes:
    """Give a table with a heading, and below it the checkpoint; UTF-8 with a mark, as spreadsheets want it."""
    table = spreadsheet.table([COLUMNS, *(cells_of(row) for row in rows)])
    signed = spreadsheet.table([[_CHECKPOINT, *msgspec.structs.astuple(checkpoint)]])
    return spreadsheet.encoded(f"{table}\r\n{signed}")


def cells_of(row: Row) -> list[str]:
    """Give the cells of a row as CSV has them."""
    return [spreadsheet.cell(row[column]) for column in COLUMNS]


def read_checkpoint(data: bytes) -> Checkpoint:
    """Find the checkpoint in a file: one by itself as JSON, or that of an export. Raises BadInput."""
    for read in (_alone, lambda data: read_json(data)[1], lambda data: read_csv(data)[1]):
        try:
            return read(data)
        except (msgspec.MsgspecError, ValueError, csv.Error):
            continue
    raise BadInput(
        "There is no checkpoint in this file. Choose one that `framekeeper log checkpoint` or an export wrote."
    )


def read_json(data: bytes) -> tuple[list[Row], Checkpoint]:
    """Read an export; raises MsgspecError or ValueError where it is none."""
    export = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Export)
    return list(export.entries), export.checkpoint


def read_csv(data: bytes) -> tuple[list[Row], Checkpoint]:
    """Read an export, also one that a spreadsheet saved anew; raises ValueError or csv.Error where it is none."""
    text = data.decode("utf-8-sig")
    for delimiter in _DELIMITERS:
        lines = [
            line for line in csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter) if any(line)
        ]
        if len(lines) > 1 and len(lines[0]) > 1:
            return _table(lines[0], lines[1:-1]), _checkpoint(lines[-1])
    raise ValueError("no table")


def _table(heading: Sequence[str], lines: Sequence[Sequence[str]]) -> list[Row]:
    return [dict(zip(heading, line, strict=False)) for line in lines]


def _checkpoint(line: Sequence[str]) -> Checkpoint:
    word, sequence, head, time, public_key, signature = (cell for number, cell in enumerate(line) if cell or number < 6)
    if word != _CHECKPOINT:
        raise ValueError(word)
    return Checkpoint(int(sequence), head, time, public_key, signature)


def _alone(data: bytes) -> Checkpoint:
    return msgspec.json.decode(data, type=Checkpoint)
