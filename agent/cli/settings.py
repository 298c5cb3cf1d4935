"""`settings`: what the therapist may switch."""

import click

from agent.cli.asking import opened
from agent.cli.options import command, passphrase_option
from agent.cli.show import say, say_json
from agent.paths import Paths
from protocol.messages import Settings, SettingsReply


@command("settings", example="framekeeper settings\nframekeeper settings --profile-views on")
@click.option(
    "--profile-views",
    type=click.Choice(["on", "off"]),
    help="Whether to warn before a client's LinkedIn or TikTok profile is opened.",
)
@passphrase_option
def settings(profile_views: str | None, passphrase: str | None, as_json: bool) -> None:
    """Show the settings, and change those that are given.

    Who opens a profile on LinkedIn or TikTok may be shown to its owner, so Framekeeper can warn before that as it
    always does before a story.
    """
    wanted = None if profile_views is None else profile_views == "on"
    with opened(Paths.find(), passphrase) as asker:
        reply = asker.ask(Settings(wanted), SettingsReply)
    if as_json:
        say_json({"profile_views": reply.profile_views})
        return
    warned = "Warned about" if reply.profile_views else "Not warned about"
    say(f"{warned}: opening a client's LinkedIn or TikTok profile (--profile-views).")


COMMANDS = (settings,)
