"""protocol/README.md has a line for every message, error code and close code, and none that doesn't exist."""

import re
from pathlib import Path
from typing import get_args

import pytest

from agent.errors import FramekeeperError
from protocol.channel import Close
from protocol.messages import News, Reply, Request
from protocol.messages.state import Problem

TEXT = (Path(__file__).parents[2] / "protocol" / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """Give the text under a heading."""
    return re.split(rf"^## {title}$", TEXT, flags=re.MULTILINE)[1].split("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """Give the word that begins each row of the tables."""
    return re.findall(r"^\| `?([a-z_.0-9]+)`? \|", text, flags=re.MULTILINE)


def tag(kind: type) -> str:
    return str(kind.__struct_config__.tag)  # type: ignore[attr-defined]  # every message is a Struct


def codes(kind: type[FramekeeperError]) -> set[str]:
    """Give the codes that may go over the wire: those of agent/errors.py."""
    children = [child for child in kind.__subclasses__() if child.__module__ == kind.__module__]
    return {kind.code}.union(*(codes(child) for child in children))


def test_every_call_and_notice_has_its_line() -> None:
    documented = [cell for cell in first_cells(section("Messages")) if cell not in ("call", "notice")]
    declared = [tag(kind) for kind in (*get_args(Request), *get_args(News))]
    assert sorted(documented) == sorted(declared)


def test_every_reply_stands_beside_a_call() -> None:
    documented = set(re.findall(r"^\| `[a-z.]+` \| `([a-z.]+)` \|", section("Messages"), flags=re.MULTILINE))
    assert documented == {tag(kind) for kind in get_args(Reply)} - {tag(Problem)}
    assert "a `problem` instead" in TEXT


def test_every_error_code_has_its_line() -> None:
    documented = [cell for cell in first_cells(section("Error codes")) if cell != "code"]
    assert sorted(documented) == sorted(codes(FramekeeperError))


def test_every_close_code_has_its_line() -> None:
    assert {cell for cell in first_cells(section("From socket to message")) if cell.isdigit()} == {
        str(int(close)) for close in Close
    }


@pytest.mark.parametrize(
    "said",
    [
        "focus, `:active` and what it loads, Event Timing, event and interaction counts, user activation",
        "document.open()",
        "outside the vault",
        "learn the random pairing id",
        "thief of the browser's profile",
        "they can't open the vault",
    ],
)
def test_the_threat_model_says_what_the_design_owes(said: str) -> None:
    assert said in TEXT
