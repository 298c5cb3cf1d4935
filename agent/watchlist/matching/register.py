"""The names of all clients, so arranged that those like a shown one are found without looking at each.

A shown name is parted into words; each leads to the clients who have that word, a short form of it, one that sounds the
same or one that may be it misspelt. Who has two such words, or one and an initial, is compared exactly.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from agent.watchlist.matching.likeness import Likeness, best_likeness
from agent.watchlist.matching.readings import Reading, Word, readings, whole, written_together
from agent.watchlist.matching.wordlists import relatives
from agent.watchlist.matching.words import LEAST_MISSPELT, is_near

TOGETHER = 0.9
"""The score of a name that is written as one word."""
HINT = 0.08
"""What a handle adds that has a first name and a family name in it; it never makes a resemblance by itself."""
_IN_HANDLE = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One name of a client."""

    client: str
    name: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A client whom a shown name resembles: the score from 0.5 to 1, the name on the list, and the reasons."""

    client: str
    name: str
    score: float
    why: tuple[tuple[str, str, str], ...]

    @property
    def points(self) -> int:
        """The score of 100."""
        return round(self.score * 100)


@dataclass(slots=True, eq=False)
class Register:
    """All names of all clients."""

    words: dict[str, tuple[Word, list[Listed]]] = field(default_factory=dict)
    sounds: dict[str, list[str]] = field(default_factory=dict)
    near: dict[str, list[str]] = field(default_factory=dict)
    together: dict[str, list[Listed]] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        """Whether the same names are there, in whatever order they came."""
        return isinstance(other, Register) and other._contents() == self._contents()

    __hash__ = None  # type: ignore[assignment]

    def _contents(self) -> tuple[object, ...]:
        words = {text: sorted((each.client, each.name) for each in names) for text, (_, names) in self.words.items()}
        together = {key: sorted((each.client, each.name) for each in names) for key, names in self.together.items()}
        indexes = [{key: sorted(found) for key, found in index.items()} for index in (self.sounds, self.near)]
        return words, together, *indexes

    def put(self, client: str, name: str) -> None:
        """Add a name of a client; one that couldn't tell a person is left out."""
        found = tuple(tuple(map(self._known, reading)) for reading in readings(name))
        listed = Listed(client, name, found)
        for word in {word.text for reading in found for word in reading}:
            self.words[word][1].append(listed)
        for key in _together(name, found):
            self.together.setdefault(key, []).append(listed)

    def drop(self, client: str, name: str) -> None:
        """Take a name out, as it was put."""
        found = readings(name)
        for text in {word.text for reading in found for word in reading} & self.words.keys():
            word, names = self.words[text]
            names[:] = _without(names, client, name)
            if not names:
                self._forget(word)
        for key in _together(name, found) & self.together.keys():
            self.together[key] = _without(self.together[key], client, name)
            if not self.together[key]:
                del self.together[key]

    def _known(self, word: Word) -> Word:
        """Give the word as it is kept, so that each is kept once."""
        if word.text not in self.words:
            self.words[word.text] = (word, [])
            self.sounds.setdefault(word.key, []).append(word.text)
            for place in _places(word.text):
                self.near.setdefault(place, []).append(word.text)
        return self.words[word.text][0]

    def _forget(self, word: Word) -> None:
        del self.words[word.text]
        for index, key in ((self.sounds, word.key), *((self.near, place) for place in _places(word.text))):
            index[key].remove(word.text)
            if not index[key]:
                del index[key]

    def resembling(self, name: str, handle: str = "") -> list[Resemblance]:
        """Give the clients whom a shown name resembles, the likest first, each once. Nothing of it is kept."""
        best: dict[str, Resemblance] = {}
        for listed, found in self._compared(name):
            score = min(1.0, found.score + HINT) if found.score < 1 and _is_hinted(listed, handle) else found.score
            why = (*found.why, ("handle", "", "")) if score != found.score else found.why
            if listed.client not in best or best[listed.client].score < score:
                best[listed.client] = Resemblance(listed.client, listed.name, score, why)
        return sorted(best.values(), key=lambda each: (-each.score, each.client))

    def _compared(self, name: str) -> Iterator[tuple[Listed, Likeness]]:
        shown = readings(name)
        key = written_together(name) or (None if name.isascii() or not shown else whole(shown[0]))
        if key is not None:
            for listed in self.together.get(key, ()):
                yield listed, Likeness(TOGETHER, (("together", key, listed.name),))
        for listed in self._candidates(shown):
            found = best_likeness(shown, listed.readings)
            if found is not None:
                yield listed, found

    def _candidates(self, shown: tuple[Reading, ...]) -> set[Listed]:
        words = {word for reading in shown for word in reading}
        sets = [self._having(word) for word in words if not word.is_initial]
        found: set[Listed] = set()
        for one, other in combinations(sets, 2):
            found |= one & other
        initials = {word.text for word in words if word.is_initial}
        if initials:
            for listed in set().union(*sets):
                if any(word.text[0] in initials for reading in listed.readings for word in reading):
                    found.add(listed)
        return found

    def _having(self, word: Word) -> set[Listed]:
        """Give the names that have a word like this one, or its initial."""
        like = {word.text, word.text[0], *self.sounds.get(word.key, ()), *relatives(word.text)}
        for place in _places_nearby(word.text):
            like.update(other for other in self.near.get(place, ()) if is_near(word.text, other))
        return {listed for text in like if text in self.words for listed in self.words[text][1]}


def _places(text: str) -> tuple[str, ...]:
    """Give beginning and end of a word, each with its length: one of them is right where a letter isn't."""
    if len(text) < LEAST_MISSPELT:
        return ()
    return (f"{text[:2]}-{len(text)}", f"{text[0]}-{text[-2:]}{len(text)}")


def _places_nearby(text: str) -> Iterator[str]:
    """Give the places of words that may be this one misspelt: as long, or longer or shorter by what may be missing."""
    if len(text) >= LEAST_MISSPELT:
        for length in range(len(text) - 2, len(text) + 3):
            yield f"{text[:2]}-{length}"
            yield f"{text[0]}-{text[-2:]}{length}"


def _together(name: str, found: tuple[Reading, ...]) -> set[str]:
    """Give the ways to write a name as one word."""
    keys = {whole(order) for reading in found[:1] for order in (reading, reading[::-1])}
    return keys | {key for key in (written_together(name),) if key is not None and not key.isascii()}


def _without(names: list[Listed], client: str, name: str) -> list[Listed]:
    return [listed for listed in names if (listed.client, listed.name) != (client, name)]


def _is_hinted(listed: Listed, handle: str) -> bool:
    """Whether a handle has the first name and the family name of a reading in it, parted or as all that it is."""
    words = _IN_HANDLE.findall(handle.lower())
    return any(
        {reading[0].text, reading[-1].text} <= set(words) or "".join(words) in {whole(reading), whole(reading[::-1])}
        for reading in listed.readings
    )
