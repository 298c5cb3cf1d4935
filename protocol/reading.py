"""Read adapters: validate one by one, so that a bad adapter disables itself and no other.

A sentence in `problems` names the file, the rule and the field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from protocol.vocabulary import VOCABULARY, Adapter, RequestRule

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
    for problem in _problems(adapter):
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


def _problems(adapter: Adapter) -> Iterator[str]:
    finders = set(adapter.finders)
    known = {"icon": set(adapter.icons), "label": set(adapter.labels)}
    known |= dict.fromkeys(("concerns", "aliases", "mentions"), finders)
    for name, problem in _unknown(adapter, known):
        yield f'In control "{name}", {problem}.'
    yield from _bad_patterns(adapter)
    yield from _bad_scopes(adapter)
    yield from _bad_requests(adapter)


def _unknown(adapter: Adapter, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for control in adapter.controls:
        undo = control.undo if isinstance(control.undo, list) else []
        named = {"concerns": control.concerns, "aliases": control.aliases, "mentions": control.mentions}
        uses = [(field, name) for field, names in named.items() for name in names]
        for evidence in [*control.find, *undo]:
            uses += [("icon", name) for name in evidence.icon] + [("label", name) for name in evidence.label]
        for field, name in uses:
            if name not in known[field]:
                yield control.name, f'field {field}: there is no "{name}"'


def _bad_patterns(adapter: Adapter) -> Iterator[str]:
    patterns = [("accounts.id", adapter.accounts.id), ("accounts.keep_case", adapter.accounts.keep_case)]
    patterns += [("accounts.links", each) for rule in adapter.accounts.links for each in (rule.path, rule.host or "")]
    patterns += [("accounts.links", pattern) for rule in adapter.accounts.links for pattern in rule.query.values()]
    patterns += [(f'view "{view.name}"', view.at) for view in adapter.views]
    for name, finders in adapter.finders.items():
        patterns += [
            (f'finder "{name}"', pattern)
            for finder in finders
            for pattern in (finder.at, finder.not_at, finder.pattern)
            if pattern is not None
        ]
    for where, pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"In {where}, the pattern {pattern} can't be read: {error}."


def _bad_scopes(adapter: Adapter) -> Iterator[str]:
    for control in adapter.controls:
        text = msgspec.json.encode((control.find, control.undo)).decode()
        for name in re.findall(r"\{([a-z_]+)\}", text):
            if name not in adapter.scopes:
                yield f'In control "{control.name}", there is no scope named "{name}".'


def _bad_requests(adapter: Adapter) -> Iterator[str]:
    for key, rule in request_rules(adapter):
        where = f'In request "{key}"'
        if not re.match(r"^(/\S+|[\w*]+)$", key):
            yield f"{where}, the name must be a path that begins with a slash, or the name of an operation."
        reads = [*rule.where, *rule.unless, *(field.read for field in (*rule.account, *rule.thing))]
        for read in reads:
            if read.startswith("path.") and int(read[5:]) > (key.count("*") if key.startswith("/") else 0):
                yield f'{where}, "{read}" leads nowhere.'
        yield from _unreadable(where, rule)
    done = {control.interaction for control in adapter.controls}
    for interaction in adapter.confidence:
        if interaction not in done and "opener" not in done:
            yield f'In confidence, no control does "{interaction}".'


def _unreadable(where: str, rule: RequestRule) -> Iterator[str]:
    named = [field.pattern for field in (*rule.account, *rule.thing) if field.pattern is not None]
    for pattern in [*rule.where.values(), *rule.unless.values(), *named, rule.host or ""]:
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"{where}, the pattern {pattern} can't be read: {error}."


def request_rules(adapter: Adapter) -> Iterator[tuple[str, RequestRule]]:
    """Give each rule of `requests` under its name, the short form spelt out; in order, the first that holds counts."""
    for key, rules in adapter.requests.items():
        for rule in rules if isinstance(rules, list) else [rules]:
            yield key, RequestRule(rule) if isinstance(rule, str) else rule
