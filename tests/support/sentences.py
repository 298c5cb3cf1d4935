"""The sentences that the agent can say to a browser, read from its source: nothing is waved through."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from zxcvbn import feedback

ROOT = Path(__file__).resolve().parents[2]

UNHEARD = re.compile(
    r"agent/(cli|demo)/|agent/(client|cli_key|run|listening|autostart|terminal|line|server|__main__)\.py"
)
"""What speaks to the command line, to a terminal or to strangers on the port, in English."""
SENTENCE = re.compile(r"[A-Z{“].* .*[^ ][.?]", re.DOTALL)
SQL = re.compile(r"\b(SELECT|DELETE|UPDATE|INSERT|WHERE|ORDER BY|AND)\b")
FOR_PROGRAMMERS = {
    "A session speaks after its hello.",
}


def sentences() -> dict[str, str]:
    """Give where each sentence stands, by the sentence, with `{1}`, `{2}` … for what is put in."""
    found = {}
    for path in sorted([*(ROOT / "agent").rglob("*.py"), ROOT / "protocol" / "accounts.py"]):
        name = path.relative_to(ROOT).as_posix()
        if not UNHEARD.match(name):
            found.update({text: f"{name}:{line}" for line, text in _in(path.read_text(encoding="utf-8"))})
    advice = inspect.getsource(feedback)
    found.update({one: "zxcvbn" for _, text in _in(advice) for one in re.split(r"(?<=\.) ", text)})
    return {text: where for text, where in found.items() if text not in FOR_PROGRAMMERS}


def _in(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    skipped = set(_not_said(tree))
    for node in ast.walk(tree):
        text = None if id(node) in skipped else _template(node)
        if text and SENTENCE.fullmatch(text) and not SQL.search(text):
            yield node.lineno, text  # type: ignore[attr-defined]


def _not_said(tree: ast.Module) -> Iterator[int]:
    """Docstrings, what is logged, and the pieces of a text that is put together."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (id(value) for value in node.values)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("logger."):
            yield from (id(each) for each in node.args)


def _template(node: ast.AST) -> str | None:
    """Give a text with numbered places for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr):
        text = "".join(str(value.value) if isinstance(value, ast.Constant) else "{}" for value in node.values)
    else:
        return None
    places = iter(range(1, 10))
    return re.sub(r"\{\w*\}", lambda _: f"{{{next(places)}}}", text)
