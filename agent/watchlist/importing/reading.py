"""A file read whole: what kind it is, told by its beginning and not by its name; its columns; the people in it."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from agent.errors import BadInput
from agent.watchlist.importing import cards, delimited, workbook
from agent.watchlist.importing.columns import FIRST_ROWS, Heading, find_heading
from agent.watchlist.importing.encodings import lines_of
from agent.watchlist.importing.people import Found, Understanding
from agent.watchlist.importing.tables import MOST_BYTES, Row, Rows, Watch
from protocol.messages.imports import MOST_PEOPLE, ImportField
from protocol.messages.words import AccountKey

Kind = Literal["csv", "xlsx", "vcard"]

_READERS: dict[Kind, Callable[[bytes, Watch], Rows]] = {
    "csv": delimited.rows,
    "xlsx": workbook.rows,
    "vcard": cards.rows,
}
_SAMPLE = 4096
_EVERY = 100
_KINDS = "A list as CSV, an Excel workbook (.xlsx) or contacts as vCard (.vcf) can be read."
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "This is an old kind of workbook, or has a password. Save it as .xlsx or CSV without one."),
    (b"%PDF", f"This is a PDF. {_KINDS}"),
    (b"\x89PNG", f"This is a picture. {_KINDS}"),
    (b"\xff\xd8\xff", f"This is a picture. {_KINDS}"),
    (b"GIF8", f"This is a picture. {_KINDS}"),
    (b"{\\rtf", f"This is a text document. {_KINDS}"),
    (b"<", f"This is a web page or another kind of document. {_KINDS}"),
    (b"{", f"This is JSON. {_KINDS}"),
    (b"[{", f"This is JSON. {_KINDS}"),
)  # fmt: skip
_STRANGE = 2
"""Letters that aren't text and may stand in one nevertheless, as where a file was cut."""
_CONTROL = frozenset(map(chr, [*range(9), 11, *range(14, 32)]))


@dataclass(slots=True)
class Reading:
    """A file, understood."""

    kind: Kind
    heading: Heading
    found: Found


def read(
    data: bytes, resolve: Callable[[str], AccountKey], watch: Watch, fields: Sequence[ImportField | None] | None = None
) -> Reading:
    """Read a file; raises BadInput with a sentence that says what is wrong with it, and what `watch` raises.

    `fields` says what the columns hold, instead of their headings. Slow with many rows: call it in a thread.
    """
    kind = kind_of(data)
    part = 0.0

    def noted(done: float) -> None:
        nonlocal part
        part = done
        watch(done)

    rows = _READERS[kind](data, noted)
    first = list(itertools.islice(rows, FIRST_ROWS))
    if not any(any(row.cells) or row.why for row in first):
        raise BadInput("There is nothing in this file. Export the list again, or choose another file.")
    heading = _heading(kind, first, fields)
    found = Found()
    understanding = Understanding(heading, resolve, found)
    for count, row in enumerate(itertools.chain(first, rows)):
        if count % _EVERY == 0:  # a row full of links takes its time
            watch(part)
        if len(found.people) >= MOST_PEOPLE:
            found.skip(row.number, "too_many")
            break
        if row.number > heading.row or (kind == "vcard" and row.number):
            understanding.take(row)
    return Reading(kind, heading, found)


def _heading(kind: Kind, first: list[Row], fields: Sequence[ImportField | None] | None) -> Heading:
    """Find the heading, and let `fields` say what the columns hold; a vCard's has no row of its own."""
    heading = find_heading([(row.number, row.cells) for row in first])
    if kind == "vcard":
        heading = Heading(1, heading.cells, heading.fields)
    return heading if fields is None else heading.mapped(list(fields))


def kind_of(data: bytes) -> Kind:
    """Tell what kind of file it is; raises BadInput if it is none that can be read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadInput("This file is empty. Export the list again, or choose another file.")
    if len(data) > MOST_BYTES:
        raise BadInput(f"This file is larger than {MOST_BYTES // (1024 * 1024)} MB. Save the list of clients alone.")
    if data.startswith(b"PK"):
        if not workbook.is_workbook(data):
            raise BadInput(f"This is an archive, but not an Excel workbook. {_KINDS}")
        return "xlsx"
    start = data[:_SAMPLE].lstrip(b"\xef\xbb\xbf \t\r\n")
    for mark, sentence in _FOREIGN:
        if start.startswith(mark):
            raise BadInput(sentence)
    text = lines_of(data).read(_SAMPLE)
    strange = sum(letter in _CONTROL or letter == "\ufffd" for letter in text)
    if strange > _STRANGE and strange * 50 > len(text):
        raise BadInput(f"This isn't a file of text. {_KINDS}")
    return "vcard" if text.lstrip("\ufeff \t\r\n")[:12].upper().startswith("BEGIN:VCARD") else "csv"
