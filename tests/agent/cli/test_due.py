import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_what_is_due_is_said_with_what_to_do(commands: Commands) -> None:
    secret = commands.secret
    assert "no social media policy yet" in commands.ok("due", *secret).out
    commands.ok("client", "add", "J. D.", *secret)
    commands.ok("contact", "add", "J. D.", "--kind", "wrote", "--flag", "record", *secret)
    commands.ok("supervision", "next", "2026-01-02", *secret)
    said = commands.ok("due", *secret).out
    assert "1 contact. See `framekeeper contact list --handling open`." in said
    assert "To enter in a client's record: 1 contact. See `framekeeper contact list --flag record`." in said
    assert "Supervision is on 2 Jan 2026." in said
    assert [each["kind"] for each in commands.ok("due", "--json", *secret).lines()] == [
        "policy_none",
        "contacts_open",
        "contacts_record",
        "supervision_day",
    ]
