"""Sealing, opening, and writing private files: what every file outside the database goes through.

Guarantees: a sealed value opens only whole, under its key and for the purpose it was sealed for; a private file is, at
any instant and after any crash, either the old one or the new one, durable once `write_private` has returned.
"""

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from agent.errors import DiskFull, VaultDamaged, VaultError

KEY_BYTES = 32
NONCE_BYTES = 12
"""Random for each sealing: keys here seal far fewer than the 2**32 values that NIST SP 800-38D allows."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
DISK_FULL = "The disk is full, so nothing was changed. Free some space and try again."


def derive(key: bytes, purpose: str) -> bytes:
    """Derive 32 bytes for one purpose from a key of full entropy, by HKDF-SHA256."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"framekeeper " + purpose.encode()).derive(key)


def seal(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal under 32 bytes with AES-256-GCM: nonce, ciphertext, tag. `context` must be the same to open it."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def open_sealed(key: bytes, sealed: bytes, context: bytes, *, name: str = "A sealed file") -> bytes:
    """Open what `seal` made; raises VaultDamaged, which names the file by `name`, if anything differs."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
    except (InvalidTag, ValueError):
        raise VaultDamaged(damaged(name)) from None


def damaged(name: str, how: str = "damaged") -> str:
    """Say that a file is damaged (or "missing"), and what to do about it."""
    return f"{name} is {how}; nothing was overwritten. Bring back a backup with `framekeeper restore FILE`."


def forbidden(name: str) -> str:
    """Say that the system refuses a file to us, and what to do about it."""
    return f"{name} can't be read and written by you. Give yourself the right to, and try again."


@contextmanager
def saying_disk_full() -> Iterator[None]:
    """Turn the system's ways of saying that nothing more can be written into DiskFull, and what is forbidden too."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(DISK_FULL) from None
        if error.errno in FORBIDDEN:
            raise VaultError(forbidden(Path(error.filename or "The file").name)) from None
        raise


def write_private(path: Path, data: bytes) -> None:
    """Replace a file by one of mode 0600, atomically and durably; raises DiskFull, and then the old one stands.

    Two writers of one file must take turns: the new content stands in `<name>.new` until it is whole.
    """
    new = path.with_name(path.name + ".new")
    with saying_disk_full():
        write_new(new, data)
        new.replace(path)
        sync_folder(path.parent)


def write_new(new: Path, data: bytes) -> None:
    """Write a file of mode 0600 and see it onto the disk; one that was left by a crash is replaced. Raises OSError."""
    new.unlink(missing_ok=True)
    try:
        with open_private(new) as descriptor:
            write_all(descriptor, data)
            os.fsync(descriptor)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it, however little the system takes at a time. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


@contextmanager
def open_private(new: Path) -> Iterator[int]:
    """Make a file of mode 0600 that must not exist, nor be a link, and give its descriptor. Raises OSError."""
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """See a folder's renames onto the disk; Windows, where a folder can't be opened, does that by itself."""
    if sys.platform == "win32":  # pragma: no cover - runs there only
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
