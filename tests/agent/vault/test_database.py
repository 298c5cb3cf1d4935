import os
import threading
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.errors import DiskFull, VaultBusy, VaultDamaged, VaultError
from agent.vault import database as module
from agent.vault.database import Database

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.db"


def fill(path: Path, rows: int = 300) -> None:
    database = Database(path, KEY, create=True)
    with database.change() as cursor:
        cursor.executemany("INSERT INTO marks VALUES (?, ?)", ((f"name {n}", "anemone" * 20) for n in range(rows)))
    database.close()


def test_a_change_is_all_there_afterwards(path: Path) -> None:
    fill(path)
    database = Database(path, KEY)
    assert database.row("SELECT count(*) FROM marks") == (300,)
    assert database.row("SELECT 1 FROM marks WHERE name = ?", ("nobody",)) is None
    database.close()
    database.close()
    assert [entry.name for entry in path.parent.iterdir()] == ["vault.db"]


def test_is_set_to_lose_nothing_and_leave_nothing(path: Path) -> None:
    database = Database(path, KEY, create=True)
    expected = {
        "cipher": "chacha20",
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "temp_store": 2,  # memory
        "locking_mode": "exclusive",
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "fullfsync": 1,
    }
    assert {name: database.rows(f"PRAGMA {name}")[0][0] for name in expected} == expected
    database.close()


def test_a_change_that_fails_leaves_nothing(path: Path) -> None:
    database = Database(path, KEY, create=True)
    with pytest.raises(apsw.ConstraintError), database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('a', 'b'), ('a', 'c')")
    assert database.rows("SELECT * FROM marks") == []
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('a', 'b')")
    assert database.rows("SELECT * FROM marks") == [("a", "b")]
    database.close()


def test_nothing_acknowledged_is_in_the_write_ahead_log_only(path: Path) -> None:
    database = Database(path, KEY, create=True)
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('a', 'b')")
    assert path.with_name("vault.db-wal").stat().st_size == 0
    database.close()


def test_a_change_within_a_change_is_a_mistake(path: Path) -> None:
    database = Database(path, KEY, create=True)
    with database.change(), pytest.raises(RuntimeError), database.change():
        pass
    database.close()


def test_threads_take_turns(path: Path) -> None:
    database = Database(path, KEY, create=True)

    def work(name: int) -> None:
        for number in range(20):
            with database.change() as cursor:
                cursor.execute("INSERT INTO marks VALUES (?, 'x')", (f"{name} {number}",))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert database.row("SELECT count(*) FROM marks") == (80,)
    database.close()


def test_tells_of_changes_once_they_are_durable_and_of_no_others(path: Path) -> None:
    database = Database(path, KEY, create=True)
    told: list[int] = []
    database.on_change(lambda: told.append(len(database.rows("SELECT * FROM marks"))))
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('a', 'b')")
    with pytest.raises(ZeroDivisionError), database.change():
        _ = 1 / 0
    assert told == [1]
    database.close()


def test_a_second_program_is_kept_out(path: Path) -> None:
    fill(path)
    database = Database(path, KEY)
    with pytest.raises(VaultBusy, match="in use by another program"):
        Database(path, KEY)
    database.close()


def test_a_database_of_a_newer_version_is_left_alone(path: Path) -> None:
    fill(path)
    database = Database(path, KEY)
    database._connection.pragma("user_version", 9999)
    database.close()
    with pytest.raises(VaultError, match="newer Framekeeper"):
        Database(path, KEY)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", bytes(4095), os.urandom(5000)])
def test_what_is_no_vault_is_named_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(VaultDamaged, match=r"^vault\.db is damaged; .*framekeeper restore"):
        Database(path, KEY)
    assert path.read_bytes() == content


def test_a_missing_file_is_not_made_anew(path: Path) -> None:
    with pytest.raises(VaultDamaged, match=r"vault\.db is missing"):
        Database(path, KEY)
    assert not path.exists()


def test_an_empty_but_valid_database_is_not_taken_for_ours(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("cipher", "chacha20")
    connection.pragma("key", f"raw:{KEY.hex()}")
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(VaultDamaged):
        Database(path, KEY)


def test_another_key_opens_nothing(path: Path) -> None:
    fill(path)
    with pytest.raises(VaultDamaged):
        Database(path, bytes(32))


def read_all(path: Path) -> list[tuple[object, ...]]:
    database = Database(path, KEY)
    try:
        return [*database.rows("SELECT * FROM marks"), *database.rows("SELECT * FROM clients")]
    finally:
        database.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), whole=st.booleans())
def test_every_flip_is_noticed_or_harmless_and_nothing_is_overwritten(
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    whole: bool,
    sound: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # `whole`: as it is for files so large that only what is read is checked
    monkeypatch.setattr(module, "CHECKED_BYTES", 1 << 30 if whole else 0)
    path = tmp_path_factory.mktemp("flip") / "vault.db"
    bit = data.draw(st.integers(0, len(sound) * 8 - 1))
    spoilt = bytearray(sound)
    spoilt[bit // 8] ^= 1 << bit % 8
    path.write_bytes(spoilt)
    try:
        rows = read_all(path)
    except VaultDamaged:
        assert path.read_bytes() == bytes(spoilt)
    else:
        assert rows == expected()
    finally:
        path.unlink()


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_every_truncation_is_noticed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, sound: bytes
) -> None:
    path = tmp_path_factory.mktemp("cut") / "vault.db"
    page = data.draw(st.booleans())
    length = data.draw(st.integers(0, len(sound) // 4096 - 1)) * 4096 if page else data.draw(st.integers(0, len(sound)))
    if length == len(sound):
        return
    path.write_bytes(sound[:length])
    with pytest.raises(VaultDamaged):
        read_all(path)
    assert path.read_bytes() == sound[:length]


@settings(max_examples=50, deadline=None)
@given(wal=st.binary(max_size=5000))
def test_a_spoilt_write_ahead_log_takes_nothing_away(
    tmp_path_factory: pytest.TempPathFactory, wal: bytes, sound: bytes
) -> None:
    path = tmp_path_factory.mktemp("wal") / "vault.db"
    path.write_bytes(sound)
    path.with_name("vault.db-wal").write_bytes(wal)
    assert read_all(path) == expected()


def expected() -> list[tuple[object, ...]]:
    return sorted((f"name {n}", "anemone" * 20) for n in range(300))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "vault.db"
    fill(path)
    assert read_all(path) == expected()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        (apsw.FullError(), DiskFull),
        (apsw.IOError(), DiskFull),
        (apsw.CorruptError(), VaultDamaged),
        (apsw.NotADBError(), VaultDamaged),
        (apsw.LockedError(), VaultBusy),
        (apsw.ReadOnlyError(), VaultError),
    ],
)
def test_sqlites_errors_become_ours(path: Path, error: apsw.Error, becomes: type[VaultError]) -> None:
    error.extendedresult = apsw.SQLITE_IOERR_WRITE  # type: ignore[attr-defined] # missing in apsw's stubs
    database = Database(path, KEY, create=True)
    with pytest.raises(becomes), database.change():
        raise error
    error.extendedresult = apsw.SQLITE_IOERR_READ  # type: ignore[attr-defined]
    if isinstance(error, apsw.IOError):
        with pytest.raises(VaultDamaged), database.change():
            raise error
    database.close()


def test_a_file_that_may_not_be_written_is_not_called_damaged(path: Path) -> None:
    fill(path)
    path.with_name("vault.db-wal").mkdir()  # nobody can open a folder as a file, not even root
    with pytest.raises(VaultError, match="Give yourself the right") as caught:
        Database(path, KEY)
    assert not isinstance(caught.value, VaultDamaged)


def test_stands_still_for_a_copy(path: Path, tmp_path: Path) -> None:
    database = Database(path, KEY, create=True)
    with database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('a', 'b')")
    with database.standing_still() as file:
        (tmp_path / "copy.db").write_bytes(file.read_bytes())
    database.close()
    assert read_all(tmp_path / "copy.db") == [("a", "b")]
