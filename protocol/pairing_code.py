"""The pairing code: what a person carries from the agent to the browser, once.

32 characters of Crockford's base32 in eight groups of four. They hold 20 bytes: 16 random ones, the agent's port (two,
big-endian), and a checksum (two): the first bytes of SHA-256(`framekeeper pairing code v1` ‖ the 18 before).
A code with a typo is told apart from one that the agent doesn't know.
"""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from protocol.noise import hkdf

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O or U, since people misread them."""
CHARACTERS = 32
RANDOM_SIZE = 16
_PORT_SIZE = 2
_CHECKSUM_SIZE = 2
_SIZE = RANDOM_SIZE + _PORT_SIZE + _CHECKSUM_SIZE
_CHECKSUM_LABEL = b"framekeeper pairing code v1"
_PSK_SALT = b"framekeeper pairing v1"
_MISREAD = str.maketrans("OIL", "011")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


class CodeFault(ValueError):
    """The text is no pairing code; the sentence says what is wrong with it."""


@dataclass(frozen=True)
class PairingCode:
    """A code: 16 random bytes and the agent's port."""

    random: bytes
    port: int

    @classmethod
    def make(cls, port: int) -> "PairingCode":
        """Give a fresh code."""
        return cls(secrets.token_bytes(RANDOM_SIZE), port)

    @property
    def content(self) -> bytes:
        """The 18 bytes that the code stands for."""
        return self.random + self.port.to_bytes(_PORT_SIZE, "big")

    @property
    def psk(self) -> bytes:
        """The key of the pairing session: HKDF-SHA256(content, salt `framekeeper pairing v1`, 32 bytes)."""
        return hkdf(_PSK_SALT, self.content, 1)[0]

    def text(self) -> str:
        """Write it for a person, e.g. `0ABC-…` in eight groups."""
        number = int.from_bytes(self.content + _checksum(self.content), "big")
        characters = [ALPHABET[number >> shift & 31] for shift in range(5 * (CHARACTERS - 1), -1, -5)]
        return "-".join("".join(characters[start : start + 4]) for start in range(0, CHARACTERS, 4))

    @classmethod
    def parse(cls, text: str) -> "PairingCode":
        """Read what a person typed or pasted: any case, any spaces and hyphens; raises CodeFault."""
        characters = re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(_MISREAD)
        if strange := next((one for one in characters if one not in _VALUES), None):
            raise CodeFault(f"A pairing code has no “{strange}” in it. Copy the code again.")
        if len(characters) != CHARACTERS:
            raise CodeFault(f"A pairing code has {CHARACTERS} characters, this one {len(characters)}. Copy it whole.")
        number = 0
        for character in characters:
            number = number << 5 | _VALUES[character]
        data = number.to_bytes(_SIZE, "big")
        content, checksum = data[:-_CHECKSUM_SIZE], data[-_CHECKSUM_SIZE:]
        if not hmac.compare_digest(checksum, _checksum(content)):
            raise CodeFault("The pairing code has a typo. Compare it with the one shown, or copy it again.")
        port = int.from_bytes(content[RANDOM_SIZE:], "big")
        if port == 0:
            raise CodeFault("The pairing code names no port. Make a new code.")
        return cls(content[:RANDOM_SIZE], port)


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(_CHECKSUM_LABEL + content).digest()[:_CHECKSUM_SIZE]
