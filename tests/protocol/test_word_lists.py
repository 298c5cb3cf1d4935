"""Word lists of all languages are one: no word that does something in one language may take it back in another.

A press that takes back is let through, so such a word would let the other through too.
"""

import re

import pytest

from protocol.reading import shipped
from protocol.vocabulary import Adapter

LANGUAGES = {
    "en",
    "es",
    "pt",
    "fr",
    "de",
    "it",
    "nl",
    "pl",
    "ru",
    "tr",
    "ar",
    "he",
    "hi",
    "id",
    "ja",
    "ko",
    "zh",
    "vi",
    "th",
    "sv",
    "da",
    "fi",
    "cs",
    "uk",
    "el",
    "ro",
    "hu",
}
"""Norwegian, of which sites say `no` or `nb`, besides."""

TRANSLATED = ("Bluesky", "Facebook", "Instagram", "LinkedIn", "Threads", "YouTube")
"""Sites in all these languages whose controls words tell."""


def folded(text: str) -> str:
    """As extension/content/evidence.js compares labels."""
    return re.sub(r"\s+", " ", text).strip().replace("\u2019", "'").lower()


def holds(words: list[str], label: str) -> bool:
    """Whether one of the words, which may leave a part open, is this label."""
    return any(re.fullmatch(re.escape(folded(word)).replace(r"\*", ".+"), label) for word in words)


def lists_of(adapter: Adapter) -> tuple[set[str], set[str]]:
    """Give the lists by which something is done, and those by which it is taken back."""
    back = {name for rule in adapter.controls if rule.undo is True for part in rule.find for name in part.label}
    for rule in adapter.controls:
        back |= {name for part in (rule.undo if isinstance(rule.undo, list) else []) for name in part.label}
    return set(adapter.labels) - back, back


@pytest.mark.parametrize("adapter", shipped(), ids=lambda adapter: adapter.name)
def test_no_word_both_does_and_takes_back(adapter: Adapter) -> None:
    does, takes_back = lists_of(adapter)
    back = [word for name in takes_back for words in adapter.labels[name].values() for word in words]
    both = [
        (name, word)
        for name in does
        for words in adapter.labels[name].values()
        for word in words
        if holds(back, folded(word).replace("*", "jane"))
    ]
    assert both == []


@pytest.mark.parametrize("adapter", [each for each in shipped() if each.name in TRANSLATED], ids=lambda each: each.name)
def test_a_list_of_a_translated_site_has_a_word_in_each_language(adapter: Adapter) -> None:
    missing = {
        name: sorted(LANGUAGES - set(words)) for name, words in adapter.labels.items() if not set(words) >= LANGUAGES
    }
    assert missing == {}
    assert [name for name, words in adapter.labels.items() if not words.keys() & {"no", "nb"}] == []
