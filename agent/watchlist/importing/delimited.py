"""CSV, as spreadsheets and practice systems write it: any of the usual delimiters, in any of the usual encodings."""

import csv
import io
from collections.abc import Iterator

from agent.watchlist.importing.columns import recognised
from agent.watchlist.importing.encodings import lines_of, part_of
from agent.watchlist.importing.tables import MOST_CELL, MOST_COLUMNS, Row, Rows, Watch
from protocol.messages.imports import WhyNot

_DELIMITERS = ",;\t|"
_SAMPLE = 20
"""Lines by which the delimiter is told."""
_LONGEST = 30
"""Lines of one row: more, and a quotation mark that isn't closed has swallowed the rows after it."""
_EVERY = 1000
_ENDS = ("\n", "\r")


def rows(data: bytes, watch: Watch) -> Rows:
    """Give the rows. One that can't be read says so, and reading goes on with the next."""
    text = lines_of(data)
    first = text.readline()
    named = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    skipped = 1 if len(named) == 1 else 0
    delimiter = named if skipped else _delimiter(data)
    if not skipped:
        text = lines_of(data)
    record: list[str] = []
    reader = csv.reader(_remembered(text, record), delimiter=delimiter)
    number, width = skipped, 0
    while True:
        record.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Row(number, [], "unreadable")
            continue
        if number % _EVERY == 0:
            watch(part_of(text, data))
        width = width or len(cells)
        why = _wrong(record, delimiter) if len(record) > 1 or not record[-1].endswith(_ENDS) else None
        if why is None and len(cells) < width and not record[-1].endswith(_ENDS):
            why = "incomplete"  # the file ends in the middle of its last row
        yield Row(number, [cell[:MOST_CELL] for cell in cells[:MOST_COLUMNS]], why)


def _remembered(text: io.TextIOWrapper, record: list[str]) -> Iterator[str]:
    """Give the lines, and note those of the row that is being read."""
    for line in text:
        record.append(line)
        yield line


def _wrong(record: list[str], delimiter: str) -> WhyNot | None:
    """Say what is wrong with a row that took several lines, or the last: a quotation mark that nothing closes."""
    if len(record) > _LONGEST:
        return "quote"
    if record[-1].endswith(_ENDS) and len(record) == 1:
        return None
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "incomplete" if "unexpected end" in str(error) else None
    return None


def _delimiter(data: bytes) -> str:
    """Give the delimiter with which most headings are known, or else with which the rows are most alike."""
    text = lines_of(data)
    sample = [line for line, _ in zip(text, range(_SAMPLE), strict=False) if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: list[str], delimiter: str) -> tuple[int, int]:
    try:
        found = list(csv.reader(sample, delimiter=delimiter))
    except csv.Error:
        return 0, 0
    widths = [len(cells) for cells in found if len(cells) > 1]
    known = max((sum(recognised(cell) is not None for cell in cells) for cells in found), default=0)
    return known, max(map(widths.count, widths), default=0)
