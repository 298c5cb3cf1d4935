"""`init`: make the vault and say what comes next."""

import click

from agent.cli.asking import held, reach
from agent.cli.options import command, passphrase_option
from agent.cli.secrets import ask_new_passphrase, refuse_weak
from agent.cli.show import say, say_json
from agent.errors import AlreadyThere
from agent.paths import Paths
from protocol.messages.keys import RecoveryCode, VaultMake

KEEP = """
Write the recovery code down and keep it away from this computer. It is shown only now, and it \
is the only way in if the passphrase is forgotten.

What comes next:"""
RUN = ("framekeeper run", "starts the agent; leave it running")
NEXT = (
    ("framekeeper doctor", "says where the browser extension is and how to load it"),
    ("framekeeper pair", "gives a code to paste into the extension"),
    ("framekeeper client add", "puts your first client on the watch list"),
)


@command("init", example="framekeeper init")
@passphrase_option
def init(passphrase: str | None, as_json: bool) -> None:
    """Make the vault: choose a passphrase, get a recovery code.

    Asks for the passphrase twice and refuses one that would be guessed. The recovery code is shown once. If an agent is
    running already, it makes the vault, and has it open afterwards.
    """
    from agent.vault import Vault

    paths = Paths.find()
    if Vault.exists(paths):
        raise AlreadyThere(
            f"There is a vault in {paths.home} already. Use that one, or set FRAMEKEEPER_HOME elsewhere."
        )
    if passphrase is None:
        click.echo("Choose a passphrase: four or more words that nobody would put together do well.\n", err=True)
        passphrase = ask_new_passphrase()
    else:
        refuse_weak(passphrase)
    code, agent_runs = make_vault(paths, passphrase)
    if as_json:
        say_json({"home": str(paths.home), "recovery_code": code})
    else:
        say(f"\nThe vault is in {paths.home}.\n\nRecovery code:  {code}\n{KEEP}")
        for number, (what, why) in enumerate(NEXT if agent_runs else (RUN, *NEXT), 1):
            say(f"  {number}. {what:26} {why}")


def make_vault(paths: Paths, passphrase: str) -> tuple[str, bool]:
    """Make the vault and the command line's own pairing; gives the recovery code, and whether an agent made it."""
    from agent.pairing import Pairings
    from agent.vault import Vault

    connection = reach(paths)
    if connection is not None:
        with connection:
            return connection.ask(VaultMake(passphrase), RecoveryCode).recovery_code, True
    paths.make_home()
    with held(paths):
        vault, code = Vault.create(paths, passphrase)
        vault.close()
        Pairings(paths).ensure_cli()
    return code, False


COMMANDS = (init,)
