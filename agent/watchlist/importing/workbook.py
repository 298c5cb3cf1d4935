"""XLSX: the sheet that people see first, its values as text.

The file is hostile until read. It is unpacked here, counted, and handed on without its compression. calamine, which
reads it, lays a sheet out whole, so where its cells are is looked at first: two far apart would take all memory.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from agent.errors import BadInput
from agent.watchlist.importing.tables import MOST_CELL, MOST_COLUMNS, Row, Rows, Watch

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_UNPACKED = 160 * 1024 * 1024
"""Bytes of a workbook, unpacked: 100,000 rows of 30 columns have about 100 MB."""
MOST_CELLS = 8_000_000
"""Places in the rectangle from the first to the last cell of a sheet; each takes some thirty bytes."""
_PIECE = 1 << 20
_EVERY = 1000
_READ = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?workbook\.xml(?:\.rels)?|xl/(?:sharedStrings|styles)\.xml"
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{0,9})([0-9]{0,20})""")
_ROW = re.compile(rb"[<:]row[\s/>]")
_ENDS = (b" ", b">", b"/", b"\t", b"\n", b"\r")
_DAMAGED = "This workbook is damaged, or only half of it is there. Export it again, or save it as CSV."
_TOO_LARGE = "This workbook holds more than an import can. Save the list of clients alone, as CSV."
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, OSError)


def is_workbook(data: bytes) -> bool:
    """Whether a ZIP file has a workbook of this kind in it; a file cut in half can't tell, and is taken for one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except _BROKEN:
        return True


def rows(data: bytes, watch: Watch) -> Rows:
    """Give the rows; raises BadInput for a file that is damaged or too large, and what `watch` raises."""
    try:
        unpacked = _unpacked(data, watch)
    except _BROKEN:
        raise BadInput(_DAMAGED) from None
    sheet = _first_sheet(unpacked)
    if sheet is None:
        return
    for number, cells in enumerate(sheet.iter_rows(), 1):  # those above its first cell, too
        if number % _EVERY == 0:
            watch(number / (sheet.total_height or number))
        yield Row(number, [_text(cell) for cell in cells[:MOST_COLUMNS]])


def _text(value: object) -> str:
    if isinstance(value, str):
        return value[:MOST_CELL]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unpacked(data: bytes, watch: Watch) -> io.BytesIO:
    """Give the parts that are needed as an archive without compression, having looked at each."""
    target = io.BytesIO()
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as plain:
        for part in archive.infolist():
            is_sheet = _SHEET.fullmatch(part.filename) is not None
            if not is_sheet and not _READ.fullmatch(part.filename):
                continue
            left -= part.file_size
            if left < 0:
                raise BadInput(_TOO_LARGE)
            content = b"".join(_pieces(archive, part, watch))
            if b"<!DOCTYPE" in content[:_PIECE] or b"<!ENTITY" in content[:_PIECE]:
                raise BadInput(_DAMAGED)
            if is_sheet:
                _refuse_wide(content)
            plain.writestr(part.filename, content)
    target.seek(0)
    return target


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo, watch: Watch) -> Iterator[bytes]:
    """Unpack a part; the library stops at the size that was declared, and checks the sum."""
    with archive.open(part) as packed:
        while piece := packed.read(_PIECE):
            watch(0.0)
            yield piece


def _refuse_wide(sheet: bytes) -> None:
    """Raise BadInput if the sheet's cells span more places than there is room for, however few they are."""
    widest = lowest = 0
    for found in _PLACE.finditer(sheet):
        column, row = found.groups()
        widest = max(widest, _number(column))
        lowest = max(lowest, int(row or 0))
    cells, rows = _tags(sheet, b"c"), _tags(sheet, b"row")
    if sheet.count(b'<c r="') < cells or sheet.count(b'<row r="') < rows:
        # Some don't say where they are: each stands after the one before it.
        parts = _ROW.split(sheet)
        widest += max(_tags(part, b"c") for part in parts)
        lowest += len(parts)
    if widest * lowest > MOST_CELLS:
        raise BadInput(_TOO_LARGE)


def _tags(sheet: bytes, name: bytes) -> int:
    """Count the tags of a name, with a prefix or without; rather too many than too few."""
    return sum(sheet.count(before + name + end) for before in (b"<", b":") for end in _ENDS)


def _first_sheet(unpacked: io.BytesIO) -> "CalamineSheet | None":
    """Give the first sheet that isn't hidden and has something in it; raises BadInput."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(unpacked)
        shown = (each.name for each in book.sheets_metadata if each.visible == SheetVisibleEnum.Visible)
        return next((sheet for sheet in map(book.get_sheet_by_name, shown) if sheet.total_height), None)
    except CalamineError:
        raise BadInput(_DAMAGED) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what its Rust didn't expect; no Exception, and nowhere to import
            raise BadInput(_DAMAGED) from None
        raise


def _number(letters: bytes) -> int:
    """Give the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
