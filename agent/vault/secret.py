"""What opens a slot: exactly one of a passphrase and a recovery code, as bytes."""

from dataclasses import dataclass
from typing import Self

from agent.errors import BadInput
from agent.vault import passphrase as passphrases
from agent.vault import recovery
from agent.vault.slots import Kind


@dataclass(frozen=True)
class Secret:
    """A secret that was offered; `repr` doesn't show it."""

    kind: Kind
    _value: bytes

    def __repr__(self) -> str:
        return f"Secret({self.kind})"

    @property
    def value(self) -> bytes:
        """What goes into Argon2id."""
        return self._value

    @property
    def refusal(self) -> str:
        """One sentence for when it opens nothing."""
        return "That isn't the passphrase." if self.kind == "passphrase" else "That isn't this vault's recovery code."

    @classmethod
    def of(cls, passphrase: str | None, recovery_code: str | None) -> Self:
        """Take the one that is given; raises BadInput if it isn't one, or can't be read."""
        if passphrase is not None and recovery_code is None:
            return cls("passphrase", passphrases.to_bytes(passphrase))
        if recovery_code is not None and passphrase is None:
            return cls("recovery", recovery.read(recovery_code))
        raise BadInput("Give either the passphrase or the recovery code.")
