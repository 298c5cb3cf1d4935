import json

import pytest

from tests.support.command import Commands


def test_settings_are_shown_and_changed(commands: Commands) -> None:
    with commands.agent():
        first = commands.ask("settings")
        assert (first["profile_views"], first["idle_lock"], first["lock_after"]) == (False, 15, None)
        assert first["tiers"]["possible.view"] == "none"
        assert "profile is not warned about" in commands.ok("settings").out
        changed = commands.ask(
            *("settings", "--profile-views", "on", "--idle-lock", "10", "--when-away", "pass", "--when-unnamed"),
            *("always", "--without-minutes", "5", "--retention-log-years", "0", "--legal-hold", "on"),
            *("--name-threshold", "90", "--tier", "current.follow=B", "--tier", "former.view=none"),
        )
        assert changed["tiers"] == first["tiers"] | {"current.follow": "B", "former.view": "none"}
        assert changed["without_minutes"] == 5
        said = commands.ok("settings").out
        for words in ("B *", "none *", "profile is warned about", "10 minutes without", "red", "each time", "for good"):
            assert words in said
        assert commands.ask("status")["profile_views"] is True
        assert commands.ask("settings", "--recommended-tiers")["tiers"] == first["tiers"]
    assert commands.ask("settings", *commands.secret)["legal_hold"] is True
    line = json.dumps({"tiers": {"current.view": "A"}, "legal_hold": False})
    assert commands.ask("settings", "--stdin", *commands.secret, stdin=line)["tiers"]["current.view"] == "A"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--profile-views", "maybe"),
        ("--tier", "current.follow=D"),
        ("--tier", "current.dance=A"),
        ("--idle-lock", "0"),
        ("--idle-lock", "241"),
        ("--without-minutes", "14"),
    ],
)
def test_what_cannot_be_is_wrong_usage(commands: Commands, wrong: tuple[str, str]) -> None:
    assert commands.run("settings", *wrong).status == 2


def test_what_this_run_was_told_is_said(commands: Commands) -> None:
    with commands.agent("--lock-after", "90"):
        assert "In this run it locks after 90 minutes" in commands.ok("settings", "--idle-lock", "5").out
        assert commands.ask("status")["idle_lock"] == 5400
