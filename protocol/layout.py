"""How adapters are laid out, so that they read alike and a change shows as what it is.

What fits on a line stands on one; a list of plain values fills its lines; all else has a line each.
"""

import json
from typing import Any

_WIDTH = 120
_STEP = "  "


def laid_out(value: Any) -> str:
    """Return `value` as JSON text, its outermost level spread over lines."""
    return _spread(value, "") + "\n"


def _text(value: Any, indent: str, used: int) -> str:
    """Return the JSON of `value`, on one line if that leaves room after the `used` columns before it."""
    line = _line(value)
    if used + len(line) < _WIDTH or not isinstance(value, dict | list) or not value:
        return line
    return _spread(value, indent)


def _line(value: Any) -> str:
    if isinstance(value, dict) and value:
        return "{ " + ", ".join(f"{_plain(key)}: {_line(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_line(each) for each in value) + "]"
    return _plain(value)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _spread(value: Any, indent: str) -> str:
    inner = indent + _STEP
    if isinstance(value, dict):
        heads = [(f"{inner}{_plain(key)}: ", each) for key, each in value.items()]
        return _enclosed("{}", [head + _text(each, inner, len(head)) for head, each in heads], indent)
    if any(isinstance(each, dict | list) for each in value):
        return _enclosed("[]", [inner + _text(each, inner, len(inner)) for each in value], indent)
    return _enclosed("[]", _filled([_plain(each) for each in value], inner), indent)


def _enclosed(brackets: str, lines: list[str], indent: str) -> str:
    return brackets[0] + "\n" + ",\n".join(lines) + "\n" + indent + brackets[1]


def _filled(items: list[str], indent: str) -> list[str]:
    """Return the items in as few lines as they need, without the comma at the end of each."""
    lines = [indent + items[0]]
    for item in items[1:]:
        if len(lines[-1]) + len(item) + 2 < _WIDTH:
            lines[-1] += f", {item}"
        else:
            lines.append(indent + item)
    return lines
