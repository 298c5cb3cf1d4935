"""Backups: one file that holds the database and the key slots, both sealed as they stand.

    magic ‖ length of slots (4 bytes) ‖ slots ‖ length of database (8 bytes) ‖ database ‖ SHA-256 ‖ HMAC-SHA256

Lengths are big-endian. The SHA-256 of all before tells a damaged copy without any secret; the HMAC of it, under a key
from the data key, tells that slots and database belong together. The seed of the override log is never in it.
"""

import hashlib
import hmac
import io
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
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
                _give(partial(write_all, descriptor), slots, database, key)
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


def make(slots: bytes, database: Path, key: bytes) -> bytes:
    """Give a backup as bytes, for somebody else to keep."""
    made = io.BytesIO()
    _give(made.write, slots, database, key)
    return made.getvalue()


def _give(write: Callable[[bytes], object], slots: bytes, database: Path, key: bytes) -> None:
    digest = hashlib.sha256()

    def put(data: bytes) -> None:
        digest.update(data)
        write(data)

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
    """A backup whose checksum was right: the slot file it holds, and where its database stands.

    `name` is what people know it by; `reopen` gives its bytes from the start.
    """

    name: str
    reopen: Callable[[], BinaryIO]
    slots: bytes
    start: int
    length: int
    whole: bytes
    mac: bytes

    def verify(self, key: bytes) -> None:
        """Raise VaultDamaged unless it was written by who held the data key."""
        if not hmac.compare_digest(_authenticate(key, self.whole), self.mac):
            raise _not_whole(self.name)

    def copy_database(self, put: Callable[[bytes], object]) -> None:
        """Hand the sealed database on, in pieces; raises VaultDamaged if the file changed meanwhile."""
        left = self.length
        with self.reopen() as file:
            file.seek(self.start)
            while left:
                chunk = file.read(min(CHUNK, left))
                if not chunk:
                    raise _not_whole(self.name)
                put(chunk)
                left -= len(chunk)


def read(path: Path) -> Opened:
    """Check a backup's form and checksum; raises NotFound, BadInput and VaultDamaged."""
    try:
        return _read(str(path), lambda: path.open("rb"))
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}. Check the name.") from None
    except OSError:
        raise BadInput(f"{path} can't be read. Check that it is a backup and that you may read it.") from None


def parse(data: bytes, name: str) -> Opened:
    """Do the same for a backup that is in memory; raises BadInput and VaultDamaged, which name it."""
    return _read(name, partial(io.BytesIO, data))


def _read(name: str, reopen: Callable[[], BinaryIO]) -> Opened:
    with reopen() as file:
        return _read_parts(name, reopen, file)


def _read_parts(name: str, reopen: Callable[[], BinaryIO], file: BinaryIO) -> Opened:
    digest = hashlib.sha256()

    def take(count: int, *, hashed: bool = True) -> bytes:
        data = file.read(count)
        if len(data) != count:
            raise _not_whole(name)
        if hashed:
            digest.update(data)
        return data

    if file.read(len(MAGIC)) != MAGIC:
        raise BadInput(f"{name} isn't a Framekeeper backup, or not whole. Choose another file.")
    digest.update(MAGIC)
    length = int.from_bytes(take(4))
    if length > MOST_SLOTS:
        raise _not_whole(name)
    slots = take(length)
    length = int.from_bytes(take(8))
    start = file.tell()
    _digest_rest(file, digest, length, name)
    whole, mac = take(DIGEST, hashed=False), take(DIGEST, hashed=False)
    if whole != digest.digest() or file.read(1):
        raise _not_whole(name)
    return Opened(name, reopen, slots, start, length, whole, mac)


def _digest_rest(file: BinaryIO, digest: _Hash, left: int, name: str) -> None:
    while left:
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise _not_whole(name)
        digest.update(chunk)
        left -= len(chunk)


def _not_whole(name: str) -> VaultDamaged:
    return VaultDamaged(f"{name} is damaged; nothing was changed. Try another copy of it.")
