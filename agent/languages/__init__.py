"""What the agent says, in the language of who asked.

Sentences are written in English where they arise, with names and numbers put into them. Here they are recognised by
what stands around those, and said in the other language with the same names and numbers in their places: so nothing
that raises an error needs to know of languages. What isn't recognised stays English; a test finds what would.
"""

import re
from functools import cache
from pathlib import Path

import msgspec

OTHERS = ("es", "de")
"""Languages beside English; each has its catalogue in this folder."""

_DEPTH = 3
"""Sentences within sentences: so deep do they go at most."""
_PLACE = re.compile(r"\\\{(\d)\\\}")
_BETWEEN = re.compile(r"(?<=[.?]) ")

Pattern = tuple[re.Pattern[str], str]


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A catalogue: English to the other language, `{1}` where something is put in; `parts` are what may be put in."""

    sentences: dict[str, str]
    parts: dict[str, str]


class Catalogue:
    """One language."""

    def __init__(self, kept: _Kept) -> None:
        self._sentences, self._parts = kept.sentences, kept.parts
        self._patterns = _patterns(kept.sentences)
        self._part_patterns = _patterns(kept.parts)

    def say(self, sentence: str) -> str:
        """Give one or several sentences in this language; unchanged where none is known."""
        found = self._whole(sentence, _DEPTH)
        if found is not None:
            return found
        return " ".join(self._whole(one, _DEPTH) or one for one in _BETWEEN.split(sentence))

    def _whole(self, text: str, depth: int) -> str | None:
        if text in self._sentences:
            return self._sentences[text]
        for pattern, translation in self._patterns:
            if match := pattern.fullmatch(text):
                return self._filled(translation, match, depth)
        return None

    def _filled(self, translation: str, match: re.Match[str], depth: int) -> str:
        """Put in what was put in, said in this language if it is known."""
        values = {f"{{{name[1:]}}}": self._part(value, depth - 1) for name, value in match.groupdict().items()}
        return re.sub(r"\{\d\}", lambda place: values[place.group()], translation)

    def _part(self, text: str, depth: int) -> str:
        if depth == 0:
            return text
        if text.endswith((".", "?")):
            return self.say(text) if depth == _DEPTH - 1 else text
        if text in self._parts:
            return self._parts[text]
        for pattern, translation in self._part_patterns:
            if match := pattern.fullmatch(text):
                return self._filled(translation, match, depth)
        return text


def _patterns(catalogue: dict[str, str]) -> list[Pattern]:
    """Compile what has places; what says more around them comes first, since it tells more."""
    with_places = [english for english in catalogue if "{1}" in english]
    with_places.sort(key=lambda english: len(re.sub(r"\{\d\}", "", english)), reverse=True)
    return [
        (re.compile(_PLACE.sub(r"(?P<p\1>.+?)", re.escape(english)), re.DOTALL), catalogue[english])
        for english in with_places
    ]


@cache
def catalogue(language: str) -> Catalogue | None:
    """Give the catalogue of a language; None for English and for what isn't known, which then is English."""
    if language not in OTHERS:
        return None
    path = Path(__file__).with_name(f"{language}.json")
    return Catalogue(msgspec.json.decode(path.read_bytes(), type=_Kept))


def say(language: str, sentence: str) -> str:
    """Give a sentence in a language."""
    found = catalogue(language)
    return found.say(sentence) if found else sentence
