"""From the cells of a row to people: names put together, couples parted, statuses and accounts understood."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from agent.errors import BadInput
from agent.watchlist.importing.columns import Heading, platform_called, platform_in
from agent.watchlist.importing.tables import Row
from agent.watchlist.importing.wordlists import known
from agent.watchlist.matching.readings import written_together
from agent.watchlist.matching.wordlists import TITLES_AFTER_COMMA
from agent.watchlist.names import fold
from protocol.messages.imports import ImportField, ImportRemark, Remark, WhyNot
from protocol.messages.words import AccountKey, Status

LONGEST = 200
"""Characters of a name (protocol/messages/words.py)."""
MOST_LINKS = 20
_WHAT = 80
"""Characters of a cell that a remark quotes."""
_AND = re.compile(r"\s*[&+]\s*|\s+(?:and|und)\s+", re.IGNORECASE)
_FAMILY = {"family", "familie", "familia", "kids", "children", "kinder", "hijos"}
_MOST_TOGETHER = 4
_FORMULA = re.compile(r"[=@]|[+-](?=[\d(])")
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EMAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")


@dataclass(slots=True)
class Person:
    """Somebody in a file. `emails` only tell people of one name apart."""

    row: int
    names: list[str]
    status: Status
    emails: tuple[str, ...]
    accounts: list[AccountKey]


@dataclass(slots=True)
class Found:
    """What a file's rows gave, in their order."""

    people: list[Person] = field(default_factory=list)
    rows: int = 0
    skipped: list[ImportRemark] = field(default_factory=list)
    remarks: list[ImportRemark] = field(default_factory=list)

    def skip(self, row: int, why: WhyNot, what: str = "") -> None:
        """Note a row that can't be used."""
        self.skipped.append(ImportRemark(row, why, what[:_WHAT]))

    def remark(self, row: int, why: Remark, what: str = "") -> None:
        """Note something about a row that is used."""
        self.remarks.append(ImportRemark(row, why, what[:_WHAT]))


class Understanding:
    """Makes people of rows, as a heading says what is where. `resolve` turns a link into a key, or raises BadInput."""

    def __init__(self, heading: Heading, resolve: Callable[[str], AccountKey], found: Found) -> None:
        self._resolve = resolve
        self._found = found
        self._places = [
            (name, place) for place, name in enumerate(heading.fields) if name is not None and name != "account"
        ]
        self._several = {place for name, place in self._places if fold(heading.cells[place]) == "names"}
        self._accounts = [place for place, name in enumerate(heading.fields) if name == "account"]
        self._platforms = {place: platform_in(heading.cells[place]) for place in self._accounts}

    def take(self, row: Row) -> None:
        """Take a row; one without anything in it isn't counted."""
        if row.why is None and not any(row.cells):
            return
        self._found.rows += 1
        if row.why is not None:
            self._found.skip(row.number, row.why)
            return
        parts, others = self._parts(row)
        status = self._status(row, parts.pop("status", ""))
        emails = tuple(_EMAIL.findall(parts.pop("email", "").lower()))
        try:
            people = _people_of(parts, others)
        except _Unusable as unusable:
            self._found.skip(row.number, unusable.why, unusable.what)
            return
        accounts = self._read_accounts(row) if self._accounts else []
        for place, names in enumerate(people):
            self._found.people.append(Person(row.number, names, status, emails, [] if place else accounts))
            if not accounts and not any(" " in name or written_together(name) for name in names):
                self._found.remark(row.number, "first_name_only", names[0])

    def _parts(self, row: Row) -> tuple[dict[ImportField, str], list[str]]:
        """Give the cells that are wanted by what they hold, and other names, as our own export writes them."""
        filled = len(row.cells)
        parts: dict[ImportField, str] = {}
        others: list[str] = []
        for name, place in self._places:
            if place < filled and row.cells[place]:
                text = row.cells[place]
                if place in self._several:
                    text, *others = text.split("\n")
                parts[name] = _cleaned(text)
        return parts, [_cleaned(other) for other in others]

    def _status(self, row: Row, text: str) -> Status:
        status = known().status(fold(text)) if text else None
        if text and status is None:
            self._found.remark(row.number, "status_unknown", text)
        return status or "current"

    def _read_accounts(self, row: Row) -> list[AccountKey]:
        links = [
            (place, link)
            for place in self._accounts
            if place < len(row.cells)
            for link in _TURNING.sub("", row.cells[place]).replace("|", " ").split()
        ]
        keys: dict[AccountKey, None] = {}
        for place, link in links[:MOST_LINKS]:
            try:
                keys.setdefault(self._account(link.strip(",;'\""), self._platforms[place]))
            except BadInput:
                self._found.remark(row.number, "link_unknown", link)
        return list(keys)

    def _account(self, link: str, platform: str | None) -> AccountKey:
        """Give the account that a cell means: a link, `platform:handle`, or a handle where the heading says of what."""
        before, colon, handle = link.partition(":")
        called = platform_called(before) if colon and not handle.startswith("//") else None
        if called is not None:
            return self._resolve(f"{called}:{handle}")
        if platform is not None and "/" not in link and not colon:
            return self._resolve(f"{platform}:{link}")
        if _EMAIL.fullmatch(link):
            raise BadInput("An e-mail address is no account.")
        return self._resolve(link)


class _Unusable(Exception):
    def __init__(self, why: WhyNot, what: str = "") -> None:
        super().__init__(why)
        self.why: WhyNot = why
        self.what = what


def _people_of(parts: Mapping[ImportField, str], others: list[str]) -> list[list[str]]:
    """Give the names of each person in a row, the most usual first; raises _Unusable."""
    for text in itertools.chain(parts.values(), others):
        if _FORMULA.match(text):
            raise _Unusable("formula", text)
        if len(text) > LONGEST:
            raise _Unusable("name_too_long", text)
    people = [names for names in _people(parts) if any(letter.isalnum() for name in names for letter in name)]
    if not people:
        raise _Unusable("no_name")
    people[0] = _unique([*people[0], *others])
    if any(len(name) > LONGEST for names in people for name in names):
        raise _Unusable("name_too_long", people[0][0])
    return people


def _cleaned(text: str) -> str:
    """Give a cell as a line of text, without marks that can't be seen, nor the one that keeps a formula from it."""
    if not text.isascii() or not text.isprintable():
        text = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in _TURNING.sub("", text))
    text = " ".join(text.split())
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def _people(parts: Mapping[ImportField, str]) -> Iterator[list[str]]:
    """Give the names of each person that the parts of a name are about."""
    first, last, name = (parts.get(field, "") for field in _PARTS)
    firsts = _parted(first)
    if len(firsts) > 1:
        lasts = _parted(last) or [""]
        for place, each in enumerate(firsts):
            yield [_joined(each, lasts[min(place, len(lasts) - 1)])]
        return
    wholes = _couple(_turned(name)) if name else []
    if len(wholes) > 1 and not (first or last):
        yield from ([whole] for whole in wholes)
        return
    names = [_joined(first, last), *wholes[:1]]
    if parts.get("middle") and (first or last):
        names.append(_joined(first, parts["middle"], last))
    if preferred := parts.get("preferred"):
        names.append(_preferred(preferred, last, names))
    yield _unique(names)


_PARTS: tuple[ImportField, ...] = ("first", "last", "name")


def _parted(text: str) -> list[str]:
    if text.isalpha():
        return [text]
    parts = [part for part in _AND.split(text) if part and fold(part) not in _FAMILY]
    return parts[:_MOST_TOGETHER]


def _couple(text: str) -> list[str]:
    """Part "Jane & John Smith": who has one name only shares the family name of the last."""
    parts = _parted(text)
    if len(parts) < 2:
        return parts or ([text] if text else [])
    family = " ".join(parts[-1].split()[1:])
    return [part if " " in part else _joined(part, family) for part in parts]


def _turned(name: str) -> str:
    """Write "Doe, Jane" as it is spoken; what stands after a comma may be a title, too."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or not first.strip() or fold(first).replace(".", "").strip() in TITLES_AFTER_COMMA:
        return name
    parts = _parted(first.strip())
    return " & ".join(_joined(part, last.strip()) for part in parts)


def _preferred(preferred: str, last: str, names: list[str]) -> str:
    """Give the preferred name whole: with the family name, unless it has one."""
    if not preferred or " " in preferred:
        return preferred
    family = last or next((name.rpartition(" ")[2] for name in names if " " in name), "")
    return _joined(preferred, family)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _unique(names: list[str]) -> list[str]:
    found: dict[str, str] = {}
    for name in filter(None, names):
        found.setdefault(fold(name), name)
    return list(found.values())
