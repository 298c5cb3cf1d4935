"""The phrases by which a draft may tell of clients, diagnose or prescribe: data, one file a language.

`docs/drafts.md` says how a file is written. Patterns meet lower case, straight quotes and single spaces, and only whole
words. A phrase that is broken is off, and said; the others stand.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from protocol.messages.drafts import DraftKind

FOLDER = Path(__file__).with_name("phrases")
Alternatives = str | list[str]
"""A regular expression, or several of which one must match."""
_QUOTED = re.compile('"[^"]*"')
"""What somebody else is quoted with takes nothing back: “my wife” in it isn't the therapist's."""
_WORD = re.compile(r"[\w']+")
_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, ready to be looked for in a sentence."""

    language: str
    name: str
    kind: DraftKind
    pattern: re.Pattern[str]
    beside: re.Pattern[str] | None
    unless: tuple[re.Pattern[str], ...]
    around: bool

    def find(self, sentence: str, around: str) -> re.Match[str] | None:
        """Give where it stands in a sentence, if what it needs stands beside it and nothing takes it back.

        Beside it is in the sentence, or in those `around` it too, for a phrase that only they make clear.
        """
        found = self.pattern.search(sentence)
        if found is None:
            return None
        where = around if self.around else sentence
        if self.beside is not None and not self.beside.search(where):
            return None
        said = _QUOTED.sub('""', where)
        return None if any(each.search(said) for each in self.unless) else found


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases that hold, and a sentence for each that doesn't."""

    good: tuple[Phrase, ...]
    problems: tuple[str, ...]
    common: dict[str, frozenset[str]]
    """By language, the words that tell it from the others, since “he” is one thing in English, another in Spanish."""

    def for_text(self, text: str) -> tuple[Phrase, ...]:
        """Give the phrases of the languages that a text may be in: all, where its words don't say."""
        words = _WORD.findall(text.lower())
        counts = {language: sum(word in common for word in words) for language, common in self.common.items()}
        most = max(counts.values(), default=0)
        return tuple(each for each in self.good if counts.get(each.language, 0) * 2 >= most)


@cache
def shipped() -> Phrases:
    """Read the phrases of all languages, once."""
    return read(sorted(FOLDER.glob("*.json")))


def read(files: Iterable[Path]) -> Phrases:
    """Read files of phrases; what can't be used is named and left out."""
    good: list[Phrase] = []
    problems: list[str] = []
    common: dict[str, frozenset[str]] = {}
    for file in files:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            grammar, phrases = _Grammar(data["language"], data["words"], data.get("unless", {})), data["phrases"]
            common[data["language"]] = frozenset(data.get("common", ()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            problems.append(f"The phrases in {file.name} can't be read, so that language is off.")
            continue
        for place, entry in enumerate(phrases, 1):
            try:
                good.append(grammar.phrase(entry))
            except (re.error, KeyError, TypeError, AttributeError, ValueError, RecursionError):
                name = entry.get("name", f"number {place}") if isinstance(entry, dict) else f"number {place}"
                problems.append(f"The phrase “{name}” in {file.name} is broken, so it is off.")
    return Phrases(tuple(good), tuple(problems), common)


class _Grammar:
    """The words of one language, and what takes back all phrases of a kind."""

    def __init__(self, language: str, words: dict[str, Alternatives], unless: dict[str, Alternatives]) -> None:
        self._language, self._words, self._unless = language, words, unless
        self._filled: dict[str, str] = {}

    def phrase(self, entry: dict[str, Any]) -> Phrase:
        """Make a phrase ready; raises what `read` names it broken for."""
        kind = entry["kind"]
        if kind not in get_args(DraftKind):
            raise ValueError(kind)
        return Phrase(
            self._language,
            entry["name"],
            kind,
            self._compiled(entry["pattern"]),
            self._compiled(entry["with"]) if "with" in entry else None,
            tuple(self._compiled(each) for each in (entry.get("unless"), self._unless.get(kind)) if each),
            bool(entry.get("around", False)),
        )

    def _compiled(self, pattern: Alternatives) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self._text(pattern)}(?!\w)")

    def _text(self, pattern: Alternatives) -> str:
        """Put the words in, also those that words are made of; KeyError for one that isn't there."""
        joined = pattern if isinstance(pattern, str) else "|".join(pattern)
        return f"(?:{_NAME.sub(lambda found: self._word(found[1]), joined)})"

    def _word(self, name: str) -> str:
        if name not in self._filled:
            self._filled[name] = self._text(self._words[name])
        return self._filled[name]
