"""What is known of names: short forms, common first and family names, titles and particles. Read at the first need.

Short forms are those of the `nicknames` package, read from its file (importing it costs a tenth of a second), and
`more.json` for other languages. `surnames.txt` holds the commonest 2,000 family names of the 1990 census of the United
States, a work of its government and free for any use. Both sets of names serve one end: one known name is hardly a
misspelling of another.
"""

import csv
import json
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_HERE = Path(__file__).parent

PARTICLES = frozenset(
    "al el ul ibn bin binti bint abu van von der den ten ter vander vom zu zum zur de da do dos das del "
    "della delle dello degli dei di du des la le las los y af av ap".split()
)
"""Words that stand before a family name and that people leave out."""
TITLES = frozenset(
    "dr drs prof professor mr mrs ms miss mx sir dame rev reverend fr rabbi imam pastor sra srta herr frau dipl ing "
    "mag phd md psyd lmft lcsw lpc lpcc lmhc lcpc lmsw msw mft lp rn np pmhnp dnp dds dvm edd esq jd mba msc "
    "bsc jr junior sr senior ii iii iv ret ccc slp otr cpa faap facp licsw cadc bcba ncc".split()
)
TITLES_AFTER_COMMA = TITLES | frozenset("ma ba bs ms do pa ed med mph od pt ot dc lac v i".split())
"""Those that are somebody's name as well: titles only where a comma stands before."""
PRONOUNS = frozenset("she her hers he him his they them theirs ze zir sie ihr er ella el elle elles il iel".split())
BORN = frozenset({"nee", "ne", "geb", "geborene", "born"})


@cache
def _forms() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Give the short forms of each name, and the names that each is a short form of."""
    short: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, set[str]] = defaultdict(set)
    found = find_spec("nicknames")
    if found is not None and found.origin is not None:
        with Path(found.origin).with_name("names.csv").open(encoding="utf-8", newline="") as rows:
            for name, _relation, form in list(csv.reader(rows))[1:]:
                short[name].add(form)
                whole[form].add(name)
    more = json.loads((_HERE / "more.json").read_text(encoding="utf-8"))
    for name, forms in more.items():
        for form in forms:
            short[name].add(form)
            whole[form].add(name)
    return ({k: frozenset(v) for k, v in short.items()}, {k: frozenset(v) for k, v in whole.items()})


def relatives(name: str) -> frozenset[str]:
    """Give the names that people use for one another: short forms, whole names, other short forms of those."""
    short, whole = _forms()
    nothing: frozenset[str] = frozenset()
    above = whole.get(name, nothing)
    return short.get(name, nothing).union(above, *(short[each] for each in above)) - {name}


def is_direct(one: str, other: str) -> bool:
    """Whether one of two names is a short form of the other."""
    short, _ = _forms()
    return one in short.get(other, ()) or other in short.get(one, ())


def is_given(name: str) -> bool:
    """Whether it is known as a first name or a short form of one."""
    short, whole = _forms()
    return name in short or name in whole


@cache
def _surnames() -> frozenset[str]:
    return frozenset((_HERE / "surnames.txt").read_text(encoding="ascii").split())


def is_surname(name: str) -> bool:
    """Whether it is known as a family name."""
    return name in _surnames()
