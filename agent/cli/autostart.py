"""`autostart on|off`: start the agent at every login."""

import click

from agent.autostart import is_on, switch_off, switch_on, tell_system, this_plan
from agent.cli.asking import is_held
from agent.cli.options import Group, command
from agent.cli.show import say, say_json
from agent.paths import Paths


@click.group("autostart", cls=Group)
def autostart() -> None:
    """Start the agent at every login, locked."""


@command("on", example="framekeeper autostart on")
def on(as_json: bool) -> None:
    """Start the agent at every login, and now if none runs and the system can. It starts locked."""
    made = this_plan()
    runs = is_held(Paths.find())
    # A second one would find the vault taken, and the system would start it again and again.
    started = switch_on() and not runs and bool(made.start) and tell_system(made.start)
    if as_json:
        say_json({"autostart": True, "file": str(made.path), "started": started})
        return
    now = "It is running now." if started or runs else "Until then, start it with `framekeeper run`."
    say(f"The agent starts at your next login, locked. {now}\nThe file is {made.path}.")


@command("off", example="framekeeper autostart off")
def off(as_json: bool) -> None:
    """No longer start the agent at login; an agent that the system started ends."""
    made = this_plan()
    if is_on():
        tell_system(made.stop)
    switch_off()
    if as_json:
        say_json({"autostart": False, "file": str(made.path)})
    else:
        say("The agent no longer starts at login.")


for each in (on, off):
    autostart.add_command(each)
COMMANDS = (autostart,)
