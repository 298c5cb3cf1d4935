import json

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_a_crisis_from_its_beginning_to_the_day_after(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    assert "No crisis is recorded" in commands.ok("crisis", "list", *secret).out
    saved = commands.ok("crisis", "card-save", "J. D.", "--phone", "555 0100", "--plan", "blue folder", *secret).out
    assert "is saved" in saved
    said = commands.ok("crisis", "begin", "J. D.", "--platform", "x", *secret).out
    assert "Everything toward J. D. is held until" in said
    assert "call the local emergency number" in said
    assert "555 0100" in said
    (one,) = commands.ok("crisis", "list", "--open", "--json", *secret).lines()
    crisis = one["id"]
    assert (
        "no answer: voicemail"
        in commands.ok("crisis", "step", crisis, "client", "--result", "no_answer", "--note", "voicemail", *secret).out
    )
    assert commands.ask("crisis", "step", crisis, "client", "--not-done", *secret)["steps"] == []
    seen = json.dumps({"crisis": crisis, "danger": "not_now", "seen_at": "2026-01-02T21:30", "seen_how": "a post"})
    edited = commands.ask("crisis", "edit", crisis, "--stdin", *secret, stdin=seen + "\n")
    assert (edited["danger"], edited["seen_how"]) == ("not_now", "a post")
    assert "isn't a time" in commands.run("crisis", "edit", crisis, "--seen-at", "noon", *secret).err
    assert "Closed" in commands.ok("crisis", "close", crisis, "--outcome", "safe", *secret).out
    due = [each["kind"] for each in commands.ok("due", "--json", *secret).lines()]
    assert due[:4] == ["crisis_record", "crisis_session", "crisis_supervision", "crisis_policy"]
    for what in ("record", "session", "supervision"):
        commands.ok("crisis", "follow", crisis, what, *secret)
    assert "look at what your policy says" in commands.ok("due", *secret).out
    assert "All that was due is seen to" in commands.ok("crisis", "follow", crisis, "policy", *secret).out
    assert "is removed" in commands.ok("crisis", "remove", crisis, *secret).out


def test_begun_for_a_program_it_gives_all_at_once(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    begun = commands.ask("crisis", "begin", "--stdin", *secret, stdin='{"client": "J. D.", "hours": 3}\n')
    assert sorted(begun) == ["card", "crisis", "held_until", "numbers"]
    assert begun["numbers"] is None
