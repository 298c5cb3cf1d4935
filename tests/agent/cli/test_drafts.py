import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_a_draft_is_read_and_its_phrases_are_said(commands: Commands) -> None:
    secret = commands.secret
    said = commands.ok("draft", "check", *secret, stdin="A client of mine cried. You have ADHD.").out
    assert said.splitlines() == ["“A client of mine” tells of a client.", "“You have ADHD” diagnoses somebody."]
    (hint,) = commands.ok("draft", "check", "--json", *secret, stdin="My client cried.").lines()
    assert (hint["kind"], hint["words"]) == ("client", "My client")
    assert "Nothing in it" in commands.ok("draft", "check", *secret, stdin="Rest is allowed.").out


def test_own_topics_are_set_shown_and_found_on_a_professional_account(commands: Commands) -> None:
    secret = commands.secret
    assert "no topics" in commands.ok("draft", "topics", *secret).out
    assert commands.ask("draft", "topics", "--set", "elect*", "--set", "guns", *secret) == {
        "draft_topics": ["elect*", "guns"]
    }
    commands.ok("own", "add", "x:ada_quill", "--role", "professional", *secret)
    said = commands.ok("draft", "check", "--own-account", "x:ada_quill", *secret, stdin="Elections are near.").out
    assert said == "“Elections” is one of your own topics: elect*.\n"
    assert commands.ok("draft", "topics", "--none", *secret).out.startswith("You have no topics")
