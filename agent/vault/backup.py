"""Backups: one file that holds the database and the key slots, both sealed as they stand.

    magic ‖ length of slots (4 bytes) ‖ slots ‖ length of database (8 bytes) ‖ database ‖ SHA-256 ‖ HMAC-SHA256

Lengths are big-endian. The SHA-256 of all before tells a damaged copy without any secret; the HMAC of it, under a key
from the data key, tells that slots and database belong together. The seed of the override log is never in it.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from agent.errors import AlreadyThere, BadInput, NotFound, VaultDamaged
from agent.vault.seal import derive, open_private, saying_disk_full, sync_folder, write_all

MAGIC = b"framekeeper backup 1\n"
CHUNK = 1 << 20
DIGEST = 32
MOST_SLOTS = 1 << 16
"""Bytes; a slot file has about two thousand."""


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


def write(target: Path, slots: bytes, database: Path, key: bytes) -> None:
    """Write a backup to a new file, which appears only when it is whole and durable.

    Raises AlreadyThere, NotFound (no such folder), BadInput (no right to write there) and DiskFull.
    """
    if target.exists():
        raise AlreadyThere(f"{target} exists already. Choose another name; a backup never overwrites a file.")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    with saying_disk_full(), _explaining(target):
        try:
            with open_private(part) as descriptor:
                _write_parts(descriptor, slots, database, key)
                os.fsync(descriptor)
            _publish(part, target)
            sync_folder(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _explaining(target: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise NotFound(f"There is no folder {target.parent}. Make it, or choose another place.") from None
    except FileExistsError:
        raise AlreadyThere(f"{target} exists already. Choose another name.") from None
    except (PermissionError, NotADirectoryError, IsADirectoryError):
        raise BadInput(f"Nothing can be written to {target}. Choose another place.") from None


def _write_parts(descriptor: int, slots: bytes, database: Path, key: bytes) -> None:
    digest = hashlib.sha256()

    def put(data: bytes) -> None:
        digest.update(data)
        write_all(descriptor, data)

    put(MAGIC + len(slots).to_bytes(4) + slots + database.stat().st_size.to_bytes(8))
    with database.open("rb") as source:
        while chunk := source.read(CHUNK):
            put(chunk)
    whole = digest.digest()
    put(whole)
    put(_authenticate(key, whole))


def _authenticate(key: bytes, whole: bytes) -> bytes:
    return hmac.digest(derive(key, "backup"), whole, "sha256")


def _publish(part: Path, target: Path) -> None:
    """Give the file its name without overwriting another; sticks that know no links have to be trusted a little."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        if target.exists():
            raise FileExistsError from None
        part.rename(target)


@dataclass(frozen=True)
class Opened:
    """A backup whose checksum was right: the slot file it holds, and where its database stands."""

    path: Path
    slots: bytes
    start: int
    length: int
    whole: bytes
    mac: bytes

    def verify(self, key: bytes) -> None:
        """Raise VaultDamaged unless it was written by who held the data key."""
        if not hmac.compare_digest(_authenticate(key, self.whole), self.mac):
            raise _not_whole(self.path)

    def copy_database(self, put: Callable[[bytes], object]) -> None:
        """Hand the sealed database on, in pieces; raises VaultDamaged if the file changed meanwhile."""
        left = self.length
        with self.path.open("rb") as file:
            file.seek(self.start)
            while left:
                chunk = file.read(min(CHUNK, left))
                if not chunk:
                    raise _not_whole(self.path)
                put(chunk)
                left -= len(chunk)


def read(path: Path) -> Opened:
    """Check a backup's form and checksum; raises NotFound, BadInput and VaultDamaged."""
    try:
        with path.open("rb") as file:
            return _read(path, file)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}. Check the name.") from None
    except OSError:
        raise BadInput(f"{path} can't be read. Check that it is a backup and that you may read it.") from None


def _read(path: Path, file: BinaryIO) -> Opened:
    digest = hashlib.sha256()

    def take(count: int, *, hashed: bool = True) -> bytes:
        data = file.read(count)
        if len(data) != count:
            raise _not_whole(path)
        if hashed:
            digest.update(data)
        return data

    if file.read(len(MAGIC)) != MAGIC:
        raise BadInput(f"{path} isn't a Framekeeper backup, or not whole. Choose another file.")
    digest.update(MAGIC)
    length = int.from_bytes(take(4))
    if length > MOST_SLOTS:
        raise _not_whole(path)
    slots = take(length)
    length = int.from_bytes(take(8))
    start = file.tell()
    _digest_rest(file, digest, length, path)
    whole, mac = take(DIGEST, hashed=False), take(DIGEST, hashed=False)
    if whole != digest.digest() or file.read(1):
        raise _not_whole(path)
    return Opened(path, slots, start, length, whole, mac)


def _digest_rest(file: BinaryIO, digest: _Hash, left: int, path: Path) -> None:
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise _not_whole(path)
        digest.update(chunk)
        left -= len(chunk)


def _not_whole(path: Path) -> VaultDamaged:
    return VaultDamaged(f"The backup {path} is damaged; nothing was changed. Try another copy of it.")
