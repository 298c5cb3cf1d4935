"""What the vocabulary's types can't say of an adapter: names that lead nowhere, unreadable patterns, rules too wide.

Selectors are tried by the engine, which has a browser; a bad one disables its adapter there, with rule and field named.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from protocol.vocabulary import Adapter, Control, Evidence, Finder, LinkRule, RequestRule

_SCOPE = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"\$(?:(\d)|\{([A-Za-z_]+)\})")
_MOST_SCOPES = 4
"""Scopes may be made of scopes, so deep: as in extension/content/loading.js."""


def problems_of(adapter: Adapter) -> Iterator[str]:
    """Give a sentence for each problem, with the rule and the field named."""
    yield from _bad_heads(adapter)
    yield from _bad_names(adapter)
    yield from _bad_patterns(adapter)
    yield from _bad_links(adapter)
    yield from _bad_evidence(adapter)
    yield from _bad_words(adapter)
    yield from _bad_scopes(adapter)
    yield from _bad_requests(adapter)


def _bad_heads(adapter: Adapter) -> Iterator[str]:
    if not (adapter.hosts or adapter.detect):
        yield "It applies nowhere: field hosts or field detect must say where."
    try:
        date.fromisoformat(adapter.checked)
    except ValueError:
        yield f"In field checked, {adapter.checked} is no day."
    for name, count in Counter(control.name for control in adapter.controls).items():
        if count > 1:
            yield f'In control "{name}", field name: another control is called so too.'


def _bad_names(adapter: Adapter) -> Iterator[str]:
    finders = set(adapter.finders)
    known = {"icon": set(adapter.icons), "label": set(adapter.labels)}
    known |= dict.fromkeys(("concerns", "aliases", "mentions"), finders)
    for control in adapter.controls:
        named = {"concerns": control.concerns, "aliases": control.aliases, "mentions": control.mentions}
        uses = [(field, name) for field, names in named.items() for name in names]
        for evidence in _evidence(control):
            uses += [("icon", name) for name in evidence.icon] + [("label", name) for name in evidence.label]
        for field, name in uses:
            if name not in known[field]:
                yield f'In control "{control.name}", field {field}: there is no "{name}".'


def _evidence(control: Control) -> list[Evidence]:
    return [*control.find, *(control.undo if isinstance(control.undo, list) else [])]


def _finders(adapter: Adapter) -> Iterator[tuple[str, Finder]]:
    for name, finders in adapter.finders.items():
        for finder in finders:
            yield f'finder "{name}"', finder
    for finder in adapter.own:
        yield "own", finder


def _bad_patterns(adapter: Adapter) -> Iterator[str]:
    for where, pattern in _patterns(adapter):
        problem = _unreadable(pattern)
        if problem:
            yield f"In {where}, the pattern {pattern} can't be read: {problem}."
    for where, finder in _finders(adapter):
        reads = finder.pattern and finder.read != "link" and not _unreadable(finder.pattern)
        if reads and re.compile(str(finder.pattern)).groups == 0:
            yield f"In {where}, field pattern: {finder.pattern} has no group, and so reads no id."


def _patterns(adapter: Adapter) -> Iterator[tuple[str, str]]:
    rules = adapter.accounts
    yield from [
        ("accounts.id", rules.id),
        ("accounts.keep_case", rules.keep_case),
        ("accounts.permanent", rules.permanent),
    ]
    for rule in rules.links:
        yield from [("accounts.links", each) for each in (rule.path, rule.host or "", *rule.query.values())]
    yield from [("accounts.domain", each) for rule in rules.domain for each in (rule.pattern, rule.at) if each]
    said = [rule.says for rule in adapter.sequences if rule.says]
    yield from [("sequences", each) for rule in said for each in (rule.pattern, rule.at) if each]
    yield from [(f'view "{view.name}"', view.at) for view in adapter.views]
    yield from [("quiet", each) for each in adapter.quiet] + [("portal_paths", each) for each in adapter.portal_paths]
    for where, finder in _finders(adapter):
        yield from [(where, each) for each in (finder.at, finder.not_at, finder.pattern) if each]
    for control in adapter.controls:
        for evidence in _evidence(control):
            yield from [(f'control "{control.name}"', each) for each in (evidence.at, evidence.not_at) if each]


def _unreadable(pattern: str) -> str | None:
    """Say why a pattern can't be read by both sides; None if it can."""
    if "(?P" in pattern:
        return "the extension knows no (?P"
    try:
        re.compile(pattern)
    except re.error as error:
        return str(error)
    return None


def _bad_links(adapter: Adapter) -> Iterator[str]:
    for rule in adapter.accounts.links:
        for group, name in _GROUP.findall(rule.id):
            if group and not _unreadable(rule.path) and int(group) > re.compile(rule.path).groups:
                yield f"In accounts.links, field id: {rule.path} has no group {group}."
            if name and name not in _named_parts(rule):
                yield f'In accounts.links, field id: nothing is named "{name}".'


def _named_parts(rule: LinkRule) -> set[str]:
    return {*rule.query, *(["host"] if rule.host else [])}


def _bad_evidence(adapter: Adapter) -> Iterator[str]:
    for control in adapter.controls:
        where = f'In control "{control.name}", field '
        for evidence in control.find:
            if not any((evidence.match, evidence.has, evidence.within, evidence.group, evidence.icon, evidence.label)):
                yield f"{where}find: it says nothing of the element, and so holds everywhere."
        for evidence in _evidence(control):
            if (evidence.group_has or evidence.group_lacks) and not evidence.group:
                yield f"{where}group_has or group_lacks: there is no group."
            if evidence.size and evidence.size[0] > evidence.size[1]:
                yield f"{where}size: it ends before it begins."


def _bad_words(adapter: Adapter) -> Iterator[str]:
    for name, lists in adapter.labels.items():
        for language, words in lists.items():
            if any(not word.strip(" *") for word in words):
                yield f'In labels, list "{name}", language {language}: a word holds for everything.'


def _bad_scopes(adapter: Adapter) -> Iterator[str]:
    places: list[tuple[str, Sequence[Evidence | Finder]]] = [
        (f'control "{control.name}"', _evidence(control)) for control in adapter.controls
    ]
    places += [(where, [finder]) for where, finder in _finders(adapter)]
    for where, parts in places:
        for name in _SCOPE.findall(msgspec.json.encode(parts).decode()):
            if name not in adapter.scopes:
                yield f'In {where}, there is no scope named "{name}".'
    for name in adapter.scopes:
        yield from _bad_scope(adapter, name, name, 0)


def _bad_scope(adapter: Adapter, name: str, part: str, depth: int) -> Iterator[str]:
    if part not in adapter.scopes:
        yield f'In scope "{name}", there is no scope named "{part}".'
    elif depth > _MOST_SCOPES:
        yield f'In scope "{name}", scopes stand in scopes without end.'
    else:
        for inner in _SCOPE.findall(adapter.scopes[part]):
            yield from _bad_scope(adapter, name, inner, depth + 1)


def _bad_requests(adapter: Adapter) -> Iterator[str]:
    for key, rule in request_rules(adapter):
        where = f'In request "{key}"'
        if not re.match(r"^(/\S+|[\w*]+)$", key):
            yield f"{where}, the name must be a path that begins with a slash, or the name of an operation."
        reads = [*rule.where, *rule.unless, *(field.read for field in (*rule.account, *rule.thing))]
        for read in reads:
            if read.startswith("path.") and int(read[5:]) > (key.count("*") if key.startswith("/") else 0):
                yield f'{where}, "{read}" leads nowhere.'
        yield from _bad_request_patterns(where, rule)
    done = {control.interaction for control in adapter.controls}
    for interaction in adapter.confidence:
        if interaction not in done and "opener" not in done:
            yield f'In confidence, no control does "{interaction}".'


def _bad_request_patterns(where: str, rule: RequestRule) -> Iterator[str]:
    named = [field.pattern for field in (*rule.account, *rule.thing) if field.pattern is not None]
    for pattern in [*rule.where.values(), *rule.unless.values(), *named, rule.host or ""]:
        problem = _unreadable(pattern)
        if problem:
            yield f"{where}, the pattern {pattern} can't be read: {problem}."


def request_rules(adapter: Adapter) -> Iterator[tuple[str, RequestRule]]:
    """Give each rule of `requests` under its name, the short form spelt out; in order, the first that holds counts."""
    for key, rules in adapter.requests.items():
        for rule in rules if isinstance(rules, list) else [rules]:
            yield key, RequestRule(rule) if isinstance(rule, str) else rule
