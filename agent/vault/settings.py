"""What the therapist has switched: kept in the vault, among the marks, as long as it differs from the default."""

from agent.vault.database import Database

PROFILE_VIEWS = "setting profile_views"
"""Hold the opening of a profile whose owner may see who came (LinkedIn, TikTok), as a story's always is."""


def is_on(database: Database, setting: str) -> bool:
    """Say whether a setting is on; raises VaultDamaged."""
    return database.row("SELECT 1 FROM marks WHERE name = ?", (setting,)) is not None


def switch(database: Database, setting: str, on: bool) -> None:
    """Switch a setting, durably; raises DiskFull and VaultDamaged."""
    with database.change() as cursor:
        cursor.execute("DELETE FROM marks WHERE name = ?", (setting,))
        if on:
            cursor.execute("INSERT INTO marks VALUES (?, 'on')", (setting,))
