"""The recovery code: 128 random bits that a person can write down and type again.

Thirty letters and digits in six groups. The alphabet is Crockford's base 32, which has no I, L, O and U; small letters
are taken, I and L as 1, O as 0. The last 22 of the 150 bits are a checksum, which tells a slip of the pen from a wrong
code.
"""

import hashlib
import secrets

from agent.errors import BadInput

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 16
CHECK_BITS = 22
LENGTH = 30
GROUP = 5
_READ_AS = str.maketrans("ILO", "110", "- \t\r\n\u2010\u2011\u2012\u2013\u2212\u00a0")


def make() -> tuple[str, bytes]:
    """Make a new code; gives it as text and as its 16 bytes."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return write(secret), secret


def write(secret: bytes) -> str:
    """Write 16 bytes as a code."""
    number = int.from_bytes(secret) << CHECK_BITS | _check(secret)
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(code: str) -> bytes:
    """Read a code as its 16 bytes; raises BadInput if it can't be one that we made."""
    letters = code.upper().translate(_READ_AS)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        raise BadInput(f"A recovery code has {LENGTH} letters and digits in six groups. Check it against your copy.")
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    secret = (number >> CHECK_BITS).to_bytes(SECRET_BYTES)
    if number & (1 << CHECK_BITS) - 1 != _check(secret):
        raise BadInput("Something in the recovery code was mistyped. Check each group against your copy.")
    return secret


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(b"framekeeper recovery code v1" + secret).digest()
    return int.from_bytes(digest[:3]) >> 24 - CHECK_BITS
