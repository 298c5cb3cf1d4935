"""`run`, `status`, `lock` and `unlock`: the agent's life from outside."""

import sys

import click

from agent import __version__
from agent.cli.asking import AWAY, Asker, is_held, running
from agent.cli.options import command, passphrase_option
from agent.cli.secrets import ask_secret
from agent.cli.show import count, say, say_json, when
from agent.errors import AgentAway, FramekeeperError, NoVault
from agent.paths import Paths
from protocol.messages.state import Done, Lock, StatusAsk, StatusReply, Unlock
from protocol.messages.words import VERSION


@command("run", example="framekeeper run\nframekeeper run --port 0 --passphrase-file FILE --json")
@click.option("--port", type=click.IntRange(0, 65535), metavar="PORT", help="Listen there; 0 takes any free port.")
@click.option("--locked", is_flag=True, help="Don't ask for the passphrase: start with the vault locked.")
@click.option(
    "--lock-after",
    type=click.FloatRange(0.01, 1440),
    metavar="MINUTES",
    help="For this run, whatever the settings say: lock the vault after so many minutes without input.",
)
@passphrase_option
def run(port: int | None, locked: bool, lock_after: float | None, passphrase: str | None, as_json: bool) -> None:
    """Run the agent until Ctrl+C ends it.

    In a terminal it asks for the passphrase first; an empty one starts it locked. Without a terminal and
    without --passphrase-file it starts locked. There need not be a vault yet: the browser's first steps make one.
    """
    from agent.discreet import log_discreetly
    from agent.run import Start
    from agent.run import run as start
    from agent.vault import Vault

    log_discreetly()
    paths = Paths.find()
    if locked:
        passphrase = None
    elif passphrase is None and Vault.exists(paths) and sys.stdin.isatty() and not as_json:
        prompt = "Passphrase (empty to start locked)"
        passphrase = click.prompt(prompt, hide_input=True, default="", show_default=False, err=True) or None
    start(Start(str(paths.home), port, None if lock_after is None else lock_after * 60, as_json), passphrase)


@command("status", example="framekeeper status")
def status(as_json: bool) -> None:
    """Say whether the agent runs, and whether the vault is locked."""
    paths = Paths.find()
    if not is_held(paths):
        vault = paths.slots.exists() or paths.vault.exists()
        sentence = AWAY if vault else f"There is no vault in {paths.home} yet. Make one with `framekeeper init`."
        if as_json:
            say_json({"running": False, "vault": vault, "home": str(paths.home)})
        else:
            say(sentence)
        return
    with running(paths) as agent:
        reply = ask_status(agent)
    port = paths.port.read_text().strip()
    if as_json:
        fields = {name: getattr(reply, name) for name in reply.__struct_fields__}
        say_json({"running": True, "home": str(paths.home), "port": int(port)} | fields)
    else:
        say(describe(reply, port))


def ask_status(agent: Asker) -> StatusReply:
    """Ask the agent for its state."""
    return agent.ask(StatusAsk(VERSION, f"framekeeper {__version__}"), StatusReply)


def describe(reply: StatusReply, port: str) -> str:
    """Say the agent's state in a few short sentences."""
    said = [f"The agent is running on port {port}."]
    if not reply.vault:
        said.append("There is no vault yet. The browser's first steps make one, or `framekeeper init` does.")
        return " ".join(said)
    if reply.locked:
        said.append("The vault is locked: nothing is checked until you run `framekeeper unlock`.")
        return " ".join(said)
    clients, accounts = count(reply.clients or 0, "client"), count(reply.accounts or 0, "account")
    said.append(f"The vault is unlocked, with {clients} and {accounts}.")
    if reply.recovery_unconfirmed:
        said.append("Its recovery code was not typed back yet: `framekeeper recover --check` takes it.")
    if reply.paused_until is not None:
        said.append(f"Warnings are paused until {when(reply.paused_until)}.")
    return " ".join(said)


@command("lock", example="framekeeper lock")
def lock(as_json: bool) -> None:
    """Lock the vault now. The agent goes on running; warnings need it unlocked."""
    try:
        with running(Paths.find()) as agent:
            agent.ask(Lock(), Done)
    except AgentAway:
        raise AgentAway("No agent is running, so the vault is locked already.") from None
    except FramekeeperError as error:
        if error.code != "locked":
            raise
    _say_locked(True, as_json)


@command("unlock", example="framekeeper unlock")
@passphrase_option
def unlock(passphrase: str | None, as_json: bool) -> None:
    """Unlock the running agent's vault. To unlock with the recovery code, see `framekeeper recover`."""
    with running(Paths.find()) as agent:
        reply = ask_status(agent)
        if not reply.vault:
            raise NoVault(
                "There is no vault to unlock yet. Make one in the browser's first steps, or: `framekeeper init`."
            )
        if reply.locked:
            agent.ask(Unlock(passphrase=passphrase or ask_secret("Passphrase")), Done)
    _say_locked(False, as_json)


def _say_locked(locked: bool, as_json: bool) -> None:
    if as_json:
        say_json({"locked": locked})
    else:
        say("The vault is locked." if locked else "The vault is unlocked.")


COMMANDS = (run, status, lock, unlock)
