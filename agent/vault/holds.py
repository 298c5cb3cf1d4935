"""Clients under a legal hold, by id: nothing of them is erased. Apart from the watch list, which they may have left."""

from agent.vault.database import Database


def read(database: Database) -> dict[str, str]:
    """Give since when each is, by id, the oldest first; raises VaultDamaged."""
    return {
        str(client): str(since) for client, since in database.rows("SELECT * FROM legal_holds ORDER BY since, client")
    }


def put(database: Database, client: str, since: str) -> None:
    """Put a client under a hold, durably; one that is stays so since then. Raises DiskFull and VaultDamaged."""
    with database.change() as cursor:
        cursor.execute("INSERT OR IGNORE INTO legal_holds VALUES (?, ?)", (client, since))


def end(database: Database, client: str) -> None:
    """End a hold, durably, if there is one; raises DiskFull and VaultDamaged."""
    with database.change() as cursor:
        cursor.execute("DELETE FROM legal_holds WHERE client = ?", (client,))
