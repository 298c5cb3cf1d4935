"""How a name sounds, roughly, in whatever language it was spelt: one key for spellings that are often exchanged.

Coarse on purpose for transliterations (Sergey, Sergei; Mueller, Muller; Katherine, Catherin), and no more: keys that
put Jan beside Ian, or Maria beside Mario, would make strangers of one family name resemble each other.
"""

import re

_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("^(?:i(?=u)|y(?=[aeou]))", "j"),
        ("(?<=.)[yj]", "i"),
        ("shch|sch|sz|sh", "S"),
        ("tsch|tch|cz|ch(?=[aeiou])", "C"),
        ("ph", "f"),
        ("wh?", "v"),
        ("kh|gh(?=[aeiou])", "h"),
        ("th|dt", "t"),
        ("c[kh]|q|c(?![eiy])", "k"),
        ("([aou])e", r"\1"),
        ("x", "ks"),
        ("tz|zz|ts", "z"),
        ("o[ou]", "u"),
        ("e[ei]|ie", "i"),
        ("(?<=[aeiou])h(?![aeiou])|(?<=[^aeiou])h", ""),
        (r"(.)\1+", r"\1"),
        ("(?<=....)e$", ""),
        ("(?<=..)z$", "s"),
    )
)


def sound(word: str) -> str:
    """Give the key of a plain word of Latin letters; two words with one key sound alike."""
    for pattern, to in _RULES:
        word = pattern.sub(to, word)
    return word
