"""Noise_NNpsk0_25519_AESGCM_SHA256 (the Noise Protocol Framework, revision 34), sans-IO.

The pattern:  -> psk, e   <- e, ee

Two messages, then one cipher for each direction. Both sides prove that they hold the psk, and a psk that is stolen
later opens no session of the past. What arrives garbled, replayed or out of order raises NoiseError; after that the
object must not be used again.
"""

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = b"Noise_NNpsk0_25519_AESGCM_SHA256"
"""32 bytes exactly, so the specification uses it unhashed as the first handshake hash."""
KEY_SIZE = 32
TAG_SIZE = 16
MESSAGE_LIMIT = 65_535
"""The longest Noise message in bytes (specification, section 3)."""
PAYLOAD_LIMIT = MESSAGE_LIMIT - TAG_SIZE
HANDSHAKE_SIZE = KEY_SIZE + TAG_SIZE
"""Bytes of either handshake message without a payload."""
NONCE_LIMIT = 2**64 - 1
"""The specification reserves this nonce; a cipher never gets there in practice, and refuses when it does."""

_USED_UP = "The session has used up its nonces."


class NoiseError(Exception):
    """What came can't be from a peer that holds the key and follows the order."""


class Cipher:
    """AES-256-GCM with a counter as its nonce: the n-th encryption opens only as the n-th decryption."""

    __slots__ = ("_decrypt", "_encrypt", "_nonce")

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes."""
        aead = AESGCM(key)
        self._encrypt = aead.encrypt
        self._decrypt = aead.decrypt
        self._nonce = 0

    def encrypt(self, plaintext: bytes, associated: bytes | None = None) -> bytes:
        """Seal the next message; it grows by TAG_SIZE."""
        nonce = self._nonce
        if nonce >= NONCE_LIMIT:
            raise NoiseError(_USED_UP)
        self._nonce = nonce + 1
        # Section 12.4: four zero bytes, then the counter big-endian.
        return self._encrypt(nonce.to_bytes(12, "big"), plaintext, associated)

    def decrypt(self, sealed: bytes, associated: bytes | None = None) -> bytes:
        """Open the next message; raises NoiseError, and doesn't count, if it isn't exactly that."""
        nonce = self._nonce
        if nonce >= NONCE_LIMIT:
            raise NoiseError(_USED_UP)
        try:
            plaintext = self._decrypt(nonce.to_bytes(12, "big"), sealed, associated)
        except InvalidTag:
            raise NoiseError("A message doesn't open under the session's key.") from None
        self._nonce = nonce + 1
        return plaintext


def hkdf(chaining_key: bytes, material: bytes, outputs: int) -> list[bytes]:
    """Noise's HKDF (section 4.3): `outputs` keys of 32 bytes, which is RFC 5869 with the chaining key as the salt."""
    secret = hmac.digest(chaining_key, material, "sha256")
    found, last = [], b""
    for number in range(1, outputs + 1):
        last = hmac.digest(secret, last + bytes([number]), "sha256")
        found.append(last)
    return found


class Handshake:
    """One side of one handshake: the initiator writes then reads, the responder reads then writes, then `split`.

    `psk` is 32 bytes. `ephemeral` is for test vectors only; left out, a fresh key is made, as it must be.
    """

    def __init__(self, psk: bytes, prologue: bytes, *, ephemeral: bytes | None = None) -> None:
        """Mix in the name and the prologue; raises ValueError for a psk of another size."""
        if len(psk) != KEY_SIZE:
            raise ValueError("A psk has 32 bytes.")
        self._psk = psk
        self._own = X25519PrivateKey.from_private_bytes(ephemeral) if ephemeral else X25519PrivateKey.generate()
        self._chaining_key = NAME
        self.hash = NAME
        self._cipher: Cipher | None = None
        self._mix_hash(prologue)

    def write_first(self, payload: bytes = b"") -> bytes:
        """Give the initiator's message: psk, e."""
        self._mix_psk()
        return self._write_ephemeral() + self._seal(payload)

    def read_first(self, message: bytes) -> bytes:
        """Take the initiator's message, give its payload; raises NoiseError if the psk or the prologue differ."""
        self._mix_psk()
        self._read_ephemeral(message)
        return self._open(message[KEY_SIZE:])

    def write_second(self, payload: bytes = b"") -> bytes:
        """Give the responder's message: e, ee."""
        public = self._write_ephemeral()
        self._mix_shared()
        return public + self._seal(payload)

    def read_second(self, message: bytes) -> bytes:
        """Take the responder's message, give its payload; raises NoiseError if it doesn't hold the psk."""
        self._read_ephemeral(message)
        self._mix_shared()
        return self._open(message[KEY_SIZE:])

    def split(self) -> tuple[Cipher, Cipher]:
        """Give the ciphers of the session: initiator to responder, responder to initiator."""
        first, second = hkdf(self._chaining_key, b"", 2)
        return Cipher(first), Cipher(second)

    def _write_ephemeral(self) -> bytes:
        public = self._own.public_key().public_bytes_raw()
        self._mix_public(public)
        return public

    def _read_ephemeral(self, message: bytes) -> None:
        if not HANDSHAKE_SIZE <= len(message) <= MESSAGE_LIMIT:
            raise NoiseError("A handshake message has the wrong length.")
        self._peer = X25519PublicKey.from_public_bytes(message[:KEY_SIZE])
        self._mix_public(message[:KEY_SIZE])

    def _mix_public(self, public: bytes) -> None:
        # Section 9.2: in a psk handshake an ephemeral goes into the key too, so that no two sessions share one.
        self._mix_hash(public)
        self._mix_key(public)

    def _mix_shared(self) -> None:
        try:
            shared = self._own.exchange(self._peer)
        except ValueError:
            # An all-zero result: the peer sent a point of small order.
            raise NoiseError("The peer's ephemeral key is not usable.") from None
        self._mix_key(shared)

    def _mix_psk(self) -> None:
        self._chaining_key, mixed, key = hkdf(self._chaining_key, self._psk, 3)
        self._mix_hash(mixed)
        self._cipher = Cipher(key)

    def _mix_key(self, material: bytes) -> None:
        self._chaining_key, key = hkdf(self._chaining_key, material, 2)
        self._cipher = Cipher(key)

    def _mix_hash(self, data: bytes) -> None:
        self.hash = hashlib.sha256(self.hash + data).digest()

    def _seal(self, payload: bytes) -> bytes:
        assert self._cipher is not None  # noqa: S101 - psk0 mixes a key before anything is sealed
        sealed = self._cipher.encrypt(payload, self.hash)
        self._mix_hash(sealed)
        return sealed

    def _open(self, sealed: bytes) -> bytes:
        assert self._cipher is not None  # noqa: S101 - psk0 mixes a key before anything is opened
        payload = self._cipher.decrypt(sealed, self.hash)
        self._mix_hash(sealed)
        return payload
