"""Say what was done to events whose signature doesn't hold: changed, forged, moved, copied, put in, removed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from agent.overridelog.chain import Link, is_signed

NEARBY = 16
"""How far from where it stands an event is looked for when no key leads to where it was signed."""
BUDGET = 5_000
"""Signatures that are tried at most, about 1 s, while looking for where events were signed."""

Problem = tuple[int, str]
"""The event that a sentence is about, and the sentence."""


@dataclass
class Suspect:
    """An event whose signature doesn't hold. `is_whole`: the event after it commits to it as it stands."""

    link: Link
    is_whole: bool = False

    @property
    def row(self) -> int:
        """Where it stands."""
        return self.link.sequence


def explain(suspects: list[Suspect], keys: Mapping[bytes, int], rows: set[int]) -> Iterator[Problem]:
    """Give the problems with suspects and gaps.

    `keys` says which event committed to a public key, `rows` all sequences that are there.
    """
    moved = _find_moved(suspects, keys)
    yield from _missing(rows, moved)
    yield from _moved(rows, moved)
    last = max(rows, default=0)
    for suspect in suspects:
        if suspect.row not in moved:
            yield suspect.row, _unmoved(suspect, is_known=suspect.link.public_key in keys, is_last=suspect.row == last)


def _find_moved(suspects: list[Suspect], keys: Mapping[bytes, int]) -> dict[int, int]:
    """Give, for those that hold at another place, where they stand and where they were signed."""
    moved: dict[int, int] = {}
    tried, shift = 0, 0
    for suspect in suspects:
        for place in _places(suspect, keys, moved, shift):
            if tried >= BUDGET:
                return moved
            tried += 1
            if is_signed(suspect.link, place):
                moved[suspect.row], shift = place, place - suspect.row
                break
    return moved


def _places(suspect: Suspect, keys: Mapping[bytes, int], moved: Mapping[int, int], shift: int) -> Iterator[int]:
    row = suspect.row
    committed_at = keys.get(suspect.link.public_key)
    guesses = [row + shift]
    if committed_at is not None:
        guesses.append(moved.get(committed_at, committed_at) + 1)
    for distance in range(1, NEARBY + 1):
        guesses += [row + distance, row - distance]
    return (place for place in dict.fromkeys(guesses) if place > 0 and place != row)


def _missing(rows: set[int], moved: Mapping[int, int]) -> Iterator[Problem]:
    places = sorted({0} | (rows - moved.keys()) | set(moved.values()))
    for before, after in pairwise(places):
        if after - before == 2:
            yield before + 1, f"Event {before + 1} is missing: it was removed."
        elif after - before > 2:
            yield before + 1, f"Events {before + 1} to {after - 1} are missing: they were removed."


def _moved(rows: set[int], moved: Mapping[int, int]) -> Iterator[Problem]:
    for first, last in _runs(moved):
        place = moved[first]
        if first != last:
            there = f"{place} to {moved[last]}"
            yield first, f"Events {first} to {last} were renumbered: they were signed as events {there}."
        elif place in rows and place not in moved:
            yield first, f"Event {first} is a copy of event {place}: it was put in."
        else:
            yield first, f"Event {place} stands as event {first}: the order was changed."


def _runs(moved: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Give the first and last of neighbours that were moved by as much."""
    rows: Iterable[int] = sorted(moved)
    first = last = 0
    for row in rows:
        if first and row == last + 1 and moved[row] - row == moved[last] - last:
            last = row
            continue
        if first:
            yield first, last
        first = last = row
    if first:
        yield first, last


def _unmoved(suspect: Suspect, *, is_known: bool, is_last: bool) -> str:
    row = suspect.row
    if not is_known and row > 1:
        return f"Event {row} isn't signed with a key of this log: it was changed, or put in from outside."
    if suspect.is_whole:
        return f"The signature of event {row} is forged: the event is as it was, but this log never signed it so."
    if is_last:
        return f"Event {row}, the last, was changed after it was signed, or its signature was."
    return f"Event {row} was changed after it was signed."
