"""The encrypted store: key slots, the database, its migrations."""

from agent.vault.database import Database
from agent.vault.instance import InstanceLock
from agent.vault.vault import Vault

__all__ = ["Database", "InstanceLock", "Vault"]
