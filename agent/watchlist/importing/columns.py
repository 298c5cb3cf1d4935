"""Which columns of a table are wanted, by their headings; all others, and all private ones, are left in the file."""

import re
from dataclasses import dataclass

from agent.watchlist.importing.wordlists import known
from agent.watchlist.names import fold
from protocol.messages.imports import ImportColumn, ImportField

FIRST_ROWS = 10
"""Rows among which the heading is looked for: some systems write a title above it."""
_LONGEST_HEADING = 80
_WORDS = re.compile(r"[^\W_]+")

_OF_PLATFORM = {"handle", "account", "url", "link", "profile", "username", "user", "name", "konto", "perfil", "profil"}


def recognised(heading: str) -> ImportField | None:
    """Give what a column with this heading holds; None if that isn't known, or if it is nobody's business."""
    field = known().field(" ".join(_words(heading)))
    return field or ("account" if platform_in(heading) else None)


def platform_in(heading: str) -> str | None:
    """Give the platform that a heading names, alone or with a word for an account."""
    words = _words(heading)
    platforms = known().platforms
    named = [platforms[word] for word in words if word in platforms]
    rest = [word for word in words if word not in platforms and word not in _OF_PLATFORM]
    return named[0] if len(named) == 1 and not rest else None


def platform_called(name: str) -> str | None:
    """Give the platform that somebody calls by this name."""
    return known().platforms.get(fold(name).strip())


def _words(heading: str) -> list[str]:
    return _WORDS.findall(fold(heading[:_LONGEST_HEADING]).replace("'", ""))


def is_private(heading: str) -> bool:
    """Whether a column is about what has no place on a watch list; it is never read, whoever asks."""
    return recognised(heading) is None and any(map(known().is_private, _words(heading)))


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the heading stands, as a row's number, 0 if there is none; its cells; what each column holds."""

    row: int
    cells: list[str]
    fields: list[ImportField | None]

    def columns(self) -> list[ImportColumn]:
        """Give the columns as they are shown; without a heading they are called by their number."""
        return [
            ImportColumn(cell[:_LONGEST_HEADING] if self.row else "", field, self.row > 0 and is_private(cell))
            for cell, field in zip(self.cells, self.fields, strict=True)
        ]

    def mapped(self, fields: list[ImportField | None]) -> "Heading":
        """Give it with other fields; what is private stays unread, and columns that aren't named hold nothing."""
        wanted = [*fields, *[None] * len(self.cells)][: len(self.cells)]
        kept = [
            None if self.row and is_private(cell) else field for cell, field in zip(self.cells, wanted, strict=True)
        ]
        return Heading(self.row, self.cells, kept)


_TELLING = {"name", "first", "last", "preferred", "email", "account"}
"""One of these must be known: a row with the word "Active" in it may be a person's."""


def find_heading(first: list[tuple[int, list[str]]]) -> Heading:
    """Find the heading among the first rows of a table: the one of which most is known."""
    best = Heading(0, [""] * max((len(cells) for _, cells in first), default=0), [])
    known = 0
    for number, cells in first[:FIRST_ROWS]:
        fields = _once([recognised(cell) for cell in cells], cells)
        count = sum(field is not None for field in fields)
        if count > known and not _TELLING.isdisjoint(fields):
            best, known = Heading(number, cells, fields), count
    if known:
        return best
    only: ImportField | None = "name" if len(best.cells) == 1 else None
    return Heading(0, best.cells, [only] * len(best.cells))


def _once(fields: list[ImportField | None], cells: list[str]) -> list[ImportField | None]:
    """Keep the first column of each kind, and of accounts all; a name beside a first or a last name is the other."""
    if "name" in fields and "first" in fields and "last" not in fields:
        fields[fields.index("name")] = "last"
    if (
        "name" in fields
        and "last" in fields
        and "first" not in fields
        and "nombre" in _words(cells[fields.index("name")])
    ):
        fields[fields.index("name")] = "first"
    seen: set[ImportField] = set()
    for place, field in enumerate(fields):
        if field is not None and field != "account" and field in seen:
            fields[place] = None
        elif field is not None:
            seen.add(field)
    return fields
