"""Reading a draft, sentence by sentence: pure, and fast enough to be asked at every pause in the typing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from agent.practice.drafts.phrases import Phrase
from agent.practice.drafts.weighing import Weights
from protocol.messages.drafts import DraftHint

MOST_HINTS = 20
"""A draft that has more is beyond help by hints."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:\.(?=\S)[^.!?…\n]*)*[.!?…]*")
"""Up to a full stop that ends something: one between letters or figures (“St.John's”, “2.5 mg”) doesn't."""
_STRAIGHT = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
        "\t": " ",
    }
)
_LONGEST = 1000
"""Letters of a sentence that are read in one piece; a longer one is read in several."""
_BEFORE, _AFTER = 3, 2
"""Sentences around one that say whom its “she” means."""
_POST, _PIECE = 6, 2
"""Sentences that are weighed as a whole; of a draft that has more, so many at a time, so that none is drowned out."""
_SURER = 0.15
"""What such a part must weigh more, since it has less to go by."""
AGAINST = -0.2
"""A post that weighs less is innocent, whatever a phrase in it says: somebody's patients in a novel."""
WEIGHED = "the post as a whole"
"""The name of a hint that no phrase gave, but the weights."""


def hints(
    text: str, phrases: Sequence[Phrase], topics: Iterable[str] = (), weights: Weights | None = None
) -> list[DraftHint]:
    """Give what a therapist may want to think about before this is published, in the order of the text.

    `topics` are the therapist's own words for what polarises, with `*` for any ending. Each place is hinted at once.
    `weights` weigh the post as a whole, which finds what no phrase does, and takes back what a phrase got wrong.
    """
    wanted = [(topic, _topic(topic)) for topic in topics if topic.strip("* ")]
    found: list[list[DraftHint]] = []
    sentences = list(_sentences(text))
    for place, sentence in enumerate(sentences):
        around = " ".join(sentences[max(0, place - _BEFORE) : place + _AFTER + 1]).lower()
        found.append(_of_sentence(sentence, around, phrases, wanted))
        if sum(map(len, found)) >= MOST_HINTS:
            break
    if weights is not None and sentences:
        _weigh(sentences[: len(found)], found, weights)
    return [hint for each in found for hint in each][:MOST_HINTS]


def _weigh(sentences: Sequence[str], found: Sequence[list[DraftHint]], weights: Weights) -> None:
    """Take back hints where all speaks against them, and add one to a piece that has none and weighs too much."""
    length, least = (len(sentences), 0.0) if len(sentences) <= _POST else (_PIECE, _SURER)
    kinds = [{hint.kind for hint in each if hint.kind != "topic"} for each in found]
    for start in range(len(sentences) - length + 1):
        piece = range(start, start + length)
        whole = " ".join(sentences[place] for place in piece)
        weight = weights.weigh(whole, set().union(*(kinds[place] for place in piece)))
        if weight < AGAINST:
            for place in piece:
                if kinds[place] and weights.weigh(sentences[place], kinds[place]) < AGAINST:
                    found[place][:] = [hint for hint in found[place] if hint.kind == "topic"]
        elif weight > least and all(hint.kind == "topic" for place in piece for hint in found[place]):
            heaviest = max(piece, key=lambda place: weights.weigh(sentences[place]))
            found[heaviest].append(DraftHint(weights.kind(whole), WEIGHED, sentences[heaviest]))


def _sentences(text: str) -> Iterator[str]:
    for found in _SENTENCE.finditer(unicodedata.normalize("NFC", text)):
        rest = re.sub(" +", " ", found[0].translate(_STRAIGHT)).strip()
        while rest:
            end = len(rest) if len(rest) <= _LONGEST else rest.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
            yield rest[:end].strip()
            rest = rest[end:].lstrip()


def _of_sentence(
    sentence: str, around: str, phrases: Sequence[Phrase], topics: Sequence[tuple[str, re.Pattern[str]]]
) -> list[DraftHint]:
    plain = sentence.lower()
    if len(plain) != len(sentence):  # a letter that has another length in lower case: places would be off
        sentence = plain
    places: list[tuple[int, int]] = []
    found: list[DraftHint] = []

    def add(match: re.Match[str] | None, kind: str, name: str) -> None:
        if match is None or any(start < match.end() and match.start() < end for start, end in places):
            return
        places.append(match.span())
        found.append(DraftHint(kind, name, sentence[match.start() : match.end()].strip()))  # type: ignore[arg-type]

    for phrase in phrases:
        add(phrase.find(plain, around), phrase.kind, phrase.name)
    for name, pattern in topics:
        add(pattern.search(plain), "topic", name)
    return [hint for _, hint in sorted(zip(places, found, strict=True), key=lambda each: each[0])]


def _topic(topic: str) -> re.Pattern[str]:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in topic.lower().translate(_STRAIGHT).split()]
    return re.compile(rf"(?<!\w){' '.join(words)}(?!\w)")
