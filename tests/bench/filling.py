"""Vaults of a given size, filled through the vault's own door, not through a million commands."""

from collections.abc import Iterator
from pathlib import Path

from agent.cli.setup import make_vault
from agent.demo.process import PASSPHRASE, AgentProcess
from agent.paths import Paths
from agent.vault import Vault

PER_CLIENT = 50
TIME = "2026-11-22T10:00:00.000Z"


def make_home(folder: Path, accounts: int) -> AgentProcess:
    """Make a home whose watch list has that many accounts, fifty a client, and return its agent, not started."""
    agent = AgentProcess(folder / f"home-{accounts}")
    paths = Paths(agent.home)
    make_vault(paths, PASSPHRASE)
    vault = Vault(paths)
    vault.unlock(passphrase=PASSPHRASE)
    try:
        with vault.database.change() as cursor:
            cursor.executemany(
                "INSERT INTO clients (id, label, names, status, since, notes, added, changed, sorting, wanted) "
                "VALUES (?, ?, ?, 'current', NULL, '', ?, ?, ?, ?)",
                _clients(accounts),
            )
            cursor.executemany("INSERT INTO accounts VALUES (?, ?, ?, 'client_provided')", _accounts(accounts))
    finally:
        vault.close()
    return agent


def account(number: int) -> str:
    """Return the key of the nth account."""
    return f"x:person_{number}"


def _clients(accounts: int) -> Iterator[tuple[str, ...]]:
    for number in range((accounts + PER_CLIENT - 1) // PER_CLIENT):
        label = f"C. {number}"
        names = f'["Person{number:x} Somebody{number:x}"]'
        yield f"client{number}", label, names, TIME, TIME, label.lower(), label.lower()


def _accounts(accounts: int) -> Iterator[tuple[str, str, int]]:
    for number in range(accounts):
        yield account(number), f"client{number // PER_CLIENT}", number % PER_CLIENT
