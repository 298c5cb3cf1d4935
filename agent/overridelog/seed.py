"""The signing seed: one key for each event, from a secret that steps one way, in a sealed file of its own.

Whoever takes the seed today can't compute the one of yesterday, so can't sign yesterday's events anew. The file is
replaced after each commit and is in no backup: where it stands, against the end of the log, tells whether the vault was
rolled back. Behind the end (the agent died between the commit and the replacing), it steps forward. Ahead of it,
events that it had signed are gone.
"""

import secrets
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from agent.errors import VaultDamaged
from agent.overridelog.chain import Link
from agent.vault.seal import damaged, open_sealed, seal, write_private

SECRET_BYTES = 32
_CONTEXT = b"framekeeper log.seed v1"


@dataclass(frozen=True)
class Seed:
    """Signs the event after `sequence`, and checkpoints at `sequence`.

    `begins` is the kind of event that a fresh seed must sign first (`started`, `restored`, `reseeded`), with the JSON
    of its body; None for a seed that the log has committed to.
    """

    sequence: int
    secret: bytes = field(repr=False)
    begins: str | None = None
    body: bytes = b"{}"

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_derive(self.secret, b"framekeeper log key"))

    @cached_property
    def public_key(self) -> bytes:
        """The public key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Give an Ed25519 signature, 64 bytes."""
        return self._key.sign(message)

    def step(self, steps: int = 1) -> "Seed":
        """Go on to the seed of a later event; there is no way back."""
        secret = self.secret
        for _ in range(steps):
            secret = _derive(secret, b"framekeeper log seed")
        return Seed(self.sequence + steps, secret)


def fresh(sequence: int, begins: str, body: bytes = b"{}") -> Seed:
    """Make a random seed for the event after `sequence`, which `begins` a new key."""
    return Seed(sequence, secrets.token_bytes(SECRET_BYTES), begins, body)


class Standing(Enum):
    """How a seed stands to the end of its log."""

    READY = "ready"
    NEW = "new"
    MISSING = "seed_missing"
    DAMAGED = "seed_damaged"
    FOREIGN = "seed_foreign"
    AHEAD = "rolled_back"


def compare(seed: Seed | None, tail: Link | None, begun: Link | None = None) -> tuple[Standing, Seed | None]:
    """Say how a seed stands to the last event, and give it stepped forward to there.

    `begun` is the latest event that began a key: a fresh seed that has signed it already counts as committed to.
    """
    end = tail.sequence if tail else 0
    if seed is None:
        return (Standing.MISSING if end else Standing.NEW), None
    if seed.begins is not None:
        if begun is None or begun.public_key != seed.public_key:
            return (Standing.READY if seed.sequence == end else Standing.FOREIGN), seed
        seed = Seed(begun.sequence - 1, seed.secret)
    if seed.sequence > end:
        return Standing.AHEAD, seed
    stepped = seed.step(end - seed.sequence) if seed.sequence < end else seed
    is_ours = tail is not None and tail.next_key == stepped.public_key
    return (Standing.READY, stepped) if is_ours else (Standing.FOREIGN, seed)


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sequence: Annotated[int, msgspec.Meta(ge=0)]
    secret: Annotated[bytes, msgspec.Meta(min_length=SECRET_BYTES, max_length=SECRET_BYTES)]
    begins: str | None
    body: bytes


class SeedFile:
    """The sealed file. A damaged one is never overwritten: it is set aside before a new seed is kept."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key

    def load(self) -> Seed | None:
        """Read the seed, None if there is no file; raises VaultDamaged if it isn't what was kept."""
        try:
            sealed = self._path.read_bytes()
        except FileNotFoundError:
            return None
        try:
            stored = msgspec.msgpack.decode(
                open_sealed(self._key, sealed, _CONTEXT, name=self._path.name), type=_Stored
            )
        except msgspec.MsgspecError:
            raise VaultDamaged(damaged(self._path.name)) from None
        return Seed(stored.sequence, stored.secret, stored.begins, stored.body)

    def keep(self, seed: Seed) -> None:
        """Replace the file, atomically and durably; raises DiskFull or OSError, and then the old one stands."""
        stored = _Stored(seed.sequence, seed.secret, seed.begins, seed.body)
        write_private(self._path, seal(self._key, msgspec.msgpack.encode(stored), _CONTEXT))

    def set_aside(self) -> None:
        """Rename the file to the first free `log.seed.damaged-N`, for who wants to look into it."""
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        self._path.rename(aside)


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=purpose).derive(secret)
