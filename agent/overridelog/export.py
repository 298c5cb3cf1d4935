"""Entries as CSV and as JSON, each with the checkpoint of the moment, for a file that the therapist asked for by name.

In CSV a cell that a spreadsheet would take for a formula gets an apostrophe before it. Below the table, after an empty
line, stands a row `checkpoint` with its fields in the order of `Checkpoint`.
"""

import csv
import io
from collections.abc import Iterable

import msgspec

from agent.errors import BadInput
from protocol.messages import Checkpoint, Entry

COLUMNS = Entry.__struct_fields__
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide ones too
"""First letters by which a spreadsheet knows a formula (OWASP, CSV injection)."""
_CHECKPOINT = "checkpoint"


class Export(msgspec.Struct, frozen=True):
    """An export as JSON."""

    entries: list[Entry]
    checkpoint: Checkpoint


def to_json(entries: Iterable[Entry], checkpoint: Checkpoint) -> bytes:
    """Give the entries and the checkpoint as one JSON object, UTF-8."""
    encoded = msgspec.json.encode(Export(list(entries), checkpoint))
    return msgspec.json.format(encoded, indent=2) + b"\n"


def to_csv(entries: Iterable[Entry], checkpoint: Checkpoint) -> bytes:
    """Give a table with a heading, and below it the checkpoint; UTF-8 with a mark, as spreadsheets want it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([_cell(getattr(entry, column)) for column in COLUMNS])
    text.write("\r\n")
    writer.writerow([_CHECKPOINT, *msgspec.structs.astuple(checkpoint)])
    return text.getvalue().encode("utf-8-sig")


def read_checkpoint(data: bytes) -> Checkpoint:
    """Find the checkpoint in a file: one by itself as JSON, or that of an export. Raises BadInput."""
    for read in (_alone, _in_json, _in_csv):
        try:
            return read(data)
        except (msgspec.MsgspecError, ValueError, csv.Error):
            continue
    raise BadInput(
        "There is no checkpoint in this file. Choose one that `framekeeper log checkpoint` or an export wrote."
    )


def _alone(data: bytes) -> Checkpoint:
    return msgspec.json.decode(data, type=Checkpoint)


def _in_json(data: bytes) -> Checkpoint:
    return msgspec.json.decode(data, type=Export).checkpoint


def _in_csv(data: bytes) -> Checkpoint:
    *_, last = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    word, sequence, head, time, public_key, signature = last
    if word != _CHECKPOINT:
        raise ValueError(word)
    return Checkpoint(int(sequence), head, time, public_key, signature)


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip(" \u00a0")[:1] in _FORMULA else text
