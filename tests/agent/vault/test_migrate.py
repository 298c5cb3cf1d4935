from pathlib import Path

import apsw
import pytest

from agent.errors import VaultError
from agent.vault import migrate as module
from agent.vault.migrate import known, migrate


@pytest.fixture
def connection() -> apsw.Connection:
    return apsw.Connection(":memory:")


def test_numbers_run_from_one_without_a_gap() -> None:
    assert [number for number, _ in known()] == list(range(1, len(known()) + 1))


def test_applies_all_once(connection: apsw.Connection) -> None:
    migrate(connection)
    assert connection.pragma("user_version") == len(known())
    migrate(connection)
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert {"clients", "accounts", "aliases", "cleared", "marks"} <= tables


def test_one_that_fails_leaves_what_was_before(
    connection: apsw.Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "0001_one.sql").write_text("CREATE TABLE one (a);")
    (tmp_path / "0002_two.sql").write_text("CREATE TABLE two (a); CREATE TABLE one (a);")
    files = tuple((number, tmp_path / f"000{number}_{name}.sql") for number, name in ((1, "one"), (2, "two")))
    monkeypatch.setattr(module, "known", lambda: files)
    with pytest.raises(apsw.SQLError):
        migrate(connection)
    assert connection.pragma("user_version") == 1
    assert [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")] == ["one"]


def test_refuses_what_a_newer_version_wrote(connection: apsw.Connection) -> None:
    connection.pragma("user_version", len(known()) + 1)
    with pytest.raises(VaultError, match="Update Framekeeper"):
        migrate(connection)
