"""Asking on a terminal, answer by answer: what can't be is said at its own prompt, and asked again there.

Whoever has typed ten names isn't told at the end that the second was too long.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import click
import msgspec

from agent.cli.options import convert
from agent.errors import BadInput

Check = Callable[[str], str]
"""Gives the answer, or raises BadInput with a sentence that says what to do."""


def at_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def fits(kind: type[msgspec.Struct], field: str) -> Check:
    """Make a check that a message has room for an answer in a field of text, or in one of its texts."""
    declared = next(each.type for each in msgspec.structs.fields(kind) if each.name == field)
    alone = msgspec.defstruct("Alone", [(field, declared)])
    found = msgspec.json.schema(alone)["$defs"]["Alone"]["properties"][field]
    is_list = "array" in {each.get("type") for each in (found, *found.get("anyOf", ()))}

    def check(answer: str) -> str:
        convert(alone, {field: [answer] if is_list else answer})
        return answer

    return check


def link(answer: str) -> str:
    """Check that a link or key names an account; nothing is none."""
    from protocol.accounts import NoAccount, resolve

    try:
        if answer:
            resolve(answer)
    except NoAccount as error:
        raise BadInput(str(error)) from None
    return answer


def a_day(answer: str) -> str:
    """Check that an answer is a day, or nothing."""
    from agent.practice.days import read_day

    if answer:
        read_day(answer, "That")
    return answer


def a_past_day(answer: str) -> str:
    """Check that an answer is a day that has come by now, or nothing."""
    from agent.practice.days import past_day

    if answer:
        past_day(answer, "That", datetime.now().astimezone().date())
    return answer


def since(answer: str) -> str:
    """Check that an answer says since when: a day, a month, a year, or nothing."""
    from agent.watchlist.forms import read_since

    return read_since(answer) or ""


def ask(prompt: str, *checks: Check, default: str = "") -> str:
    """Ask for a line, again until all checks let it pass; an empty one is the default."""
    return str(
        click.prompt(prompt, default=default, show_default=bool(default), err=True, value_proc=partial(_passed, checks))
    )


def ask_one_of(prompt: str, words: Sequence[str], default: str) -> str:
    """Ask for one of some words."""
    return str(click.prompt(prompt, type=click.Choice(words), default=default, err=True))


def ask_many(prompt: str, *checks: Check) -> list[str]:
    """Ask for lines until one is empty."""
    return list(_lines(prompt, checks))


def _lines(prompt: str, checks: Sequence[Check]) -> Iterator[str]:
    while answer := ask(prompt, *checks):
        yield answer


def _passed(checks: Sequence[Check], answer: Any) -> str:
    text = str(answer).strip()
    for check in checks:
        try:
            text = check(text)
        except BadInput as error:
            raise click.UsageError(str(error)) from None
    return text
