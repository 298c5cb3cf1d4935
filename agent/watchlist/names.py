"""Names as they are kept and searched: cleaned, folded, shortened to a label. `matching` says which resemble."""

import re
import unicodedata

from agent.errors import BadInput

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode doesn't decompose, as people write them without."""
_TOKEN = re.compile(r"[^\W_]+")
_MOST_INITIALS = 4


def fold(text: str) -> str:
    """Fold case, accents and width; white space becomes one blank."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    return " ".join(unicodedata.normalize("NFC", plain.translate(_LETTERS)).split())


def clean(text: str, what: str) -> str:
    """Give a line of text without needless white space; raises BadInput for what would spoil a line on the screen."""
    line = " ".join(text.split())
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} or letter in _TURNING for letter in line):
        raise BadInput(f"The {what} holds characters that can't be shown. Type it again without them.")
    return line


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows, so that a line could be read as another."""


def clean_names(names: list[str]) -> list[str]:
    """Clean all names and drop the empty and the repeated ones."""
    cleaned = {fold(name): name for name in reversed([clean(name, "name") for name in names]) if name}
    return list(reversed(cleaned.values()))


def initials(name: str) -> str:
    """Make a label from a name: "Jane Doe" gives "J. D."; empty if it has no letter."""
    words = (_TOKEN.search(word) for word in name.split())
    letters = [word.group()[0].upper() for word in words if word]
    return " ".join(f"{letter}." for letter in letters[:_MOST_INITIALS])
