import json
from pathlib import Path

import pytest

from tests.support.command import Commands, Inside, Terminal


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def line(value: object) -> str:
    return json.dumps(value) + "\n"


ADA = {"account": "https://x.com/ada_quill", "role": "personal"}


def test_own_accounts_come_change_and_go(commands: Commands) -> None:
    secret = commands.secret
    assert "No own account" in commands.ok("own", "list", *secret).out
    added = commands.ask("own", "add", "--stdin", *secret, stdin=line(ADA))
    assert (added["key"], added["role"]) == ("x:ada_quill", "personal")
    said = commands.ok("own", "add", "mastodon:ada@social.example.org", "--role", "professional", *secret).out
    assert said == "mastodon:ada@social.example.org is your professional account.\n"
    listed = commands.ok("own", "list", "--json", *secret).lines()
    assert [one["key"] for one in listed] == ["mastodon:ada@social.example.org", "x:ada_quill"]
    assert commands.ask("own", "list", "--role", "personal", *secret) == added
    assert commands.ask("own", "list", "--stdin", *secret, stdin=line({"role": "personal"})) == added
    assert "x:ada_quill" in commands.ok("own", "list", *secret).out
    changed = commands.ask("own", "role", "x:ada_quill", "professional", *secret)
    assert changed == added | {"role": "professional"}
    assert commands.ask("own", "role", "--stdin", *secret, stdin=line(ADA)) == added
    assert commands.ask("own", "remove", "--stdin", *secret, stdin=line({"account": "x:ada_quill"})) == added
    said = commands.ok("own", "remove", "mastodon:ada@social.example.org", *secret).out
    assert "no longer on the list" in said
    assert commands.ok("own", "list", "--json", *secret).out == ""


def test_links_are_said_to_be_one_s_own(commands: Commands) -> None:
    commands.ok("own", "add", "--stdin", *commands.secret, stdin=line(ADA))
    assert "your personal account" in commands.ok("check", "x:ada_quill", *commands.secret).out
    assert commands.ask("check", "x:ada_quill", *commands.secret)["own_role"] == "personal"


def test_what_can_t_be_is_refused_with_a_sentence(commands: Commands) -> None:
    commands.ok("client", "add", "J. D.", "--account", "x:jamie_doe", *commands.secret)
    commands.ok("own", "add", "--stdin", *commands.secret, stdin=line(ADA))
    for words, said in (
        (("own", "add", "x:jamie_doe", "--role", "personal"), "J. D.'s"),
        (("client", "add", "--account", "x:ada_quill", "K. K."), "one of your own"),
        (("own", "remove", "x:somebody"), "own list"),
        (("own", "add", "somewhere", "--role", "personal"), "names no account"),
    ):
        done = commands.run(*words, *commands.secret)
        assert (done.status, said in done.err) == (1, True), done
        assert len(done.err.splitlines()) == 1
    bad = commands.run("own", "add", "--stdin", *commands.secret, stdin=line({"account": "x:a", "role": "public"}))
    assert bad.status == 1
    assert "role" in bad.err


@pytest.mark.parametrize(
    "words", [("own", "add"), ("own", "add", "x:a"), ("own", "role"), ("own", "role", "x:a"), ("own", "remove")]
)
def test_without_terminal_and_options_it_is_wrong_usage(commands: Commands, words: tuple[str, ...]) -> None:
    assert commands.run(*words, *commands.secret).status == 2


def test_a_person_is_asked(commands: Commands) -> None:
    with Terminal(commands.home, "own", "add", *commands.secret) as terminal:
        terminal.expect("Your account, as a link to its page: ")
        terminal.type("https://x.com/ada_quill")
        terminal.expect("Role (personal, professional): ")
        terminal.type("personal")
        terminal.expect("x:ada_quill is your personal account.")
        assert terminal.end() == 0


def test_they_are_in_a_backup(commands: Commands, tmp_path: Path) -> None:
    added = commands.ask("own", "add", "--stdin", *commands.secret, stdin=line(ADA))
    backup = tmp_path / "a.backup"
    commands.ok("backup", str(backup), *commands.secret)
    commands.ok("own", "remove", "x:ada_quill", *commands.secret)
    commands.ok("restore", str(backup), *commands.secret)
    assert commands.ask("own", "list", *commands.secret) == added
