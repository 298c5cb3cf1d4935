import json

import pytest

from tests.support.command import Commands, Inside, Terminal


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_contacts_come_change_and_go(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    assert "No contact is recorded" in commands.ok("contact", "list", *secret).out
    asked = {"client": "J. D.", "kind": "tagged", "account": "https://x.com/jamie_doe", "day": "2026-01-02"}
    added = commands.ask("contact", "add", "--stdin", *secret, stdin=json.dumps(asked) + "\n")
    assert (added["label"], added["platform"], added["handling"]) == ("J. D.", "x", "open")
    said = commands.ok("contact", "add", "J. D.", "--kind", "met", "--flag", "next_session", *secret).out
    assert "J. D.: met offline, " in said
    assert "To come back to: next session." in said
    edited = commands.ok("contact", "edit", added["id"], "--handling", "redirected", *secret).out
    assert "redirected to the practice's own channel" in edited
    listed = commands.ok("contact", "list", "--handling", "open", "--json", *secret).lines()
    assert [one["kind"] for one in listed] == ["met"]
    assert "2 Jan 2026" in commands.ok("contact", "list", "--client", "J. D.", *secret).out
    assert commands.ask("contact", "edit", listed[0]["id"], "--no-flags", *secret)["flags"] == []
    assert "is removed" in commands.ok("contact", "remove", added["id"], *secret).out
    assert commands.ask("contact", "list", *secret)["kind"] == "met"


def test_what_is_past_its_time_is_listed_and_taken_away(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", "--status", "former", "--since", "2010", *secret)
    asked = {"client": "J. D.", "kind": "sharing", "given": "2010-01-02", "expires": "2011-01-02"}
    assert "No record is past" in commands.ok("practice", "past", *secret).out
    commands.ok("consent", "add", "--stdin", *secret, stdin=json.dumps(asked) + "\n")
    assert "practice past --erase 1" in commands.ok("practice", "past", *secret).out
    assert "1 record of the practice" in commands.ok("due", *secret).out
    assert commands.ask("practice", "past", *secret)["past"][0]["kind"] == "consent"
    assert "not 2" in commands.run("practice", "past", "--erase", "2", *secret).err
    assert "Taken away: 1 record" in commands.ok("practice", "past", "--erase", "1", *secret).out
    assert "No record is past" in commands.ok("practice", "past", *secret).out


def test_who_gives_but_a_client_in_a_terminal_is_asked_what_happened(commands: Commands) -> None:
    commands.ok("client", "add", "J. D.", *commands.secret)
    with Terminal(commands.home, "contact", "add", "J. D.", *commands.secret) as terminal:
        for prompt, answer in [
            ("What happened", "commented"),
            ("Who did it", ""),
            ("When", "yesterday"),
            ("That isn't a day that there is. Write it like 2026-11-22.", "2999-01-01"),
            ("is still to come. Give a day until today.", ""),
            ("account", "nobody at all"),
            ("names no account", "https://x.com/jamie_doe"),
            ("Where", ""),
            ("What you did about it", "discussed"),
            ("In your own words", "About sleep."),
            ("next session?", "n"),
            ("supervision?", "y"),
            ("record?", "n"),
        ]:
            terminal.expect(prompt)
            terminal.type(answer)
        terminal.expect("J. D.: commented on x by the client")
        terminal.expect("talked about in session.")
        assert terminal.end() == 0
    kept = commands.ask("contact", "list", *commands.secret)
    assert (kept["account"], kept["note"], kept["flags"]) == ("x:jamie_doe", "About sleep.", ["supervision"])
