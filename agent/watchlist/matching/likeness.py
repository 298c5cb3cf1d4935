"""How much two names resemble each other, and why in words.

Two words at least must be alike: one as the first name, one as the family name. What one name has besides costs a
little; where both have something that the other hasn't, they are two people's. It is the same either way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from agent.watchlist.matching.readings import Reading
from agent.watchlist.matching.wordlists import is_given, is_surname
from agent.watchlist.matching.words import Alike, Why, alike

SWAPPED = 0.04
MORE = 0.04
"""For each word that only one of the names has."""
MORE_INITIAL = 0.01
OPEN_END = 0.05
"""One name goes on before the first name, or after the family name."""
MOST_MORE = 3
LEAST = 0.5
"""Less is no resemblance."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0.5 to 1, and the reasons: kind, word of one, word of the other."""

    score: float
    why: tuple[tuple[Why | str, str, str], ...]


Pair = tuple[int, int]


def likeness(one: Reading, other: Reading) -> Likeness | None:
    """Compare two readings; None if they don't resemble each other."""
    best: Likeness | None = None
    for given, surname in _roles(one, other):
        found = _scored(one, other, given, surname)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def best_likeness(ones: tuple[Reading, ...], others: tuple[Reading, ...]) -> Likeness | None:
    """Compare all readings of two names and give the best."""
    best: Likeness | None = None
    for one, other in product(ones, others):
        found = likeness(one, other)
        if found is not None and (best is None or found.score > best.score):
            best = found
            if best.score >= 1:
                return best
    return best


def _roles(one: Reading, other: Reading) -> Iterator[tuple[Pair, Pair]]:
    """Give the ways in which two words of each could be first name and family name, if anything speaks for them."""
    close = [(i, j) for i, j in product(range(len(one)), range(len(other))) if one[i].text[0] == other[j].text[0]]
    close += [
        (i, j)
        for i, j in product(range(len(one)), range(len(other)))
        if one[i].text[0] != other[j].text[0] and alike(one[i], other[j], "given")
    ]
    for given, surname in product(close, close):
        if given[0] != surname[0] and given[1] != surname[1] and (given[0] < surname[0] or given[1] < surname[1]):
            yield given, surname


def _scored(one: Reading, other: Reading, given: Pair, surname: Pair) -> Likeness | None:
    first = alike(one[given[0]], other[given[1]], "given")
    last = alike(one[surname[0]], other[surname[1]], "surname")
    if first is None or last is None:
        return None
    initials = [one[i].is_initial or other[j].is_initial for i, j in (given, surname)]
    swapped = (given[0] < surname[0]) != (given[1] < surname[1])
    if all(initials) or (swapped and (any(initials) or "misspelt" in {first[1], last[1]})):
        return None
    score = first[0] * last[0] - SWAPPED * swapped
    rest = _rest(one, other, given, surname)
    if rest is None or score - rest < LEAST:
        return None
    why = [_reason(one, other, given, first), _reason(one, other, surname, last)]
    if swapped:
        why.append(("swapped", "", ""))
    if rest:
        why.append(("more", "", ""))
    return Likeness(score - rest, tuple(why))


def _reason(one: Reading, other: Reading, pair: Pair, found: Alike) -> tuple[Why | str, str, str]:
    return found[1], one[pair[0]].text, other[pair[1]].text


def _rest(one: Reading, other: Reading, given: Pair, surname: Pair) -> float | None:
    """Say what the other words cost; None if they speak against it."""
    left = [i for i in range(len(one)) if i not in (given[0], surname[0])]
    right = [j for j in range(len(other)) if j not in (given[1], surname[1])]
    for i in list(left):
        same = next((j for j in right if alike(one[i], other[j], "given")), None)
        if same is not None:
            left.remove(i)
            right.remove(same)
    if left and right:
        return None
    reading, more, pair = (one, left, (given[0], surname[0])) if left else (other, right, (given[1], surname[1]))
    full = [place for place in more if not reading[place].is_initial]
    if len(full) > MOST_MORE:
        return None
    open_ends = [place for place in full if place < min(pair) or place > max(pair)]
    if any(place > max(pair) for place in open_ends) and _is_only_given(reading[max(pair)].text):
        return None  # two first names, with somebody else's family name
    return MORE * len(full) + MORE_INITIAL * (len(more) - len(full)) + OPEN_END * bool(open_ends)


def _is_only_given(text: str) -> bool:
    return is_given(text) and not is_surname(text)
