"""What the therapist has chosen, kept in the vault as long as it differs from the default.

Each setting is a row of its own. One that can't be read, or that this version doesn't know, spoils no other: it stands
at its default, and is named, so that `framekeeper doctor` can say so.
"""

import msgspec

from agent.vault.database import Database
from protocol.messages.settings import Chosen

DEFAULT = Chosen()


def read(database: Database) -> tuple[Chosen, list[str]]:
    """Give the settings, and the names of those that couldn't be read; raises VaultDamaged."""
    found: dict[str, object] = {}
    damaged = []
    for name, value in database.rows("SELECT name, value FROM settings ORDER BY name"):
        try:
            decoded = msgspec.json.decode(value)
            msgspec.convert({name: decoded}, Chosen)
        except msgspec.MsgspecError:
            damaged.append(str(name))
        else:
            found[name] = decoded
    return msgspec.convert(found, Chosen), damaged


def change(database: Database, before: Chosen, after: Chosen) -> None:
    """Keep what differs, durably and all at once; raises DiskFull and VaultDamaged."""
    with database.change() as cursor:
        for name in Chosen.__struct_fields__:
            value = getattr(after, name)
            if value == getattr(before, name):
                continue
            cursor.execute("DELETE FROM settings WHERE name = ?", (name,))
            if value != getattr(DEFAULT, name):
                cursor.execute("INSERT INTO settings VALUES (?, ?)", (name, msgspec.json.encode(value).decode()))
