"""`passphrase change`, `recover`, `backup` and `restore`: the keys, and copies of what they open."""

from datetime import datetime
from pathlib import Path

import click

from agent.cli.asking import held, opened
from agent.cli.options import Group, command, passphrase_option, secret_file_option
from agent.cli.secrets import ask_new_passphrase, ask_secret, refuse_weak
from agent.cli.show import say, say_json
from agent.paths import Paths
from protocol.messages.keys import Backup, PassphraseChange, RecoveryCode, RecoveryConfirm, RecoveryRenew
from protocol.messages.state import Done

RECOVERY = "Recovery code"


@click.group("passphrase", cls=Group)
def passphrase_group() -> None:
    """Change the passphrase."""


@command("change", example="framekeeper passphrase change")
@secret_file_option("--new-passphrase-file", "new", "Take the new passphrase from the first line of FILE.")
@passphrase_option
def change(new: str | None, passphrase: str | None, as_json: bool) -> None:
    """Change the passphrase: asks for the one so far and, twice, for the new one. The recovery code stays valid."""
    passphrase = passphrase or ask_secret("Passphrase so far")
    new = _new(new)
    with opened(Paths.find(), passphrase) as asker:
        asker.ask(PassphraseChange(new, passphrase=passphrase), Done)
    if as_json:
        say_json({"changed": True})
    else:
        say("The passphrase is changed. Backups that you made before still open with the old one.")


@command("recover", example="framekeeper recover\nframekeeper recover --renew\nframekeeper recover --check")
@click.option("--check", is_flag=True, help="Only see whether the code that was written down is the right one.")
@click.option("--renew", is_flag=True, help="Make a new recovery code instead; needs the passphrase.")
@secret_file_option("--recovery-code-file", "code", "Take the recovery code from the first line of FILE.")
@secret_file_option("--new-passphrase-file", "new", "Take the new passphrase from the first line of FILE.")
@passphrase_option
def recover(check: bool, renew: bool, code: str | None, new: str | None, passphrase: str | None, as_json: bool) -> None:
    """Set a new passphrase with the recovery code.

    For when the passphrase is forgotten. With --renew, makes a new recovery code; the old one ends. With --check, the
    vault no longer asks for the code to be typed back.
    """
    if renew:
        _renew(passphrase or ask_secret("Passphrase"), as_json)
        return
    code = code or ask_secret(RECOVERY)
    if check:
        _check(code, as_json)
        return
    new = _new(new)
    with opened(Paths.find(), None, recovery_code=code) as asker:
        asker.ask(PassphraseChange(new, recovery_code=code), Done)
    if as_json:
        say_json({"changed": True})
    else:
        say("The new passphrase is set. The recovery code stays valid; `framekeeper recover --renew` makes another.")


def _new(given: str | None) -> str:
    if given is None:
        return ask_new_passphrase()
    refuse_weak(given)
    return given


def _check(code: str, as_json: bool) -> None:
    with opened(Paths.find(), None, recovery_code=code) as asker:
        asker.ask(RecoveryConfirm(code), Done)
    if as_json:
        say_json({"right": True})
    else:
        say("This is the vault's recovery code. Keep it where it is.")


def _renew(passphrase: str, as_json: bool) -> None:
    with opened(Paths.find(), passphrase) as asker:
        code = asker.ask(RecoveryRenew(passphrase), RecoveryCode).recovery_code
    if as_json:
        say_json({"recovery_code": code})
    else:
        say(f"Recovery code:  {code}\n\nWrite it down; it is shown only now. The one before opens nothing any more.")


@command("backup", example="framekeeper backup\nframekeeper backup /media/stick/framekeeper.backup")
@click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@passphrase_option
def backup(file: Path | None, passphrase: str | None, as_json: bool) -> None:
    """Write an encrypted copy of the vault to a new file.

    Without FILE it is named after the day, in this folder. The passphrase or the recovery code opens it.
    """
    file = file or Path(f"framekeeper-{datetime.now().astimezone():%Y-%m-%d}.backup")
    target = file.expanduser().absolute()
    with opened(Paths.find(), passphrase) as asker:
        asker.ask(Backup(str(target)), Done)
    if as_json:
        say_json({"file": str(target)})
    else:
        say(f"The backup is in {target}, encrypted. Bring it back with `framekeeper restore`.")


@command("restore", example="framekeeper restore /media/stick/framekeeper.backup")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--with-recovery-code", is_flag=True, help="Ask for the recovery code instead of the passphrase.")
@secret_file_option("--recovery-code-file", "code", "Take the recovery code from the first line of FILE.")
@passphrase_option
def restore(file: Path, with_recovery_code: bool, code: str | None, passphrase: str | None, as_json: bool) -> None:
    """Put a backup in the place of the vault. What was there before is kept beside it.

    The agent must not be running. The override log records the restore.
    """
    from agent.pairing import Pairings
    from agent.vault import Vault

    paths = Paths.find()
    if with_recovery_code and code is None:
        code = ask_secret(RECOVERY)
    if code is None and passphrase is None:
        passphrase = ask_secret("Passphrase of the backup")
    with held(paths):
        secret = {"recovery_code": code} if code is not None else {"passphrase": passphrase}
        kept = Vault.restore(paths, file.expanduser().absolute(), **secret)
        Pairings(paths).ensure_cli()
    if as_json:
        say_json({"restored": True, "kept": [str(path) for path in kept]})
        return
    say("The backup is in place.")
    for path in kept:
        say(f"What was there before is kept in {path}.")


passphrase_group.add_command(change)
COMMANDS = (passphrase_group, recover, backup, restore)
