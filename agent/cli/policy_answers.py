"""The answers that a policy is made from, as a terminal shows and takes them."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from agent.cli.show import NOTHING
from agent.errors import BadInput
from protocol.messages.practice_policy import PolicyAnswers

_FIELDS = {each.name: each for each in msgspec.structs.fields(PolicyAnswers)}
CHANGES = msgspec.defstruct(
    "Changes",
    [(field.name, field.type | msgspec.UnsetType, msgspec.UNSET) for field in _FIELDS.values()],
    frozen=True,
    forbid_unknown_fields=True,
)
"""Some of the answers, as a JSON line gives them."""
_YES_OR_NO = {"yes": True, "no": False}


def given(changes: msgspec.Struct) -> dict[str, Any]:
    """Give the answers that a JSON line names."""
    return {name: value for name, value in msgspec.structs.asdict(changes).items() if value is not msgspec.UNSET}


def read(pairs: Sequence[str]) -> dict[str, Any]:
    """Read `ANSWER=VALUE`; a list is parted by commas. Raises BadInput, whose sentence says what can be chosen."""
    return dict(map(_pair, pairs))


def _pair(pair: str) -> tuple[str, Any]:
    name, equals, text = pair.partition("=")
    name = name.strip()
    if not equals or name not in _FIELDS:
        raise BadInput(f"“{pair}” isn't like ANSWER=VALUE. `framekeeper policy draft` shows the answers by name.")
    value: Any = text.strip()
    kind = type(getattr(PolicyAnswers(), name))
    if kind is list:
        value = [part.strip() for part in text.split(",") if part.strip()]
    elif kind is bool:
        value = _YES_OR_NO.get(value, value)
    try:
        return name, msgspec.convert(value, _FIELDS[name].type, strict=kind is not int)
    except msgspec.ValidationError:
        choice = _choice(name)
        what = f"Choose from: {choice}." if choice else "Shorten it."
        raise BadInput(f"“{text.strip()}” can't stand for {name}. {what}") from None


def rows(answers: PolicyAnswers) -> Iterator[tuple[str, str, str]]:
    """Give each answer's name, what it is, and what can be chosen."""
    for name, value in msgspec.structs.asdict(answers).items():
        yield name, _said(value), _choice(name)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return text or NOTHING


def _choice(name: str) -> str:
    """Say what can be chosen, or between which numbers; empty where anything may be typed."""
    found = msgspec.json.schema(_FIELDS[name].type)
    found = found.get("items", found)
    if found.get("type") == "boolean":
        return "yes, no"
    if "minimum" in found:
        return f"{found['minimum']} to {found['maximum']}"
    return ", ".join(found.get("enum", ()))
