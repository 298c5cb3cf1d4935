"""Clients whose names stand in a text, such as a post that is being written: found in one pass over its words.

A name counts by two of its words, one beside the other in either order or with middle names between, the given one
also as a short form; a single first name never does. A name of one word counts where it is no known first name and is
written with a capital. What is looked through is forgotten.
"""

import re
from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from agent.watchlist.matching.letters import plain
from agent.watchlist.matching.wordlists import PARTICLES, is_given, is_surname, relatives

K = TypeVar("K")
_WORD = re.compile(r"[^\W\d_]+")
_BESIDE = re.compile(r"(?:[ \t\u00a0,\u2019'-]|\. ?){1,2}")
"""What may stand between two words of one name; a full stop only behind an initial."""
_MOST_BETWEEN = 2
"""Middle names that a text may have where the list has none."""
_SHORTEST = 2
_SHORTEST_ALONE = 5
_ORDINARY = frozenset(
    "will young may rose grace hope mark art dawn faith joy day king long love rich best good wise small little brown "
    "white black green gray grey hill wood woods field rivers bush stone price cook baker hunter major case bond bell "
    "banks park lane street church page chase rush june april august summer sunny christian pat rob bill sue frank "
    "ernest drew jack dean grant wade heather ivy daisy lily olive ginger pearl ruby amber crystal robin jay melody "
    "harmony charity patience prudence verity".split()
)
"""English words that are names as well: in a text without capitals they are words."""


class Named(NamedTuple):
    """A client whose name stands in a text, and the words by which it does, folded."""

    client: str
    words: str


class _Seen(NamedTuple):
    word: str
    raw: str
    start: int
    end: int


@dataclass(slots=True)
class Naming:
    """The names of all clients, by the words of which two tell a person."""

    pairs: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    second: dict[str, int] = field(default_factory=dict)
    alone: dict[str, list[str]] = field(default_factory=dict)

    def put(self, client: str, name: str) -> None:
        """Add a name of a client."""
        pairs, alone = _parts(name)
        for pair in pairs:
            insort(self.pairs.setdefault(pair, []), client)
            self.second[pair[1]] = self.second.get(pair[1], 0) + 1
        if alone:
            insort(self.alone.setdefault(alone, []), client)

    def drop(self, client: str, name: str) -> None:
        """Take a name out, as it was put."""
        pairs, alone = _parts(name)
        for pair in pairs:
            _remove(self.pairs, pair, client)
            self.second[pair[1]] -= 1
            if not self.second[pair[1]]:
                del self.second[pair[1]]
        if alone:
            _remove(self.alone, alone, client)

    def found(self, text: str) -> Iterator[Named]:
        """Give the clients whom a text names, in its order; one may come more than once."""
        if not self.pairs and not self.alone:
            return
        seen = [_Seen(plain(each[0]), each[0], each.start(), each.end()) for each in _WORD.finditer(text)]
        has_capitals = any(letter.isupper() for letter in text)
        for at, first in enumerate(seen):
            if first.word in self.alone and first.raw[0].isupper():
                yield from (Named(client, first.word) for client in self.alone[first.word])
            for number, other in enumerate(_beside(text, seen, at)):
                if _is_name(first, other, has_capitals=has_capitals):
                    yield from self._pair(first.word, other.word, either=number == 0)

    def _pair(self, one: str, other: str, *, either: bool) -> Iterator[Named]:
        """Give whom two words name, in `either` order or in the one given."""
        for given, family in ((one, other), (other, one))[: 1 + either]:
            if family in self.second:
                for form in (given, *relatives(given)):
                    for client in self.pairs.get((form, family), ()):
                        yield Named(client, f"{form} {family}")


def _parts(name: str) -> tuple[set[tuple[str, str]], str]:
    """Give the pairs of words that tell a name, or the one word that does."""
    words = [word for each in _WORD.findall(name) if len(word := plain(each)) >= _SHORTEST and word not in PARTICLES]
    if len(words) == 1:
        (word,) = words
        is_rare = len(word) >= _SHORTEST_ALONE and not is_given(word) and not is_surname(word) and word not in _ORDINARY
        return set(), word if is_rare else ""
    return {(words[0], other) for other in words[1:] if other != words[0]}, ""


def _beside(text: str, seen: list[_Seen], at: int) -> Iterator[_Seen]:
    """Give the words that may belong to the same name as one before them."""
    for before, after in zip(seen[at : at + 2 + _MOST_BETWEEN], seen[at + 1 :], strict=False):
        gap = text[before.end : after.start]
        if not _BESIDE.fullmatch(gap) or ("." in gap and len(before.raw) > 1):
            return
        yield after
        if after.raw[0].islower() and after.word not in PARTICLES:
            return


def _is_name(one: _Seen, other: _Seen, *, has_capitals: bool) -> bool:
    """Whether two words are written as names are: with capitals, or where nothing has any."""
    if not one.raw[0].islower() and not other.raw[0].islower():
        return True
    return not has_capitals and not {one.word, other.word} <= _ORDINARY


def _remove(index: dict[K, list[str]], key: K, client: str) -> None:
    index[key].remove(client)
    if not index[key]:
        del index[key]
