"""Pairs of names, labelled: made by rule from the census's names, with nothing taken from the matcher's own tables."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_CENSUS = Path(__file__).parent / "census"
GIVEN = [name.title() for name in (_CENSUS / "given.txt").read_text().split()]
SURNAMES = [name.title() for name in (_CENSUS / "surnames.txt").read_text().split()]
SHORT = dict(
    pair.split("/")
    for pair in (
        "Robert/Bob William/Bill Elizabeth/Liz Margaret/Peggy Richard/Dick Katherine/Kate Michael/Mike James/Jim "
        "Edward/Ted Patricia/Trish Thomas/Tom Jennifer/Jen Susan/Sue Charles/Chuck Deborah/Deb Daniel/Dan "
        "Joseph/Joe Christopher/Chris Anthony/Tony Rebecca/Becky Matthew/Matt Samantha/Sam Steven/Steve "
        "Alexander/Sasha José/Pepe Francisco/Paco Johannes/Hans Jakub/Kuba Giuseppe/Beppe Dorothy/Dot"
    ).split()
)
"""Written by hand, as people know them."""
NEAR = [
    tuple(pair.split("/"))
    for pair in (
        "Maria/Mario Daniel/Danielle Marvin/Martin Karen/Kara Erica/Eric Carla/Carl Paula/Paul Jan/Ian Dean/Jean "
        "Joan/Jean Amber/Amy Brenda/Brandon Julian/Julia Andrea/Andrew Gerald/Harold Denise/Dennis Carmen/Carol "
        "Terry/Jerry Larry/Barry Stella/Ella Glenda/Glenn Robin/Roland Marina/Marian Tina/Gina Dora/Nora "
        "Leon/Leona Ramon/Raymond Clara/Clare Alvin/Calvin Donna/Donald"
    ).split()
]
NEAR_SURNAMES = [
    tuple(pair.split("/"))
    for pair in (
        "Harris/Morris Walker/Wagner Carter/Cartwright Martin/Martinez Wells/Webb Parker/Barker Turner/Tucker "
        "Mason/Nason Hill/Hall Bailey/Barley Foster/Forster Porter/Potter Marsh/March Rose/Ross Burns/Barnes "
        "Miller/Milner Cooper/Hooper Dawson/Lawson Morgan/Logan Fisher/Fletcher"
    ).split()
]
ACCENTS = str.maketrans("aeioucnsz", "áèïöüçñšž")
LOOKS = str.maketrans("aeopc", "\u0430\u0435\u043e\u0440\u0441")  # Cyrillic


@dataclass(frozen=True)
class Pair:
    listed: str
    shown: str
    same: bool
    rule: str


def _slip(word: str, dice: random.Random) -> str:
    """Leave out, double, change or swap a letter after the first two."""
    at = dice.randrange(2, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + dice.choice([each for each in "aeiorstln" if each != word[at]]) + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


Rule = Callable[[str, str, random.Random], str]
VARIANTS: dict[str, Rule] = {
    "case": lambda given, surname, _: f"{given.lower()} {surname.upper()}",
    "accents": lambda given, surname, _: f"{given} {surname}".translate(ACCENTS),
    "width": lambda given, surname, _: "".join(
        chr(ord(each) + 0xFEE0) if each.isalpha() else each for each in f"{given} {surname}"
    ),
    "look-alikes": lambda given, surname, _: f"{given} {surname}".translate(LOOKS),
    "emoji": lambda given, surname, _: f"✨ {given} 🌻 {surname} ✨",
    "comma": lambda given, surname, _: f"{surname}, {given}",
    "swapped": lambda given, surname, _: f"{surname} {given}",
    "title": lambda given, surname, dice: dice.choice(
        ["Dr. {} {}", "{} {}, LMFT", "{} {} PhD", "Mrs {} {}", "{} {} Jr."]
    ).format(given, surname),
    "pronouns": lambda given, surname, _: f"{given} {surname} (she/her)",
    "trade": lambda given, surname, dice: f"{given} {surname} {dice.choice('|•–')} Yoga in Leeds",
    "middle": lambda given, surname, dice: f"{given} {dice.choice(GIVEN)} {surname}",
    "middle initial": lambda given, surname, dice: f"{given} {dice.choice('ABCDEFGHLMRST')}. {surname}",
    "initial": lambda given, surname, _: f"{given[0]}. {surname}",
    "hyphen": lambda given, surname, dice: f"{given} {surname}-{dice.choice(SURNAMES)}",
    "double": lambda given, surname, dice: f"{given} {surname} {dice.choice(SURNAMES)}",
    "in brackets": lambda given, surname, dice: f"{given} {dice.choice(SURNAMES)} ({surname})",
    "misspelt": lambda given, surname, dice: f"{given} {_slip(surname, dice)}",
}


def _different(given: str, surname: str, dice: random.Random) -> list[tuple[str, str]]:
    """Give names of other people: one part shared, or the listed name's letters in longer words."""
    other, another = dice.choice(GIVEN), dice.choice(SURNAMES)
    while other[0] == given[0] or _kin(other, given):
        other = dice.choice(GIVEN)
    while another == surname:
        another = dice.choice(SURNAMES)
    return [
        ("same family name", f"{other} {surname}"),
        ("same first name", f"{given} {another}"),
        ("within words", f"Ron{given.lower()} Arrow{surname.lower()}"),
        ("alone", given),
        ("initials", f"{given[0]}. {surname[0]}."),
        ("other initial", f"{other[0]}. {surname}"),
        ("other middle", f"{given} {other} {another}"),
    ]


def _kin(one: str, other: str) -> bool:
    """Whether two first names could be one person's: one within the other, or one's ending the other's."""
    one, other = one.lower(), other.lower()
    return one in other or other in one or one[-3:] == other[-3:]


def pairs(seed: int, most: int) -> list[Pair]:
    """Make pairs, half of them of one person."""
    dice = random.Random(seed)  # noqa: S311 - seeded on purpose
    same = [
        Pair(f"{whole} {surname}", f"{short} {surname}", True, "short form")
        for whole, short in SHORT.items()
        for surname in [dice.choice(SURNAMES)]
    ]
    other = [
        Pair(f"{one} {surname}", f"{two} {surname}", False, "near first names")
        for one, two in NEAR
        for surname in [dice.choice(SURNAMES)]
    ]
    other += [
        Pair(f"{given} {one}", f"{given} {two}", False, "near family names")
        for one, two in NEAR_SURNAMES
        for given in [dice.choice(GIVEN)]
    ]
    rules = list(VARIANTS.items())
    while len(same) < most // 2:
        given, surname = dice.choice(GIVEN), dice.choice([each for each in SURNAMES if len(each) > 4])
        rule, make = rules[len(same) % len(rules)]
        same.append(Pair(f"{given} {surname}", make(given, surname, dice), True, rule))
    while len(other) < most - most // 2:
        given, surname = dice.choice(GIVEN), dice.choice(SURNAMES)
        different = _different(given, surname, dice)
        rule, shown = different[len(other) % len(different)]
        other.append(Pair(f"{given} {surname}", shown, False, rule))
    return same + other
