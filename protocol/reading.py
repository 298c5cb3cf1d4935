"""Read adapters: validate one by one, so that a bad adapter disables itself and no other.

A sentence in `problems` names the file, the rule and the field.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from protocol.checking import problems_of
from protocol.vocabulary import VOCABULARY, Adapter

FOLDER = Path(__file__).parent / "adapters"
_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"^(?P<list>controls|finders|links)\[(?P<at>\d+|\.\.\.)\]")


class BadAdapter(ValueError):
    """An adapter that can't be used; the sentence names the rule and the field."""


@dataclass(frozen=True)
class Adapters:
    """All adapters that are good, by file name, and a sentence for each that isn't."""

    good: tuple[Adapter, ...]
    problems: tuple[str, ...]


def parse(text: bytes) -> Adapter:
    """Read one adapter; raises BadAdapter."""
    try:
        adapter = msgspec.json.decode(text, type=Adapter)
    except msgspec.DecodeError as error:
        raise BadAdapter(_sentence(str(error), text)) from None
    if adapter.vocabulary != VOCABULARY:
        raise BadAdapter(
            f"Its vocabulary is {adapter.vocabulary}, but {VOCABULARY} is spoken here. Update the older one."
        )
    for problem in problems_of(adapter):
        raise BadAdapter(problem)
    return adapter


def read(folder: Path = FOLDER) -> Adapters:
    """Read every adapter of a folder."""
    good: list[Adapter] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.json")):
        if path.name == "schema.json":
            continue
        try:
            good.append(parse(path.read_bytes()))
        except BadAdapter as error:
            problems.append(f"The adapter {path.name} is disabled. {error}")
    return Adapters(tuple(good), tuple(problems))


@cache
def shipped() -> tuple[Adapter, ...]:
    """Return the adapters that come with Framekeeper and are good."""
    return read().good


def platform_names() -> dict[str, str]:
    """Return each platform's name as its people write it; an adapter for another client of it is named otherwise."""
    names = {adapter.platform: adapter.name for adapter in reversed(shipped())}
    return names | {each.platform: each.name for each in shipped() if each.name.lower() == each.platform}


def _sentence(error: str, text: bytes) -> str:
    found = _AT.match(error)
    what, where = (found["what"], found["where"]) if found else (error, None)
    return f"{what} at {_named(where, text)}." if where else f"{what}."


def _named(where: str, text: bytes) -> str:
    """Put a rule's name in place of its number in a path like `controls[3].role`."""
    found = re.match(r"controls\[(\d+)\]\.?(.*)", where)
    if not found:
        return f"field {where}"
    rule = msgspec.json.decode(text)["controls"][int(found[1])]
    name = rule.get("name", f"number {int(found[1]) + 1}") if isinstance(rule, dict) else f"number {int(found[1]) + 1}"
    return f'control "{name}", field {found[2] or "itself"}'
