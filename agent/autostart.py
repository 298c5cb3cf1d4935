"""Starting the agent at login, locked: what to write where on each system, and how to make the system notice.

`plan` is pure: it makes text and command lines from what it is given. `switch_on` and `switch_off` carry the plan of
this system out, for the command line and for a paired browser that asks the agent. No file names a client, and none
holds a passphrase: an agent that starts at login waits to be unlocked.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePath

LABEL = "org.framekeeper.agent"
UNIT = "framekeeper.service"

Commands = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plan:
    """One file for one system, and commands, which may fail where nothing listens.

    `enable` and `disable` are about the next login; `start` and `stop` about now.
    """

    path: PurePath
    content: str
    enable: Commands = ()
    start: Commands = ()
    disable: Commands = ()
    stop: Commands = ()


def this_plan() -> Plan:
    """Plan for this system and this user."""
    return plan(sys.platform, Path.home(), sys.executable, os.environ.get("FRAMEKEEPER_HOME"))


def is_on() -> bool:
    """Whether the agent is to start at every login."""
    return Path(this_plan().path).exists()


def switch_on() -> bool:
    """Write the file and have the system start the agent at the next login; gives whether the system was told."""
    made = this_plan()
    path = Path(made.path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.content, encoding="utf-8", newline="")
    return tell_system(made.enable)


def switch_off() -> None:
    """Take the file away; an agent that runs goes on."""
    made = this_plan()
    if Path(made.path).exists():
        tell_system(made.disable)
        Path(made.path).unlink(missing_ok=True)


def tell_system(commands: Commands) -> bool:
    """Run the commands; whether all went well. Without a session of the system there is nobody to tell."""
    for program, *arguments in commands:
        found = shutil.which(program)
        if found is None:
            return False
        done = subprocess.run((found, *arguments), capture_output=True, check=False, timeout=30)  # noqa: S603
        if done.returncode:
            return False
    return True


def plan(system: str, home: PurePath, python: str, moved: str | None) -> Plan:
    """Plan for `system` as in `sys.platform`.

    `home` is the user's home folder, `python` the interpreter to start, `moved` FRAMEKEEPER_HOME, if set.
    """
    arguments = (python, "-P", "-m", "agent", "run", "--locked")
    if system == "darwin":
        return _launchd(home, arguments, moved)
    if system == "win32":
        return _windows(home, arguments, moved)
    return _systemd(home, arguments, moved)


def _systemd(home: PurePath, arguments: tuple[str, ...], moved: str | None) -> Plan:
    environment = f"Environment={_unit_quote(f'FRAMEKEEPER_HOME={moved}')}\n" if moved else ""
    content = (
        "[Unit]\n"
        "Description=Framekeeper agent\n\n"
        "[Service]\n"
        f"ExecStart={' '.join(_unit_quote(one).replace('$', '$$') for one in arguments)}\n"
        f"{environment}"
        "Restart=on-failure\n"
        "RestartSec=10\n"
        "NoNewPrivileges=yes\n\n"
        "[Install]\n"
        "WantedBy=default.target\n"
    )
    user = ("systemctl", "--user")
    return Plan(
        home / ".config" / "systemd" / "user" / UNIT,
        content,
        enable=((*user, "daemon-reload"), (*user, "enable", UNIT)),
        start=((*user, "start", UNIT),),
        disable=((*user, "disable", UNIT),),
        stop=((*user, "stop", UNIT),),
    )


def _unit_quote(text: str) -> str:
    """Quote for a unit file: % starts a specifier, the backslash an escape; $ is special in commands only."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _launchd(home: PurePath, arguments: tuple[str, ...], moved: str | None) -> Plan:
    listed = "".join(f"    <string>{escape(one)}</string>\n" for one in arguments)
    environment = ""
    if moved:
        environment = (
            "  <key>EnvironmentVariables</key>\n"
            f"  <dict><key>FRAMEKEEPER_HOME</key><string>{escape(moved)}</string></dict>\n"
        )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n'
        '<plist version="1.0">\n<dict>\n'
        f"  <key>Label</key><string>{LABEL}</string>\n"
        f"  <key>ProgramArguments</key>\n  <array>\n{listed}  </array>\n"
        f"{environment}"
        "  <key>RunAtLoad</key><true/>\n"
        "  <key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>\n"
        "</dict>\n</plist>\n"
    )
    path = home / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    load, unload = ("launchctl", "load", "-w", str(path)), ("launchctl", "unload", str(path))
    return Plan(path, content, start=(load,), stop=(unload,))


def _windows(home: PurePath, arguments: tuple[str, ...], moved: str | None) -> Plan:
    """Put a script into the Startup folder: it needs no administrator and shows no window."""
    python, *rest = arguments
    command = " ".join(
        f'""{one}""' if " " in one else one for one in (python.replace("python.exe", "pythonw.exe"), *rest)
    )
    environment = f'shell.Environment("Process")("FRAMEKEEPER_HOME") = "{moved}"\r\n' if moved else ""
    content = f'Set shell = CreateObject("WScript.Shell")\r\n{environment}shell.Run "{command}", 0, False\r\n'
    startup = home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Startup"
    return Plan(startup / "Framekeeper.vbs", content)
