"""Hold an exported file against the log, and say whether it is the very file, or else what in it is as the log had it.

The log records of each export the hash of the file, and of how many rows at which event it was made. So a file that
was not touched is known by its bytes, in any format. Of one that was, each row is held against what the log's own
events say up to the file's checkpoint; what was added to the log since doesn't count. Who calls this has the chain
verified too, through that checkpoint: else the log could be what was changed.
"""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from agent.errors import BadInput, VaultDamaged
from agent.overridelog import export
from agent.overridelog.export import COLUMNS, Row
from agent.overridelog.kinds import Exported, decode
from protocol.messages.log import ChangedEntry, Checkpoint, Entry, Period
from protocol.messages.words import ExportFormat

LISTED = 100
"""Entries that are named one by one; the rest are counted."""
PDF = b"%PDF-"


@dataclass(frozen=True)
class Copy:
    """A file as it was read: a PDF has no rows and no checkpoint that could be read back."""

    format: ExportFormat
    sha256: str
    rows: Sequence[Row] = ()
    checkpoint: Checkpoint | None = None


@dataclass
class Findings:
    """How the rows of a file stand to the log."""

    matching: int = 0
    erased: int = 0
    changed: list[ChangedEntry] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def read(data: bytes) -> Copy:
    """Read a file; raises BadInput where it is no export."""
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(PDF):
        return Copy("pdf", digest)
    readers: tuple[tuple[ExportFormat, Any], ...] = (("json", export.read_json), ("csv", export.read_csv))
    for kind, reader in readers:
        try:
            rows, checkpoint = reader(data)
        except (msgspec.MsgspecError, ValueError, csv.Error):
            continue
        return Copy(kind, digest, rows, checkpoint)
    raise BadInput("This isn't an export of the override log. Choose a CSV, JSON or PDF that Framekeeper exported.")


def recorded(copy: Copy, events: Sequence[tuple[str, bytes | None]]) -> tuple[str | None, tuple[str, Exported] | None]:
    """Find a file among the times and bodies of `exported` events: when this very file was made, and the like of it.

    The like has the same format and was made of the log as it was at the file's checkpoint.
    """
    this, like = None, None
    for time, body in events:
        try:
            made = decode(body or b"", Exported)
        except VaultDamaged:
            continue  # `verify` says what is wrong with it
        if made.sha256 == copy.sha256:
            this = time
        if copy.checkpoint is not None and (made.at, made.format) == (copy.checkpoint.sequence, copy.format):
            like = time, made
    return this, like


def sequences(copy: Copy) -> list[int]:
    """Give the numbers of the entries in a file; a row without one counts as 0."""
    return [_number(row.get("sequence")) for row in copy.rows]


def compare(copy: Copy, known: Mapping[int, Entry | Period | None]) -> Findings:
    """Hold the rows of a file against what there was at its checkpoint; None is what was erased since."""
    findings = Findings()
    is_numbered = not any(row.get("client") for row in copy.rows)
    numbers: dict[str, object] = {}
    for sequence, row in zip(sequences(copy), copy.rows, strict=True):
        if sequence not in known or sequence in findings.seen:
            findings.unknown.append(sequence)
            continue
        findings.seen.add(sequence)
        entry = known[sequence]
        if entry is None:
            findings.erased += 1
            continue
        expected = next(iter(export.rows_of([entry], names=True)))
        if is_numbered and isinstance(entry, Entry):
            expected = _numbered(expected, row, numbers)
        columns = _differing(copy.format, row, expected)
        if columns:
            findings.changed.append(ChangedEntry(sequence, columns))
        else:
            findings.matching += 1
    return findings


def _numbered(expected: Row, row: Row, numbers: dict[str, object]) -> Row:
    """Give what a row without names should be: a client has one label in all of the file, and nobody else has it."""
    client, label = str(expected["client"]), row.get("label")
    if client not in numbers and label not in numbers.values():
        numbers[client] = label
    hidden = export.without_names(expected, 0)
    is_label = isinstance(label, str) and label.startswith("Client ") and label[7:].isdecimal()
    return {**hidden, "label": numbers.get(client, _NO_LABEL) if is_label else _NO_LABEL}


def _differing(kind: ExportFormat, row: Row, expected: Row) -> list[str]:
    shown = dict(zip(COLUMNS, export.cells_of(expected), strict=True)) if kind == "csv" else expected
    named = [column for column in COLUMNS if row.get(column, _ABSENT) != shown[column]]
    return named + sorted(str(column) for column in row if column not in COLUMNS)


_ABSENT = object()
_NO_LABEL = "Client ?"


def _number(value: object) -> int:
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 16 else 0
