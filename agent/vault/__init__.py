"""The encrypted store: key slots, the database, its migrations."""
