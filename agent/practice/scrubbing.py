"""Taking out of a text whom it could be about: for what leaves the practice without names, such as an agenda.

Known clients become "Client A" and so on, by any of their names, labels and accounts; links, addresses, handles and
numbers that could be a telephone's go, whosever they are. What nobody told Framekeeper, such as a stranger's first
name, can't be known here: who hands the text on reads it once more.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

GONE = "[…]"
"""What stands in the place of a link, a handle, an address or a number."""
_REACHABLE = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@＠][\w.-]+(?:@[\w.-]+)?"  # noqa: RUF001 - a wide @ is one too
    r"|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*|\+?\d[\d ()/.-]{5,}\d"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}")
_SHORTEST = 2
"""Letters of a part of a name that is taken out by itself; single ones would take out every "I"."""


@dataclass(frozen=True, slots=True)
class Person:
    """A client: names and labels as they are written, accounts as keys."""

    client: str
    label: str
    names: Sequence[str] = ()
    accounts: Sequence[str] = ()


class Scrubber:
    """Takes out all of these people. `call` makes a name from a letter: "A" gives "Client A".

    Letters are given in the order in which people come up, so that an agenda begins with A. `kept` is whom the text may
    name, by whatever they share with others too; dates then stay as well.
    """

    def __init__(
        self, people: Iterable[Person], call: Mapping[str, str] | None = None, kept: Person | None = None
    ) -> None:
        self._people = {person.client: person for person in people if kept is None or person.client != kept.client}
        self._called: dict[str, str] = dict(call or {})
        self._owners: dict[str, str] = {}
        self._kept = None if kept is None else {key.partition(":")[2].lower() for key in kept.accounts}
        spared = set(_parts(kept)) if kept else set()
        for person in self._people.values():
            for part in _parts(person):
                if part not in spared:
                    self._owners.setdefault(part, person.client)
        longest = sorted(self._owners, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)" if longest else r"(?!)", re.IGNORECASE
        )

    def name(self, client: str) -> str:
        """Give what a client is called here: A, B, …, Z, then AA and so on."""
        if client not in self._called:
            self._called[client] = _letters(len(self._called))
        return self._called[client]

    def text(self, text: str, client_word: str) -> str:
        """Give a text without anybody; `client_word` is "Client" in the reader's language."""
        plain = unicodedata.normalize("NFC", text)
        without = _REACHABLE.sub(lambda found: found[0] if self._may_stay(found[0]) else GONE, plain)
        return self._pattern.sub(lambda found: f"{client_word} {self.name(self._owner(found[0]))}", without)

    def _may_stay(self, found: str) -> bool:
        """Whether a link, a handle or a number is a date or leads to whom the text may name."""
        if self._kept is None:
            return False
        words = re.split(r"[^\w.-]+", found.lower())
        return _DATE.fullmatch(found) is not None or not self._kept.isdisjoint(words)

    def _owner(self, found: str) -> str:
        """Give whose it is; letters that only count as alike, such as a long s, are looked for one by one."""
        known = self._owners.get(_folded(found))
        return known or next(
            owner for part, owner in self._owners.items() if re.fullmatch(re.escape(part), found, re.IGNORECASE)
        )


def _parts(person: Person) -> Iterable[str]:
    """Give all by which a person is known, with accents and without: names, their parts, label, handles."""
    for part in _written(person):
        yield part
        marks = unicodedata.normalize("NFD", part)
        yield unicodedata.normalize("NFC", "".join(each for each in marks if not unicodedata.combining(each)))


def _written(person: Person) -> Iterable[str]:
    for name in (person.label, *person.names):
        whole = _folded(name)
        if len(whole) >= _SHORTEST:
            yield whole
        for part in re.split(r"[\s,.\-]+", whole):
            if len(part) > _SHORTEST:
                yield part
    for key in person.accounts:
        handle = _folded(key.partition(":")[2])
        yield handle
        yield handle.partition("@")[0]


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _letters(number: int) -> str:
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
