from tests.support.command import Commands


def test_settings_are_shown_and_switched(commands: Commands) -> None:
    with commands.agent():
        assert commands.ask("settings") == {"profile_views": False}
        assert commands.ok("settings").out.startswith("Not warned about")
        assert commands.ask("settings", "--profile-views", "on") == {"profile_views": True}
        assert commands.ok("settings").out.startswith("Warned about")
        assert commands.ask("status")["profile_views"] is True
    assert commands.ask("settings", *commands.secret) == {"profile_views": True}
    assert commands.run("settings", "--profile-views", "maybe").status == 2
