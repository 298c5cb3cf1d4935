"""The phrases by which a draft may tell of clients, diagnose or prescribe: data, one file a language.

A file names `words`, which stand for alternatives, and `phrases`: each with a `name`, a `kind`, a regular expression
(`{word}` stands for one of the words), what takes it back if it stands in the same sentence (`unless`), and examples
that must match and that must not. Patterns meet lower case, straight quotes and single spaces. A phrase that is
broken is off, and said; the others stand.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from protocol.messages import DraftKind

FOLDER = Path(__file__).with_name("phrases")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, ready to be looked for in a sentence."""

    language: str
    name: str
    kind: DraftKind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None

    def find(self, sentence: str) -> re.Match[str] | None:
        """Give where it stands in a sentence, unless something there takes it back."""
        found = self.pattern.search(sentence)
        if found is None or (self.unless is not None and self.unless.search(sentence)):
            return None
        return found


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases that hold, and a sentence for each that doesn't."""

    good: tuple[Phrase, ...]
    problems: tuple[str, ...]


@cache
def shipped() -> Phrases:
    """Read the phrases of all languages, once."""
    return read(sorted(FOLDER.glob("*.json")))


def read(files: Iterable[Path]) -> Phrases:
    """Read files of phrases; what can't be used is named and left out."""
    good: list[Phrase] = []
    problems: list[str] = []
    for file in files:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            language, words, phrases = data["language"], data["words"], data["phrases"]
        except (OSError, ValueError, KeyError, TypeError):
            problems.append(f"The phrases in {file.name} can't be read, so that language is off.")
            continue
        for place, entry in enumerate(phrases, 1):
            try:
                good.append(_phrase(language, words, entry))
            except (re.error, KeyError, TypeError, AttributeError, ValueError):
                name = entry.get("name", f"number {place}") if isinstance(entry, dict) else f"number {place}"
                problems.append(f"The phrase “{name}” in {file.name} is broken, so it is off.")
    return Phrases(tuple(good), tuple(problems))


def _phrase(language: str, words: dict[str, str], entry: dict[str, Any]) -> Phrase:
    if entry["kind"] not in get_args(DraftKind):
        raise ValueError(entry["kind"])
    unless = entry.get("unless")
    return Phrase(
        language,
        entry["name"],
        entry["kind"],
        re.compile(_filled(entry["pattern"], words)),
        None if unless is None else re.compile(_filled(unless, words)),
    )


def _filled(pattern: str, words: dict[str, str]) -> str:
    """Put the words in, also those that words are made of; raises KeyError for one that isn't there."""
    for _ in range(3):
        pattern = re.sub(r"\{([a-z_]+)\}", lambda found: words[found[1]], pattern)
    return pattern
