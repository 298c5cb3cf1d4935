"""How secrets get in: by a prompt that doesn't echo, from a file, or from standard input; never as an argument."""

import sys

import click

from agent.cli.options import read_line
from agent.errors import BadInput, Refused

TRIES = 3


def ask_secret(prompt: str) -> str:
    """Ask on the terminal; without one, read a line of standard input. Raises BadInput if that is empty."""
    if sys.stdin.isatty():
        return str(click.prompt(prompt, hide_input=True, err=True))
    secret = read_line()
    if not secret:
        raise BadInput("A passphrase is needed. Type it in a terminal, or name a file with --passphrase-file.")
    return secret


def ask_new_passphrase(prompt: str = "New passphrase") -> str:
    """Ask for a new passphrase twice until both are the same and it is strong enough.

    Without a terminal it is read once, since a program makes no typing mistakes. Raises WeakPassphrase and BadInput.
    """
    if not sys.stdin.isatty():
        passphrase = ask_secret(prompt)
        refuse_weak(passphrase)
        return passphrase
    for last in (False,) * (TRIES - 1) + (True,):
        passphrase = ask_secret(prompt)
        try:
            refuse_weak(passphrase)
        except Refused as error:
            if last:
                raise
            click.echo(f"{error}\n", err=True)
            continue
        if ask_secret("The same once more") == passphrase:
            return passphrase
        click.echo("The two differ.\n", err=True)
    raise BadInput("The two passphrases differed each time. Nothing was changed; run the command again.")


def refuse_weak(passphrase: str) -> None:
    """Raise WeakPassphrase with advice if it would be guessed."""
    from agent.vault import passphrase as rules

    rules.refuse_weak(passphrase)
