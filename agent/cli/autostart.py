"""`autostart on|off`: start the agent at every login."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from agent.autostart import Plan, plan
from agent.cli.options import Group, command
from agent.cli.show import say, say_json


@click.group("autostart", cls=Group)
def autostart() -> None:
    """Start the agent at every login, locked."""


def _plan() -> tuple[Plan, Path]:
    made = plan(sys.platform, Path.home(), sys.executable, os.environ.get("FRAMEKEEPER_HOME"))
    return made, Path(made.path)


def _tell_system(commands: tuple[tuple[str, ...], ...]) -> bool:
    """Run the commands; whether all went well. Without a session of the system there is nobody to tell."""
    for program, *arguments in commands:
        found = shutil.which(program)
        if found is None:
            return False
        done = subprocess.run((found, *arguments), capture_output=True, check=False, timeout=30)  # noqa: S603
        if done.returncode:
            return False
    return True


@command("on", example="framekeeper autostart on")
def on(as_json: bool) -> None:
    """Start the agent at every login, and now if the system can. It starts locked."""
    made, path = _plan()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.content, encoding="utf-8", newline="")
    started = bool(made.enable) and _tell_system(made.enable)
    if as_json:
        say_json({"autostart": True, "file": str(path), "started": started})
    else:
        now = "It is running now." if started else "Until then, start it with `framekeeper run`."
        say(f"The agent starts at your next login, locked. {now}\nThe file is {path}.")


@command("off", example="framekeeper autostart off")
def off(as_json: bool) -> None:
    """No longer start the agent at login; an agent that the system started ends."""
    made, path = _plan()
    if path.exists():
        _tell_system(made.disable)
        path.unlink(missing_ok=True)
    if as_json:
        say_json({"autostart": False, "file": str(path)})
    else:
        say("The agent no longer starts at login.")


for each in (on, off):
    autostart.add_command(each)
COMMANDS = (autostart,)
