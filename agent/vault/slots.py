"""The key slots: wrapped copies of the data key, in one small file.

A slot wraps the data key with AES-256-GCM under Argon2id of a secret; its kind and its costs are part of what is
authenticated. The file carries two checks. Its SHA-256 tells damage from a wrong passphrase before anything is tried.
Its HMAC, under a key from the data key, tells after unwrapping that nobody put slots in or took them out. It is written
in one canonical form, so that no byte of it can change unseen.

A slot for the system's keyring would be a third `kind`, wrapped under a key that the keyring holds instead of Argon2id.
"""

import hashlib
import hmac
import secrets
import time
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Meta

from agent.errors import VaultDamaged, VaultError
from agent.vault.seal import KEY_BYTES, NONCE_BYTES, damaged, derive, forbidden, write_private

SALT_BYTES = 16
LEAST_MEMORY = 64 << 10
"""KiB. RFC 9106's second recommended option: 64 MiB, three passes, four lanes."""
MOST_MEMORY = 256 << 10
"""KiB. Calibration stops here, so that a vault made on a large machine opens on a small one."""
PASSES = 3
LANES = 4
AIM = 0.5
"""Seconds that one guess should take on the machine that makes the slot."""

Kind = Literal["passphrase", "recovery"]
Salt = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Nonce = Annotated[str, Meta(pattern="^[0-9a-f]{24}$")]
Wrapped = Annotated[str, Meta(pattern="^[0-9a-f]{96}$")]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What Argon2id is to spend: memory in KiB, passes, lanes. The bounds keep a forged file from exhausting memory."""

    memory: Annotated[int, Meta(ge=LEAST_MEMORY, le=1 << 20)] = LEAST_MEMORY
    passes: Annotated[int, Meta(ge=PASSES, le=16)] = PASSES
    lanes: Annotated[int, Meta(ge=LANES, le=16)] = LANES


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data key wrapped under one secret; bytes in lower-case hex."""

    kind: Kind
    cost: Cost
    salt: Salt
    nonce: Nonce
    wrapped: Wrapped


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["framekeeper key slots"]
    version: Literal[1]
    slots: Annotated[list[Slot], Meta(max_length=8)]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    body: _Body
    hmac: Digest
    sha256: Digest


class Slots:
    """All slots of one vault; a value, which `adding` and `write` don't change."""

    def __init__(self, slots: tuple[Slot, ...] = (), mac: str = "") -> None:
        self._slots = slots
        self._mac = mac

    @classmethod
    def read(cls, path: Path) -> "Slots":
        """Read a slot file; raises VaultDamaged naming it."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise VaultDamaged(damaged(path.name, "missing")) from None
        except PermissionError:
            raise VaultError(forbidden(path.name)) from None
        except OSError:
            raise VaultDamaged(damaged(path.name)) from None
        return cls.parse(data, path.name)

    @classmethod
    def parse(cls, data: bytes, name: str) -> "Slots":
        """Read what `encode` made; raises VaultDamaged naming `name`."""
        try:
            file = msgspec.json.decode(data, type=_File)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise VaultDamaged(damaged(name)) from None
        slots = cls(tuple(file.body.slots), file.hmac)
        if data != slots._encode():  # covers the checksum, and every byte that a JSON reader would pass over
            raise VaultDamaged(damaged(name))
        return slots

    def _encode(self) -> bytes:
        body = self._body()
        check = hashlib.sha256(msgspec.json.encode(body) + self._mac.encode()).hexdigest()
        return msgspec.json.format(msgspec.json.encode(_File(body, self._mac, check)), indent=1) + b"\n"

    def encode(self, key: bytes) -> bytes:
        """Give the slot file's content, authenticated under the data key."""
        return Slots(self._slots, self._authenticate(key))._encode()

    def write(self, path: Path, key: bytes) -> None:
        """Replace the slot file atomically; raises DiskFull."""
        write_private(path, self.encode(key))

    def adding(self, kind: Kind, secret: bytes, key: bytes, cost: Cost) -> "Slots":
        """Give slots in which this one takes the place of any of its kind."""
        return Slots((*(slot for slot in self._slots if slot.kind != kind), _wrap(kind, secret, key, cost)))

    def open(self, kind: Kind, secret: bytes, name: str) -> bytes | None:
        """Unwrap the data key: None if the secret is wrong. The work is the same whether there is such a slot or not.

        Raises VaultDamaged naming the file `name` if it opens but the file isn't the one that was written.
        """
        slot = next((slot for slot in self._slots if slot.kind == kind), None)
        key = _unwrap(slot or _wrap_nothing(kind), secret)
        if key is not None and not hmac.compare_digest(self._authenticate(key), self._mac):
            raise VaultDamaged(damaged(name))
        return key

    def cost_of(self, kind: Kind) -> Cost:
        """Give the cost of a slot, so that a renewed one costs no less."""
        return next((slot.cost for slot in self._slots if slot.kind == kind), Cost())

    def _body(self) -> _Body:
        return _Body("framekeeper key slots", 1, list(self._slots))

    def _authenticate(self, key: bytes) -> str:
        return hmac.digest(derive(key, "slot file"), msgspec.json.encode(self._body()), "sha256").hex()


def calibrate() -> Cost:
    """Find the memory with which one guess takes about `AIM` seconds here, within the bounds."""
    started = time.perf_counter()
    _argon2(Cost(), b"calibration", bytes(SALT_BYTES))
    taken = time.perf_counter() - started
    memory = int(LEAST_MEMORY * AIM / taken) >> 12 << 12  # in steps of 4 MiB
    return Cost(memory=min(max(memory, LEAST_MEMORY), MOST_MEMORY))


def at_least(*costs: Cost) -> Cost:
    """Give the dearest of each, and never less than the floor."""
    return Cost(
        max(LEAST_MEMORY, *(cost.memory for cost in costs)),
        max(PASSES, *(cost.passes for cost in costs)),
        max(LANES, *(cost.lanes for cost in costs)),
    )


def _argon2(cost: Cost, secret: bytes, salt: bytes) -> bytes:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(secret)


def _context(kind: Kind, cost: Cost) -> bytes:
    return b"framekeeper key slot v1 " + msgspec.json.encode((kind, cost))


def _wrap(kind: Kind, secret: bytes, key: bytes, cost: Cost) -> Slot:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    wrapped = AESGCM(_argon2(cost, secret, salt)).encrypt(nonce, key, _context(kind, cost))
    return Slot(kind, cost, salt.hex(), nonce.hex(), wrapped.hex())


def _wrap_nothing(kind: Kind) -> Slot:
    """Make a slot that no secret opens, to spend the time on."""
    return Slot(kind, Cost(), bytes(SALT_BYTES).hex(), bytes(NONCE_BYTES).hex(), bytes(KEY_BYTES + 16).hex())


def _unwrap(slot: Slot, secret: bytes) -> bytes | None:
    wrapping = _argon2(slot.cost, secret, bytes.fromhex(slot.salt))
    try:
        return AESGCM(wrapping).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _context(slot.kind, slot.cost)
        )
    except (InvalidTag, ValueError):
        return None
