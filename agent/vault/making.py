"""Make the vault's files: a new vault's, and those of a backup that is restored.

Both make everything beside what is there, check it, and then put it in place at one instant (`together`).
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from agent.paths import Paths
from agent.vault import backup, together
from agent.vault.attempts import Attempts
from agent.vault.database import Database
from agent.vault.seal import derive, open_private, saying_disk_full, write_all, write_new
from agent.vault.secret import Secret
from agent.vault.slots import Slots

UNCONFIRMED = "recovery code not typed back"
"""The mark in the table `marks` which says that nobody has typed the recovery code back since the vault was made."""
RESTORED = "restored"
"""The mark in the table `marks` which says that the vault was restored, and when: for the override log to take up."""


class Content(NamedTuple):
    """How much a vault holds; `last` is when its log was added to last, as the log writes it."""

    clients: int
    events: int
    last: str | None


def prove(slots: Slots, secret: Secret, attempts: Attempts, name: str) -> bytes:
    """Find the data key by a secret; raises WrongSecret, and VaultDamaged naming the file `name`."""
    attempts.begin()
    key = slots.open(secret.kind, secret.value, name)
    if key is None:
        raise attempts.wrong(secret.refusal)
    attempts.succeeded()
    return key


def place_new(paths: Paths, key: bytes, slots: Slots, *, unconfirmed: bool = False) -> None:
    """Make a new vault's two files, and set the seed of a log that is gone aside; raises DiskFull.

    `unconfirmed` puts the mark into the database before there is a vault, so that no vault is ever without it.
    """
    path = together.new(paths.vault)
    with _cleaned(path), saying_disk_full():
        database = Database(path, derive(key, "database"), create=True)
        try:
            if unconfirmed:
                mark(database, UNCONFIRMED)
        finally:
            database.close()
        path.chmod(0o600)
    _place(paths, slots.encode(key), keep={paths.seed.name: _beside(paths.seed, paths, datetime.now(UTC))})


def restore(paths: Paths, source: Path, secret: Secret) -> tuple[Path, ...]:
    """Put a backup in place; gives the old files, now beside. Raises as `Vault.restore` says."""
    opened = backup.read(source)
    slots = Slots.parse(opened.slots, source.name)
    paths.make_home()
    together.finish(paths.home)
    key = prove(slots, secret, Attempts(paths.attempts), source.name)
    return place_backup(paths, opened, slots, key)


def place_backup(paths: Paths, opened: backup.Opened, slots: Slots, key: bytes) -> tuple[Path, ...]:
    """Put a backup in place, once its data key is known; gives the old files."""
    unpack(paths, opened, key)
    return place_unpacked(paths, slots.encode(key))


def place_unpacked(paths: Paths, slots: bytes) -> tuple[Path, ...]:
    """Put in place what `unpack` has made, with its slot file; gives the old files. The vault must be closed."""
    now = datetime.now(UTC)
    old = (paths.vault, paths.vault.with_name(f"{paths.vault.name}-wal"), paths.slots, paths.seed)
    keep = {file.name: _beside(file, paths, now) for file in old if file.exists()}
    _place(paths, slots, keep)
    return tuple(paths.home / name for name in keep.values())


def _beside(file: Path, paths: Paths, now: datetime) -> str:
    """Name an old file so that the database and its write-ahead log still belong together."""
    stamp = f"{now:%Y%m%dT%H%M%S%fZ}"
    name = file.name.removeprefix(paths.vault.name)
    return f"{paths.vault.name}.before-{stamp}{name}" if name != file.name else f"{file.name}.before-{stamp}"


def unpack(paths: Paths, opened: backup.Opened, key: bytes) -> None:
    """Make the restored database beside the old one, read every page of it, and mark it; raises VaultDamaged."""
    with _unpacked(paths, opened, key) as database:
        mark(database, RESTORED)


def look(paths: Paths, opened: backup.Opened, key: bytes) -> Content:
    """Say what a backup holds, and leave nothing of it behind; raises VaultDamaged and DiskFull."""
    with _unpacked(paths, opened, key) as database:
        content = count(database)
    _remove(together.new(paths.vault))
    return content


@contextmanager
def _unpacked(paths: Paths, opened: backup.Opened, key: bytes) -> Iterator[Database]:
    opened.verify(key)
    path = together.new(paths.vault)
    with _cleaned(path):
        with saying_disk_full(), open_private(path) as descriptor:
            opened.copy_database(lambda data: write_all(descriptor, data))
            os.fsync(descriptor)
        with closing(Database(path, derive(key, "database"))) as database:
            database.check_whole()
            yield database


def count(database: Database) -> Content:
    """Count what a vault holds; raises VaultDamaged."""
    row = database.row(
        """SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM log_events),
            (SELECT time FROM log_events ORDER BY sequence DESC LIMIT 1)"""
    )
    assert row is not None  # noqa: S101 - a SELECT without a table has one row
    return Content(*row)


def mark(database: Database, name: str) -> None:
    """Put a mark into the table `marks`, durably; raises DiskFull."""
    with database.change() as cursor:
        cursor.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (name, datetime.now(UTC).isoformat()))


@contextmanager
def _cleaned(database: Path) -> Iterator[None]:
    """Begin without what a crash left of an earlier making, which nobody was ever told of, and leave no more of it."""
    _remove(database)
    try:
        yield
    except BaseException:
        _remove(database)
        raise


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def _place(paths: Paths, slots: bytes, keep: dict[str, str]) -> None:
    with saying_disk_full():
        write_new(together.new(paths.slots), slots)
    together.replace(paths.home, [paths.vault.name, paths.slots.name], keep)
