from pathlib import Path

from agent.vault import holds
from agent.vault.database import Database

KEY = bytes(range(32))


def test_a_hold_stays_since_it_was_put_until_it_is_ended(tmp_path: Path) -> None:
    database = Database(tmp_path / "vault", KEY, create=True)
    holds.put(database, "c-2", "2026-01-02")
    holds.put(database, "c-1", "2026-01-03")
    holds.put(database, "c-2", "2026-01-04")
    database.close()
    again = Database(tmp_path / "vault", KEY)
    assert holds.read(again) == {"c-2": "2026-01-02", "c-1": "2026-01-03"}
    holds.end(again, "c-2")
    holds.end(again, "c-2")
    assert list(holds.read(again)) == ["c-1"]
    again.close()
