import json
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def filled(commands: Commands) -> str:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    commands.ok("contact", "add", "J. D.", "--kind", "met", "--day", "2026-01-02", "--note", "In a shop.", *secret)
    commands.ok("consent", "add", "J. D.", "--given", "2026-01-03", *secret)
    return str(commands.ask("client", "show", "J. D.", *secret)["id"])


def test_all_that_is_recorded_is_listed_the_latest_first(commands: Commands) -> None:
    secret = commands.secret
    client = filled(commands)
    listed = commands.ok("client", "timeline", "J. D.", "--json", *secret).lines()
    assert [one["kind"] for one in listed] == ["client", "consent", "contact"]
    said = commands.ok("client", "timeline", "J. D.", "--kind", "contact", *secret).out
    assert "Contact: Met offline" in said
    assert "Note: In a shop." in said
    asked = json.dumps({"client": client, "order": "oldest", "until": "2026-02-01"}) + "\n"
    told = commands.ok("client", "timeline", "--stdin", "--json", *secret, stdin=asked).lines()
    assert [one["day"] for one in told] == ["2026-01-02", "2026-01-03"]
    oldest = commands.ok("client", "timeline", "J. D.", "--oldest-first", "--json", *secret).lines()
    assert oldest == listed[::-1]
    assert "Nothing of this" in commands.ok("client", "timeline", "J. D.", "--kind", "policy", *secret).out


def test_who_is_off_the_list_is_known_by_the_id(commands: Commands) -> None:
    secret = commands.secret
    client = filled(commands)
    commands.ok("client", "remove", "J. D.", "--yes", *secret)
    assert len(commands.ok("client", "timeline", client, "--json", *secret).lines()) == 2
    refused = commands.run("client", "timeline", "J. D.", *secret)
    assert (refused.status, "No client has" in refused.err) == (1, True)


def test_a_record_is_a_new_file(commands: Commands, tmp_path: Path) -> None:
    secret, output = commands.secret, tmp_path / "record.md"
    filled(commands)
    said = commands.ok("client", "record", "J. D.", "--format", "md", "--output", str(output), *secret).out
    assert "not encrypted" in said
    assert "In a shop." in output.read_text(encoding="utf-8")
    again = commands.run("client", "record", "J. D.", "--format", "md", "--output", str(output), *secret)
    assert "exists already" in again.err
    asked = json.dumps({"client": "J. D.", "format": "md", "language": "de"}) + "\n"
    printed = commands.ok("client", "record", "--stdin", "--output", "-", *secret, stdin=asked).out
    assert printed.startswith("# Akte zu J. D.")
    made = commands.ask("client", "record", "J. D.", "--output", str(tmp_path / "record.pdf"), *secret)
    assert made == {"file": str(tmp_path / "record.pdf"), "format": "pdf"}
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF-")
