"""Weighing a post as a whole: what many weak signs speak for, where no single phrase is sure.

A story that never says “client” is told by its words together: a person, a “she”, an hour, somebody who said something
to me. `weights/classes.json` says which words are of one kind, in three languages; `weights/weights.json` says how much
each part of a text counts. `python -m tests.bench.learning` learns the weights from the bench's made-up sentences.
"""

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

from protocol.messages.drafts import DraftKind

FOLDER = Path(__file__).with_name("weights")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[^\w\s]")
_STRAIGHT = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"'}
)
_APART = 3
"""Words apart at which two kinds of words still count as standing together."""
_SHORT, _LONG = 9, 25
"""Words of a text that is short, and of one that is long."""


class Classes:
    """Kinds of words: whole words, or with `*` for any ending (`depress*`) or any beginning (`*phobie`)."""

    def __init__(self, words: dict[str, list[str]]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._begin: dict[str, set[str]] = {}
        self._end: dict[str, set[str]] = {}
        for name, entries in words.items():
            for entry in entries:
                kept = self._end if entry[0] == "*" else self._begin if entry[-1] == "*" else self._whole
                kept.setdefault(entry.strip("*"), set()).add(name)

    def of(self, word: str) -> list[str]:
        """Give the kinds that a word in lower case is of, in the order of the alphabet."""
        found = set(self._whole.get(word, ()))
        for length in range(2, len(word) + 1):
            found |= self._begin.get(word[:length], set())
            found |= self._end.get(word[-length:], set())
        return sorted(found)


def parts(text: str, classes: Classes, phrases: Iterable[DraftKind] = ()) -> dict[str, float]:
    """Give what a text is made of, each with its share; the shares' squares add up to one.

    `phrases` are the kinds of the phrases that were found in it.
    """
    words = _words(text)
    kinds = [classes.of(word) for word in words]
    counts = Counter([*_of_words(words), *_of_kinds(words, kinds), *_at_all(kinds)])
    counts[f"{'short' if len(words) < _SHORT else 'long' if len(words) > _LONG else 'middling'} text"] = 1
    counts.update(f"a phrase of {kind}" for kind in set(phrases))
    shares = {part: 1 + math.log(count) for part, count in counts.items()}
    whole = math.sqrt(sum(share * share for share in shares.values()))
    return {part: share / whole for part, share in shares.items()}


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", text).translate(_STRAIGHT).lower()
    return ["0" if word.isdigit() else word for word in _WORD.findall(plain)]


def _of_words(words: list[str]) -> Iterator[str]:
    """Words, their beginnings and ends, since they are inflected, and each with the next."""
    for word in words:
        yield word
        if word[0].isalpha():
            yield from (f"{word[:length]}-" for length in (4, 6) if len(word) > length)
            if len(word) > 4:
                yield f"-{word[-3:]}"
    yield from (f"{one} {other}" for one, other in pairwise(["^", *words, "$"]))


def _of_kinds(words: list[str], kinds: list[list[str]]) -> Iterator[str]:
    """Kinds of words, and each with the words and the kinds that stand near."""
    for place, (word, own) in enumerate(zip(words, kinds, strict=True)):
        yield from (f"<{kind}>" for kind in own)
        for apart in range(1, min(_APART, len(words) - place - 1) + 1):
            other, others = words[place + apart], kinds[place + apart]
            if apart < _APART:
                yield from (f"<{kind}> {other}" for kind in own)
                yield from (f"{word} <{kind}>" for kind in others)
            yield from (f"<{one}> <{two}>" for one in own for two in others)


def _at_all(kinds: list[list[str]]) -> Iterator[str]:
    """Pairs of kinds that are in the text anywhere."""
    for one, two in combinations(sorted({kind for own in kinds for kind in own}), 2):
        yield f"<{one}> & <{two}>"


@dataclass(frozen=True, slots=True)
class Side:
    """What each part of a text counts, for telling or for diagnosing and prescribing; above zero is a hint."""

    bias: float
    weights: dict[str, float]

    def weigh(self, shares: dict[str, float]) -> float:
        """Add up what the parts count, each by its share."""
        weights = self.weights
        return self.bias + sum(weights.get(part, 0.0) * share for part, share in shares.items())


@dataclass(frozen=True, slots=True)
class Weights:
    """Two sides of one scale: telling has other words than diagnosing and prescribing, which share theirs."""

    classes: Classes
    tell: Side
    diagnose: Side

    def weigh(self, text: str, phrases: Iterable[DraftKind] = ()) -> float:
        """Give how much a text, with the phrases that were found in it, speaks for a hint: above zero it does."""
        shares = parts(text, self.classes, phrases)
        return max(self.tell.weigh(shares), self.diagnose.weigh(shares))

    def kind(self, text: str) -> DraftKind:
        """Give what a text that gets a hint most likely does."""
        shares = parts(text, self.classes)
        if self.tell.weigh(shares) >= self.diagnose.weigh(shares):
            return "client"
        found = {kind for word in _words(text) for kind in self.classes.of(word)}
        return "prescription" if "medicine" in found or "condition" not in found else "diagnosis"


@cache
def shipped() -> Weights:
    """Read the classes and the weights, once."""
    sides = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    return Weights(read_classes(), Side(**sides["tell"]), Side(**sides["diagnose"]))


def read_classes() -> Classes:
    """Read the classes of words of all languages."""
    found: dict[str, list[str]] = json.loads((FOLDER / "classes.json").read_text(encoding="utf-8"))
    return Classes(found)
