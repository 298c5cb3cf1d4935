import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_a_hold_is_listed_and_ended_and_the_log_has_it(commands: Commands) -> None:
    secret = commands.secret
    commands.ok("client", "add", "J. D.", *secret)
    assert "No crisis hold is on" in commands.ok("crisis", "hold", *secret).out
    assert "J. D." in commands.ok("crisis", "hold", "J. D.", "--hours", "2", *secret).out
    assert commands.ask("crisis", "hold", *secret)["label"] == "J. D."
    assert "No crisis hold is on" in commands.ok("crisis", "hold", "J. D.", "--end", *secret).out
    opened = commands.ask("crisis", "card", "--stdin", *secret, stdin='{"client": "J. D."}\n')
    assert opened["card"]["changed"] is None
    assert "Nothing is written" in commands.ok("crisis", "card", "J. D.", *secret).out
    listed = commands.ok("log", "list", "--crisis", *secret).out
    assert listed.count("crisis card opened") == 2
    assert "until today" in listed
    assert "J. D.: crisis card opened" in commands.ok("log", "show", str(opened["logged"]), *secret).out


def test_public_numbers_need_no_vault_and_leave_nothing(commands: Commands) -> None:
    before = {path.name: path.read_bytes() for path in commands.home.rglob("*") if path.is_file()}
    assert "Nothing was recorded" in commands.ok("crisis", "public", "us").out
    assert commands.ask("crisis", "public", "US")["emergency"] == "911"
    after = {path.name: path.read_bytes() for path in commands.home.rglob("*") if path.is_file()}
    assert before == after
