import json
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside, Terminal


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


def test_who_gives_but_a_client_in_a_terminal_is_asked_what_was_consented_to(commands: Commands) -> None:
    """Nobody has consented to be shared because a name was typed and Enter pressed."""
    commands.ok("client", "add", "J. D.", *commands.secret)
    with Terminal(commands.home, "consent", "add", *commands.secret) as terminal:
        for prompt, answer in [
            ("Client (label or id)", "J. D."),
            ("To what", "photograph"),
            ("What exactly", "x" * 201),
            ("What stands for `scope` is longer than 200 characters.", "The garden"),
            ("Where", "instagram"),
            ("Given on", "2026-11-31"),
            ("That isn't a day that there is.", "2999-01-01"),
            ("is still to come. Give a day until today.", "2026-01-02"),
            ("The last day", ""),
        ]:
            terminal.expect(prompt)
            terminal.type(answer)
        terminal.expect("J. D.: photograph (The garden), valid.")
        assert terminal.end() == 0
    kept = commands.ask("consent", "list", *commands.secret)
    assert (kept["platform"], kept["given"], kept["expires"]) == ("instagram", "2026-01-02", None)
