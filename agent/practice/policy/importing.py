"""Days of giving and signing from a CSV file, as practice systems and spreadsheets write it: read, and nothing more."""

import csv
import io

import msgspec

from agent.errors import BadInput

MOST = 1000
"""Lines that are taken at a time."""
_COLUMNS = {
    "client": {"client", "label", "id", "name", "paciente", "etiqueta", "kürzel", "kuerzel", "person"},
    "given": {"given", "date given", "entregado", "entregada", "ausgehändigt", "übergeben"},
    "signed": {"signed", "date signed", "firmado", "firmada", "unterschrieben"},
    "version": {"version", "versión", "fassung"},
}
"""What people call a column, in lower case."""


class Line(msgspec.Struct, frozen=True):
    """One line as it stands; `number` counts from 1, the heading being the first."""

    number: int
    client: str
    given: str
    signed: str
    version: str


def read(text: str) -> list[Line]:
    """Give the lines; raises BadInput where the file isn't one of these."""
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=_delimiter(text)))
    except csv.Error:
        raise BadInput("The file can't be read as CSV. Save it as CSV (UTF-8) and try again.") from None
    places = _places(rows[0] if rows else [])
    lines = [
        Line(number, **{name: _cell(row, place) for name, place in places.items()})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    if not lines:
        raise BadInput("There is no line below the heading. Write one line a client: label, day given, day signed.")
    if len(lines) > MOST:
        raise BadInput(f"The file has more than {MOST:,} lines. Split it.")
    return lines


def _delimiter(text: str) -> str:
    """Give what parts the heading: spreadsheets of many countries write a semicolon."""
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _places(heading: list[str]) -> dict[str, int | None]:
    names = [cell.strip().casefold() for cell in heading]
    places = {
        column: next((place for place, name in enumerate(names) if name in synonyms), None)
        for column, synonyms in _COLUMNS.items()
    }
    missing = [column for column in ("client", "given") if places[column] is None]
    if missing:
        raise BadInput(f"The file's first line has no column “{missing[0]}”. It needs: client, given, signed.")
    return places


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
