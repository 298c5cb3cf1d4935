"""Passphrases: how they are read, and which are refused."""

import unicodedata

from agent.errors import BadInput, WeakPassphrase

STRENGTH = 3
"""The zxcvbn score to reach, of 4: "safely unguessable, moderate protection from an offline attack" (zxcvbn's README);
Argon2id makes each guess dearer than the slow hash which that score supposes."""
COUNTED = 72
"""zxcvbn takes time with the square of the length and refuses more than 72 characters: it judges the first of them."""


def to_bytes(passphrase: str) -> bytes:
    """Read a passphrase as UTF-8 of its NFKC form, so that all keyboards type the same one; raises BadInput."""
    try:
        return unicodedata.normalize("NFKC", passphrase).encode()
    except UnicodeEncodeError:
        raise BadInput("The passphrase holds something that isn't text. Type it again.") from None


def refuse_weak(passphrase: str) -> None:
    """Raise WeakPassphrase with zxcvbn's advice if a guesser would find it."""
    if not passphrase.strip():
        raise WeakPassphrase("The passphrase is empty. Choose several words that nobody would put together.")
    to_bytes(passphrase)
    from zxcvbn import zxcvbn  # 30 ms and 10 MB that only a new passphrase is worth

    verdict = zxcvbn(passphrase[:COUNTED])
    if verdict["score"] < STRENGTH:
        feedback = verdict["feedback"]
        advice = [feedback["warning"], *feedback["suggestions"]]
        said = " ".join(part.rstrip(".") + "." for part in advice if part)
        raise WeakPassphrase(f"This passphrase would be guessed. {said or 'Add another word or two.'}")
