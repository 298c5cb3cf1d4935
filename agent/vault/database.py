"""The encrypted database: one connection, one door for changes.

Every page is sealed on its own with ChaCha20-Poly1305 under the 256-bit data key, in the file and in its write-ahead
log alike. A change is durable when `change()` has ended: it is committed with `synchronous=FULL`, then moved from the
write-ahead log into the file, so that the log holds nothing that was acknowledged. The lock is exclusive, which keeps
the index of the write-ahead log in memory and a second program out.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from agent.errors import DiskFull, VaultBusy, VaultDamaged, VaultError
from agent.vault.migrate import migrate
from agent.vault.seal import DISK_FULL, damaged, forbidden

Row = tuple[Any, ...]
Cursor = apsw.Cursor

PAGE = 4096
"""Bytes of a page; SQLite's default."""
CHECKED_BYTES = 64 << 20
"""A file up to this size is checked whole when it is opened (0.25 s at most on two slow cores); a larger one as it is
read, page by page."""

_SETTINGS = """
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = MEMORY;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA fullfsync = ON;
"""


class Database:
    """An open vault. One thread at a time may change it; a change within a change is a mistake of ours.

    A thread that reads while another changes waits for the end of that: what isn't committed is nobody's to see.
    """

    def __init__(self, path: Path, key: bytes, *, create: bool = False) -> None:
        """Open, check and migrate; raises VaultDamaged, VaultBusy, DiskFull. `create` wants the file not to exist."""
        self._path = path
        self._door = threading.Lock()
        self._reading = threading.RLock()
        self._holder: int | None = None
        self._callbacks: list[Callable[[], None]] = []
        with self._translating():
            self._open(key, create=create)

    def _open(self, key: bytes, *, create: bool) -> None:
        # SQLite takes a file without a whole page for a new database: that would hide that everything is gone.
        if not create and not self._path.is_file():
            raise VaultDamaged(damaged(self._path.name, "missing"))
        if not create and self._path.stat().st_size < PAGE:
            raise VaultDamaged(damaged(self._path.name))
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        self._connection = apsw.Connection(str(self._path), flags=flags)
        try:
            self._connection.pragma("cipher", "chacha20")
            self._connection.pragma("key", f"raw:{key.hex()}")
            self._connection.execute(_SETTINGS).fetchall()  # to the last: apsw stops at each row
            if not create and self._connection.pragma("user_version") == 0:
                raise VaultDamaged(damaged(self._path.name))
            self._connection.pragma("journal_mode", "wal")
            if self._path.stat().st_size <= CHECKED_BYTES:
                self.check_whole()
            migrate(self._connection)
            self._empty_wal()
        except BaseException:
            self._connection.close(True)
            raise

    def check_whole(self) -> None:
        """Read and authenticate every page that is in use; raises VaultDamaged."""
        with self._translating():
            if self._connection.execute("PRAGMA quick_check(1)").get != "ok":
                raise VaultDamaged(damaged(self._path.name))

    @contextmanager
    def change(self) -> Iterator[Cursor]:
        """Give a cursor for one transaction: all of it is durable afterwards, or, if it raises, none of it is there.

        Raises DiskFull and VaultDamaged. A thread waits while another changes the database or copies it.
        """
        with self._entered(), self._reading, self._translating():
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            self._empty_wal()
        for callback in self._callbacks:
            callback()

    @contextmanager
    def standing_still(self) -> Iterator[Path]:
        """Keep changes out, and give the path of a file that holds everything as it is, for copying."""
        with self._entered(), self._translating():
            with self._reading:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            yield self._path

    def rows(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[Row]:
        """Read all rows; raises VaultDamaged."""
        with self._reading, self._translating():
            return list(self._connection.execute(sql, parameters))

    def row(self, sql: str, parameters: tuple[Any, ...] = ()) -> Row | None:
        """Read the first row, None if there is none; raises VaultDamaged."""
        with self._reading, self._translating():
            return self._connection.execute(sql, parameters).fetchone()

    def on_change(self, callback: Callable[[], None]) -> None:
        """Have `callback` called after every change that was committed, in the thread that made it."""
        self._callbacks.append(callback)

    def close(self) -> None:
        """Close, which leaves a single file; a second time does nothing."""
        with self._entered():
            self._connection.close(True)

    def _roll_back(self) -> None:
        # After a full disk SQLite may have rolled back by itself.
        if self._connection.in_transaction:
            with suppress(apsw.Error):
                self._connection.execute("ROLLBACK")

    def _empty_wal(self) -> None:
        # The change is durable in the write-ahead log already: what can't be moved now is moved the next time.
        with suppress(apsw.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _entered(self) -> Iterator[None]:
        if self._holder == threading.get_ident():
            raise RuntimeError("a change within a change")
        with self._door:
            self._holder = threading.get_ident()
            try:
                yield
            finally:
                self._holder = None

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Turn SQLite's errors into ours; a sentence of SQLite's could quote a value and is dropped."""
        try:
            yield
        except (apsw.FullError, apsw.IOError) as error:
            if isinstance(error, apsw.IOError) and _is_read(error):
                raise VaultDamaged(damaged(self._path.name)) from None
            raise DiskFull(DISK_FULL) from None
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError):
            raise VaultError(forbidden(self._path.name)) from None
        except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError):
            raise VaultDamaged(damaged(self._path.name)) from None
        except (apsw.BusyError, apsw.LockedError):
            raise VaultBusy(f"{self._path.name} is in use by another program. Close it and try again.") from None


def _is_read(error: apsw.Error) -> bool:
    return error.extendedresult in {  # type: ignore[attr-defined] # missing in apsw's stubs
        apsw.SQLITE_IOERR_READ,
        apsw.SQLITE_IOERR_SHORT_READ,
        apsw.SQLITE_IOERR_CORRUPTFS,
        apsw.SQLITE_IOERR_DATA,
    }
