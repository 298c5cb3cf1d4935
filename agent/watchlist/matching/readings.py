"""A name as the ways in which it can be read: tuples of words, the first name first and the family name last.

Titles, pronouns, particles and what stands after a bar or a dot go; "Doe, Jamie" is turned round; a second name in
brackets or quotes stands for the first name or the family name; words may have been written together.
"""

import re
import unicodedata

from agent.watchlist.matching.letters import plain, spellings
from agent.watchlist.matching.sounds import sound
from agent.watchlist.matching.wordlists import BORN, PARTICLES, PRONOUNS, TITLES, TITLES_AFTER_COMMA

MOST_WORDS = 8
MOST_READINGS = 8
LONGEST_WORD = 40
"""Letters: longer ones name nobody, and would only cost time."""

_CUT = re.compile(r"\s[-\u2013\u2014~]+\s|[|\u2022\u00b7\u2013\u2014/@#~:;+&]|\s\u30fb\s|\s(?:and|und|et|with)\s")
_ASIDE = re.compile(
    '[(\\[{\u00ab\u201c\u201e"\u201a\u2018\u300c]([^()\\[\\]{}\u00ab\u00bb\u201c\u201d\u201e"]{0,60}?)'
    "[)\\]}\u00bb\u201c\u201d\"\u2019\u300d]|(?<!\\w)'([^']{1,60})'(?!\\w)"
)
_APOSTROPHES = re.compile("['\u2019\u02bc\u2018`\u00b4]")
_WORD = re.compile(r"[^\W_]+")
_TOO_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Word:
    """A word of a name in plain letters."""

    __slots__ = ("_key", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._key: str | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def key(self) -> str:
        """How it sounds; found at the first need, since most words of a list are never asked for."""
        if self._key is None:
            self._key = sound(self.text)
        return self._key

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter of an alphabet; one character of Chinese is a whole word."""
        return len(self.text) == 1 and self.text.isascii()


Reading = tuple[Word, ...]
_SIMPLE = re.compile("[A-Za-z]{2,40} [A-Za-z]{2,40}")
"""What most names are: nothing in them can be read in two ways."""


def readings(name: str) -> tuple[Reading, ...]:
    """Give the readings of a name that have two words or more, the likeliest first; none if it has no such."""
    simple = _SIMPLE.fullmatch(name)
    if simple is not None and TITLES.isdisjoint(words := simple.group().lower().split()):
        return (tuple(map(Word, words)),)
    found: dict[tuple[str, ...], None] = {}
    main, asides = _without_asides(plain(name.replace(".", ". ") if "." in name else name))
    for words in _orders(main):
        for variant in _with_asides(words, asides):
            for spelt in _spelt(variant):
                for reading in (_without_particles(spelt), *_joined(spelt)):
                    if len(reading) > 1:
                        found.setdefault(reading)
    return tuple(tuple(map(Word, texts)) for texts in list(found)[:MOST_READINGS])


def whole(reading: Reading) -> str:
    """Give the words of a reading written together."""
    return "".join(word.text for word in reading)


def written_together(name: str) -> str | None:
    """Give a name that is one word as it stands: `jamiedoe`, or Chinese; None if it is none or too short."""
    words = [word for word in _WORD.findall(_APOSTROPHES.sub("", plain(name))) if word not in TITLES]
    if len(words) != 1 or len(words[0]) > LONGEST_WORD:
        return None
    least = 3 if _TOO_EASTERN.search(words[0]) else 6
    return words[0] if len(words[0]) >= least else None


def _without_asides(text: str) -> tuple[str, list[str]]:
    """Part what stands in brackets or quotes from the rest, and cut what comes after a bar."""
    inside = [one or other for one, other in _ASIDE.findall(text)]
    outside = _ASIDE.sub(" ", text) if inside else text
    pieces = _CUT.split(outside) if _CUT.search(outside) else [outside]
    main = next((piece for piece in pieces if len(_WORD.findall(piece)) > 1), pieces[0])
    asides = [_words(each, TITLES_AFTER_COMMA | PRONOUNS) for each in inside]
    return main, [words[0] for words in asides if len(words) == 1 and len(words[0]) > 1][:2]


def _words(text: str, without: frozenset[str]) -> list[str]:
    found = _WORD.findall(_APOSTROPHES.sub("", text))
    return [word for word in found if word not in without and not word.isdigit() and len(word) <= LONGEST_WORD]


def _orders(text: str) -> list[list[str]]:
    """Give the words in the order of speech: what stands before a comma is the family name, or all of it."""
    first, *others = text.split(",")
    before = _words(_dotted(first), TITLES)
    rest = [found for part in others if (found := _words(_dotted(part), TITLES_AFTER_COMMA))]
    if not rest:
        return [before[:MOST_WORDS]]
    turned = [*rest[0], *before][:MOST_WORDS]
    return [turned, before[:MOST_WORDS]] if len(before) > 1 else [turned]


def _dotted(text: str) -> str:
    """Write `ph. d.` and `l. m. f. t.` together, if that makes a title."""
    return _DOTTED.sub(lambda found: _together(found.group()), text) if "." in text else text


_DOTTED = re.compile(r"\b(?:\w{1,3}\.\s*){2,6}|\b(?:\w{1,3}\.\s*){1,5}\w\b")


def _together(text: str) -> str:
    joined = re.sub(r"[.\s]", "", text)
    return f" {joined} " if joined in TITLES_AFTER_COMMA and joined not in {"jr", "sr"} else text  # J.R. is a name too


def _with_asides(words: list[str], asides: list[str]) -> list[list[str]]:
    """Give the words, and again with each other name for the first, and for the last."""
    born = next((place for place, word in enumerate(words) if place > 1 and word in BORN), None)
    if born is not None:
        asides = [*words[born + 1 : born + 2], *asides]
        words = words[:born]
    found = [words]
    for aside in asides if words else ():
        found += [[aside, *words[1:]], [*words[:-1], aside]] if len(words) > 1 else [[*words, aside]]
    return found


def _spelt(words: list[str]) -> list[list[str]]:
    """Give the words in Latin letters, in both ways where there are two."""
    ways = [spellings(word) for word in words]
    first = [_plain_again(way[0]) for way in ways]
    if all(len(way) == 1 for way in ways):
        return [first]
    return [first, [_plain_again(way[-1]) for way in ways]]


def _plain_again(word: str) -> str:
    return word if word.isascii() else "".join(letter for letter in word if unicodedata.category(letter)[0] in "LN")


def _is_particle(words: list[str], place: int) -> bool:
    """Whether a word is a particle here: not the last, and the first only if two words are left without it."""
    return words[place] in PARTICLES and place + 1 < len(words) and (place > 0 or len(words) > 2)


def _without_particles(words: list[str]) -> tuple[str, ...]:
    return tuple(word for place, word in enumerate(words) if word and not _is_particle(words, place))


def _joined(words: list[str]) -> list[tuple[str, ...]]:
    """Give the readings in which two words, or particles and their name, are written together."""
    found = []
    for start in range(len(words) - 1):
        end = start + 2
        while end < len(words) and _is_particle(words, end - 1):
            end += 1
        if (
            len(words) - (end - start) < 1
            or len(words[end - 1]) < 2
            or (len(words[start]) < 2 and words[start] not in "odl")
        ):
            continue
        tail = "".join(words[start + 1 : end])
        heads = _ARTICLES if words[start] in _ARTICLES else (words[start],)
        found += [_without_particles([*words[:start], head + tail, *words[end:]]) for head in heads]
    return found


_ARTICLES = ("al", "el")
"""One article of Arabic, written in two ways."""
