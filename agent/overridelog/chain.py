"""The chain of events, without any I/O: how an event is bound to the one before it, signed, and checked.

An event commits to the head of the event before it, to SHA-256(salt || body), and to the public key that signs the
next event; it is signed with the key that the event before committed to. So nothing about an event can be changed,
and none removed, moved or put in, without breaking a hash or a signature, and checking needs no secret. The salt
keeps a body that was erased from being guessed from its commitment.

`docs/override-log.md` gives the bytes that are hashed and signed, for who wants to check a log with other means.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from protocol.messages.log import Checkpoint

HASH_BYTES = 32
SIGNATURE_BYTES = 64
SALT_BYTES = 32
GENESIS = hashlib.sha256(b"framekeeper override log v1").digest()
"""What the first event gives as the head before it, and the head of a log without events."""
NEW_KEY = frozenset({"started", "restored", "reseeded"})
"""Kinds of event that may be signed with a key that the event before did not commit to."""
_SMALL_ORDER = frozenset(
    bytes.fromhex(point)
    for point in (
        "00" * 32,
        "01" + "00" * 31,
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)
"""Points of small order, in all encodings but for the sign bit (as in libsodium's `ge25519_has_small_order`): under
such a key a signature without any secret can hold."""
_EVENT = b"framekeeper log event v1\0"
_CHECKPOINT = b"framekeeper log checkpoint v1\0"


class Signer(Protocol):
    """The one key that may sign the next event."""

    @property
    def public_key(self) -> bytes:
        """Its public key, 32 bytes."""

    def sign(self, message: bytes) -> bytes:
        """Give the 64 bytes of an Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class Link:
    """An event without its body. Hashes and keys have 32 bytes, the signature 64; sequences count from 1."""

    sequence: int
    time: str
    kind: str
    refers_to: int | None
    previous: bytes
    commitment: bytes
    public_key: bytes
    next_key: bytes
    signature: bytes = b""

    @property
    def entry(self) -> int:
        """The sequence of the event that this one belongs to: a warning's first, or its own."""
        return self.sequence if self.refers_to is None else self.refers_to

    def message(self, sequence: int | None = None) -> bytes:
        """Give the bytes that are hashed and signed; with another `sequence`, as if the event stood there."""
        return b"".join(
            (
                _EVENT,
                _number(self.sequence if sequence is None else sequence),
                _number(self.refers_to or 0),
                _counted(self.time),
                _counted(self.kind),
                self.previous,
                self.commitment,
                self.public_key,
                self.next_key,
            )
        )

    @property
    def is_shaped(self) -> bool:
        """Whether every field has the size it must have; `message` is unambiguous only then."""
        hashes = (self.previous, self.commitment, self.public_key, self.next_key)
        sizes_are_right = all(len(each) == HASH_BYTES for each in hashes) and len(self.signature) == SIGNATURE_BYTES
        return sizes_are_right and self.sequence > 0 and (self.refers_to is None or self.refers_to > 0)

    @property
    def head(self) -> bytes:
        """The hash that the next event commits to."""
        return hashlib.sha256(self.message()).digest()


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that is to be added. `body` is JSON, `salt` 32 random bytes."""

    time: str
    kind: str
    refers_to: int | None
    salt: bytes
    body: bytes


def commit(salt: bytes, body: bytes) -> bytes:
    """Give the commitment to a body."""
    return hashlib.sha256(salt + body).digest()


def add(draft: Draft, tail: Link | None, signer: Signer, next_key: bytes) -> Link:
    """Sign a draft as the event after `tail`, None being the start of a log."""
    unsigned = Link(
        sequence=tail.sequence + 1 if tail else 1,
        time=draft.time,
        kind=draft.kind,
        refers_to=draft.refers_to,
        previous=tail.head if tail else GENESIS,
        commitment=commit(draft.salt, draft.body),
        public_key=signer.public_key,
        next_key=next_key,
    )
    return replace(unsigned, signature=signer.sign(unsigned.message()))


def is_signed(link: Link, sequence: int | None = None) -> bool:
    """Whether the event's signature is by the key that it names; with `sequence`, as if it stood there."""
    return link.is_shaped and verifies(link.public_key, link.signature, link.message(sequence))


def make_checkpoint(tail: Link, time: str, signer: Signer) -> Checkpoint:
    """Sign the head of the log, with the key that `tail` committed to."""
    signature = signer.sign(_checkpoint_message(tail.sequence, tail.head, time))
    return Checkpoint(tail.sequence, tail.head.hex(), time, signer.public_key.hex(), signature.hex())


def checkpoint_is_signed(checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint is whole and signed by the key that it names."""
    try:
        message = _checkpoint_message(checkpoint.sequence, bytes.fromhex(checkpoint.head), checkpoint.time)
        key, signature = bytes.fromhex(checkpoint.public_key), bytes.fromhex(checkpoint.signature)
    except (ValueError, OverflowError):
        return False
    return verifies(key, signature, message)


def verifies(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature holds; a key or signature that is none doesn't."""
    if public_key[:31] + bytes(each & 0x7F for each in public_key[31:]) in _SMALL_ORDER:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _checkpoint_message(sequence: int, head: bytes, time: str) -> bytes:
    return b"".join((_CHECKPOINT, _number(sequence), _counted(time), head))


def _number(value: int) -> bytes:
    # No event of ours counts below nothing, but one that was tampered with may: SQLite holds 64 bits with a sign.
    return value.to_bytes(8, "big", signed=value < 0)


def _counted(text: str) -> bytes:
    data = text.encode()
    return len(data).to_bytes(4, "big") + data
