import json

import pytest

from tests.support.command import Commands, Inside


@pytest.fixture
def commands(commands: Commands) -> Commands:
    return Inside(commands.home)


def test_checklists_are_listed_and_ticked_off(commands: Commands) -> None:
    secret = commands.secret
    assert "No own account here yet" in commands.ok("profiles", "list", *secret).out
    commands.ok("own", "add", "x:ada_practice", "--role", "professional", *secret)
    listed = commands.ok("profiles", "list", *secret).out
    assert "This page is for education only. No therapy or crisis support here." in listed
    assert "Menus marked ? nobody has checked" in listed
    assert "not done yet" in listed
    done = commands.ok("profiles", "done", "x:ada_practice", "messages", "--day", "2026-01-02", *secret).out
    assert "done on 2 Jan 2026, due again since 1 Jul 2026" in done
    asked = {"account": "x:ada_practice", "item": "messages", "note": "in the app, too"}
    check = commands.ask("profiles", "done", "--stdin", *secret, stdin=json.dumps(asked) + "\n")
    assert (check["is_due"], check["note"]) == (False, "in the app, too")
    due = commands.ask("profiles", "list", "--due", *secret)
    assert "messages" not in [each["item"] for each in due["checks"]]
    assert "On your own profiles:" in commands.ok("due", *secret).out
    assert "not done yet" in commands.ok("profiles", "done", "x:ada_practice", "messages", "--take-back", *secret).out
    assert "Say on which account and what" in commands.run("profiles", "done", *secret).err
