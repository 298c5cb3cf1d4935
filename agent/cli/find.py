"""Which client a person means by an id or a label, and how they are asked."""

import sys

import click
import msgspec

from agent.cli.asking import Asker
from agent.errors import BadInput, NotFound
from protocol.messages.watchlist import Client, ClientList, ClientsReply

NOBODY = "No client has this id or label. `framekeeper client list` shows those on the watch list."


def find_client(asker: Asker, text: str) -> Client:
    """Give the client with this id, or with this label if only one has it; raises NotFound and BadInput."""
    wanted = text.strip().casefold()
    same_label = []
    for client in all_clients(asker):
        if client.id == text.strip():
            return client
        if client.label.casefold() == wanted:
            same_label.append(client)
    if not same_label:
        raise NotFound(NOBODY)
    if len(same_label) > 1:
        raise BadInput("Several clients have this label. Give the id, which `framekeeper client list` shows.")
    return same_label[0]


def all_clients(asker: Asker, ask: ClientList | None = None) -> list[Client]:
    """Give all pages of a list."""
    ask = ask or ClientList(limit=500)
    clients: list[Client] = []
    after = ask.after
    while True:
        page = asker.ask(msgspec.structs.replace(ask, after=after, limit=500), ClientsReply)
        clients += page.clients
        after = page.more
        if after is None:
            return clients


def ask_who() -> str:
    """Ask which client is meant."""
    return ask_line("Client (label or id)")


def ask_line(prompt: str) -> str:
    """Ask for one line on the terminal; without one it is wrong usage."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"Missing: {prompt}. Give it, use --stdin for a JSON line, or a terminal to be asked.")
    return str(click.prompt(prompt, err=True))
