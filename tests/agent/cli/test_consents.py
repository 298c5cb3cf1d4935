import json
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_consents_come_are_withdrawn_and_go(commands: Commands, tmp_path: Path) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    assert "No consent is recorded" in commands.ok("consent", "list", *secret).out
    asked = {"client": "J. D.", "kind": "photograph", "scope": "Front page", "platform": "instagram"}
    added = commands.ask("consent", "add", "--stdin", *secret, stdin=json.dumps(asked) + "\n")
    assert (added["label"], added["state"]) == ("J. D.", "valid")
    said = commands.ok("consent", "add", "J. D.", "--given", "2026-01-02", "--expires", "2026-01-03", *secret).out
    assert "sharing, expired on 3 Jan 2026" in said
    listed = commands.ok("consent", "list", "--client", "J. D.", *secret).out
    assert "Front page" in listed
    backup = tmp_path / "a.backup"
    commands.ok("backup", str(backup), *secret)
    assert "withdrawn on" in commands.ok("consent", "withdraw", added["id"], *secret).out
    assert "is removed" in commands.ok("consent", "remove", added["id"], *secret).out
    commands.ok("restore", str(backup), *secret)
    assert added in commands.ok("consent", "list", "--json", *secret).lines()
    assert commands.ask("practice", "erase", "J. D.", "--yes", *secret) == {"erased": added["client"]}
    assert commands.ok("consent", "list", "--json", *secret).out == ""


def test_what_the_law_bars_is_said_with_its_source(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    commands.ok("policy", "draft", "--stdin", *secret, stdin='{"country": "AU"}\n')
    said = commands.ok("consent", "add", "J. D.", "--kind", "testimonial", *secret).out
    assert "barred by law" in said
    assert "s 133(1)(c), not checked" in said
