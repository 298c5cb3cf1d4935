"""How alike two words of names are, and why: the same, a short form, one sound, an initial, or a misspelling."""

from collections.abc import Callable
from functools import cache
from typing import Literal

from agent.watchlist.matching.readings import Word
from agent.watchlist.matching.wordlists import is_direct, is_given, is_surname, relatives

Why = Literal["same", "short", "related", "sound", "initial", "misspelt"]
Role = Literal["given", "surname"]

SAME, SHORT, RELATED, SOUND, MISSPELT = 1.0, 0.95, 0.91, 0.97, 0.88
INITIAL = {"given": 0.83, "surname": 0.72}
"""`J. Smith` is likelier to be Jane Smith than `Jane S.` is."""
LEAST_MISSPELT = 5
"""Letters of the shorter word: of shorter ones too many differ by one letter only."""
LEAST_TWICE = 9
"""Letters from which on two slips are taken for a misspelling."""

Alike = tuple[float, Why]


def alike(one: Word, other: Word, role: Role) -> Alike | None:
    """Say how alike two words are in a role, from 0 to 1; None if they aren't. It is the same either way round."""
    if one.text == other.text:
        return (0.9 if one.is_initial else SAME), "same"
    if one.is_initial or other.is_initial:
        return (INITIAL[role], "initial") if one.text[0] == other.text[0] else None
    if role == "given" and other.text in relatives(one.text):
        return (SHORT, "short") if is_direct(one.text, other.text) else (RELATED, "related")
    if one.key == other.key:
        return SOUND, "sound"
    return (MISSPELT, "misspelt") if is_misspelt(one.text, other.text, role) else None


def is_misspelt(one: str, other: str, role: Role) -> bool:
    """Whether one word may be a slip of the pen for the other; two names that are both known are two names."""
    known = is_given if role == "given" else is_surname
    if not is_near(one, other) or (known(one) and known(other)):
        return False
    return not (role == "given" and _differ_in_gender(one, other))


def is_near(one: str, other: str) -> bool:
    """Whether two words begin alike and differ by one letter, or long ones by two, or by two that changed places."""
    shorter = min(len(one), len(other))
    if shorter < LEAST_MISSPELT or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    most = 2 if shorter >= LEAST_TWICE else 1
    return _distance()(one, other, score_cutoff=most) <= most


def _differ_in_gender(one: str, other: str) -> bool:
    """Whether a last vowel is all the difference: Mario and Maria, Daniel and Daniela."""
    return one.rstrip("aeo") == other.rstrip("aeo") and one != other


@cache
def _distance() -> Callable[..., int]:
    """Load it at the first need: it takes longer than everything else that a name needs."""
    from rapidfuzz.distance import OSA

    return OSA.distance
