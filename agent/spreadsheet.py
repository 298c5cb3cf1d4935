"""Tables as CSV for spreadsheets, in which nothing that somebody typed is taken for a formula."""

import csv
import io
from collections.abc import Iterable

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide ones too
"""First letters by which a spreadsheet knows a formula (OWASP, CSV injection)."""


def table(rows: Iterable[Iterable[object]]) -> str:
    """Give rows as CSV, the heading being the first; lists become words."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def cell(value: object) -> str:
    """Give a value as text; what a spreadsheet would take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    text = " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.lstrip(" \u00a0")[:1] in _FORMULA else text


def encoded(text: str) -> bytes:
    """Give it in UTF-8 with a mark, as spreadsheets want it."""
    return text.encode("utf-8-sig")
