import json
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_a_dilemma_waits_is_discussed_and_goes(commands: Commands, tmp_path: Path) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", "--name", "Jamie Doe", *secret)
    assert "Nothing waits" in commands.ok("supervision", "list", *secret).out
    asked = {"title": "A like", "client": "J. D.", "facts": "Jamie liked a post."}
    made = commands.ask("supervision", "dilemma", "--stdin", *secret, stdin=json.dumps(asked) + "\n")
    assert (made["label"], made["facts"]) == ("J. D.", "Jamie liked a post.")
    assert "is kept" in commands.ok("supervision", "dilemma", "--title", "Another", *secret).out
    listed = commands.ok("supervision", "list", *secret).out
    assert "A like" in listed
    agenda = tmp_path / "agenda.md"
    said = commands.ok("supervision", "agenda", "--format", "md", "--output", str(agenda), *secret).out
    assert "Read it once more" in said
    assert "Client A liked a post." in agenda.read_text(encoding="utf-8")
    item = f"dilemma:{made['id']}"
    outcome = json.dumps({"item": item, "outcome": "Wait."}) + "\n"
    assert commands.ask("supervision", "discussed", "--stdin", *secret, stdin=outcome) == {"item": item}
    assert "Wait." in commands.ok("supervision", "list", "--discussed", *secret).out
    assert "waits for supervision again" in commands.ok("supervision", "discussed", item, *secret).out
    assert commands.ask("supervision", "forget", item, *secret)["title"] == "A like"


def test_when_it_is_next_is_set_shown_and_forgotten(commands: Commands) -> None:
    secret = commands.secret
    assert "isn't known" in commands.ok("supervision", "next", *secret).out
    assert "10 Jan 2027 with A." in commands.ok("supervision", "next", "2027-01-10", "--with", "A.", *secret).out
    assert "10 Jan 2027" in commands.ok("supervision", "next", *secret).out
    assert commands.ask("supervision", "next", "--unknown", *secret) == {"next_day": None, "next_with": ""}
