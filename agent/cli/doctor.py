"""`doctor`: looks at everything that has to be right, and says what to do about what isn't."""

import json
import socket
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import agent
from agent import __version__
from agent.cli.asking import is_held, running
from agent.cli.life import ask_status, describe
from agent.cli.options import command
from agent.cli.show import count, day, say, say_json, when, words
from agent.errors import FramekeeperError
from agent.listening import HOST, PORTS
from agent.paths import Paths
from protocol.messages.settings import Settings, SettingsReply

LOADING = """
To load the extension in Chrome, Edge or Chromium: open chrome://extensions, switch on "Developer mode", \
press "Load unpacked", and choose the folder above.

In Firefox: open about:debugging, press "This Firefox", then "Load Temporary Add-on", and choose the \
file manifest.json in the folder above."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `detail` says what was found, and what to do if it isn't `ok`."""

    check: str
    ok: bool
    detail: str


@command("doctor", example="framekeeper doctor")
def doctor(as_json: bool) -> int:
    """Check that everything is as it should be.

    Looks at files, agent, pairings and adapters, and says where the extension is. Exit status 1 if something is to be
    done.
    """
    paths = Paths.find()
    findings = list(examine(paths))
    if as_json:
        for one in findings:
            say_json(one)
    else:
        for one in findings:
            say(f"{'ok   ' if one.ok else 'to do'} {one.check:11} {one.detail}", indent=18)
        say(LOADING)
    wrong = [one for one in findings if not one.ok]
    if wrong:
        raise NotWell(f"{count(len(wrong), 'thing')} to be done: see the lines above that say so.")
    return 0


class NotWell(FramekeeperError):
    """Something is to be done."""

    code = "not_well"


def examine(paths: Paths) -> Iterator[Finding]:
    """Look at everything, without changing anything and without a secret."""
    yield Finding("versions", True, f"framekeeper {__version__}, Python {sys.version.split()[0]}, {_database()}")
    yield _home(paths)
    yield _vault(paths)
    yield _agent(paths)
    yield from _settings(paths)
    yield _browsers(paths)
    yield _extension()
    yield from _adapters(paths)


def _database() -> str:
    from importlib.metadata import version

    return f"apsw-sqlite3mc {version('apsw-sqlite3mc')}"


def _home(paths: Paths) -> Finding:
    if not paths.home.is_dir():
        return Finding("files", False, f"{paths.home} isn't there yet. Run `framekeeper run`.")
    open_to_others = [path for path in (paths.home, *sorted(paths.home.iterdir())) if _others_may_read(path)]
    if open_to_others:
        names = " ".join(str(path) for path in open_to_others)
        return Finding("files", False, f"Others on this machine may read them. Run: chmod go= {names}")
    return Finding("files", True, f"{paths.home}, readable by you alone")


def _others_may_read(path: Path) -> bool:
    return sys.platform != "win32" and bool(stat.S_IMODE(path.lstat().st_mode) & 0o077)


def _vault(paths: Paths) -> Finding:
    from agent.vault import Vault
    from agent.vault.slots import Slots

    if not Vault.exists(paths):
        return Finding(
            "vault", False, "There is no vault yet. The browser's first steps make one, or `framekeeper init`."
        )
    try:
        Slots.read(paths.slots)
    except FramekeeperError as error:
        return Finding("vault", False, str(error))
    if not paths.vault.exists() or paths.vault.stat().st_size == 0:
        return Finding("vault", False, f"{paths.vault} is missing or empty. Bring it back with `framekeeper restore`.")
    return Finding("vault", True, "its files can be read; whether they open, only a secret can tell")


def _agent(paths: Paths) -> Finding:
    if not is_held(paths):
        taken = [str(port) for port in PORTS if _is_taken(port)]
        also = f" Port {', '.join(taken)} is taken by another program; that does no harm." if taken else ""
        return Finding("agent", False, f"It isn't running. Start it with `framekeeper run`.{also}")
    try:
        with running(paths) as asker:
            reply = ask_status(asker)
    except FramekeeperError as error:
        return Finding("agent", False, str(error))
    return Finding(
        "agent", not reply.locked and not reply.recovery_unconfirmed, describe(reply, paths.port.read_text().strip())
    )


def _settings(paths: Paths) -> Iterator[Finding]:
    """Say which settings can't be read, where the vault is open to be looked into."""
    if not is_held(paths):
        return
    try:
        with running(paths) as asker:
            damaged = asker.ask(Settings(), SettingsReply).damaged
    except FramekeeperError:  # locked, or said above
        return
    if damaged:
        names = ", ".join(damaged)
        yield Finding(
            "settings", False, f"These can't be read, so they stand as they were at first: {names}. Set anew."
        )


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _browsers(paths: Paths) -> Finding:
    from agent.pairing import Pairings

    try:
        paired = [one for one in Pairings(paths).browsers() if one.origin]
    except FramekeeperError as error:
        return Finding("browsers", False, str(error))
    if not paired:
        return Finding("browsers", False, "None is paired. Load the extension, then run `framekeeper pair`.")
    listed = ", ".join(f"{one.name} (last seen {when(one.last_seen)})" for one in paired)
    return Finding("browsers", True, listed)


def _extension() -> Finding:
    folder = extension_folder()
    if folder is None:
        return Finding("extension", False, "Its folder is missing. Install Framekeeper again.")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return Finding("extension", True, f"version {manifest['version']} in {folder}")


def _adapters(paths: Paths) -> Iterator[Finding]:
    """Say of each adapter when it was checked, and whether a browser has found since that it is out of date."""
    from agent.outdated import Outdated
    from protocol.reading import shipped

    try:
        reports = Outdated(paths).read()
    except FramekeeperError as error:
        yield Finding("adapters", False, str(error))
        reports = {}
    for adapter in sorted(shipped(), key=lambda adapter: adapter.name.lower()):
        report = reports.get(adapter.name)
        detail = f"{adapter.name}, last checked on {day(adapter.checked)}"
        if report:
            what = ", ".join(map(words, report.interactions))
            detail += (
                f". A browser found it out of date {when(report.since)}: it missed {what}. Check for yourself before "
                "you press there, and look for an update of Framekeeper."
            )
        yield Finding("adapter", report is None, detail)


def extension_folder() -> Path | None:
    """Find the folder to load unpacked: in the installed package, or beside it in a checkout."""
    package = Path(agent.__file__).parent
    for folder in (package / "_extension", package.parent / "extension"):
        if (folder / "manifest.json").is_file():
            return folder
    return None


COMMANDS = (doctor,)
