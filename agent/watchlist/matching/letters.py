"""Letters as people read them: case, accents, width, look-alikes and other scripts become plain lower-case letters.

A word of mixed scripts is taken for Latin with look-alikes in it; a word that is wholly Cyrillic or Greek is
transliterated, and if all of its letters could pass for Latin ones, read both ways.
"""

import re
import unicodedata

_LATIN = dict(zip("øłđðæœıħŧŋßſ", ("o", "l", "d", "d", "ae", "oe", "i", "h", "t", "n", "ss", "s"), strict=True)) | {
    "þ": "th",
    "ə": "e",
    "ɑ": "a",
    "ɡ": "g",
    "ɩ": "i",
}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_FLAGS = {chr(0x1F1E6 + number): chr(ord("a") + number) for number in range(26)}
_CIRCLED = {chr(start + number): chr(ord("a") + number) for start in (0x1F150, 0x1F170) for number in range(26)}
"""Letters in a filled circle or square, which Unicode doesn't decompose."""
_LETTERS = str.maketrans(_LATIN | _SMALL_CAPITALS | _FLAGS | _CIRCLED)

# Look-alikes of small letters, and of capitals that look otherwise when they are folded.
_CYRILLIC_LOOKS = dict(zip("аеорсухіјѕԁһӏвнмткбԛԝ", "aeopcyxijsdhlbhmtkbqw", strict=True))
_GREEK_LOOKS = dict(zip("αβεηικμνορτυχγωζ", "abenikmnoptuxywz", strict=True))
_LOOKS = str.maketrans(_CYRILLIC_LOOKS | _GREEK_LOOKS)
_DIGITS = str.maketrans("013457", "oieast")

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya "
        "i i e g u j lj nj c dj dz g k dz".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρςστυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True)
)
_SCRIPT = {letter: sound.replace("_", "") for letter, sound in (_CYRILLIC | _GREEK).items()}
_TRANSLITERATED = str.maketrans(_SCRIPT)
_GREEK_PAIRS = (("ου", "u"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("ευ", "ev"))

_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN_LETTER = re.compile("[a-z]")
_DIGIT_INSIDE = re.compile(r"(?<=[a-z])[013457](?=[a-z])")


def plain(word: str) -> str:
    """Fold a word to lower-case letters without accents, whatever the script; what decorates it goes."""
    if word.isascii():
        return word.lower()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    folded = "".join(letter for letter in folded if unicodedata.category(letter) not in _DROPPED)
    return unicodedata.normalize("NFC", folded.translate(_LETTERS))


_DROPPED = frozenset({"Mn", "Me", "Cf", "Cc"})


def spellings(word: str) -> tuple[str, ...]:
    """Give the Latin spellings of a plain word: one, or two where it could be either of two scripts."""
    if word.isascii() or not _FOREIGN.search(word):
        return (_without_digits(word),)
    looks = word.translate(_LOOKS)
    if _LATIN_LETTER.search(word):
        return (_without_digits(looks),)
    for pair, sound in _GREEK_PAIRS:
        word = word.replace(pair, sound)
    heard = word.translate(_TRANSLITERATED)
    return (heard, looks) if looks.isascii() and looks != heard else (heard,)


def _without_digits(word: str) -> str:
    """Read digits that stand for letters inside of a word: `j0hn`."""
    return word if word.isalpha() else _DIGIT_INSIDE.sub(lambda found: found.group().translate(_DIGITS), word)
