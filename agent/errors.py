"""What can go wrong, each with one stable code on the wire and one sentence that says what to do.

FramekeeperError
├── Refused                 the request cannot be done as asked
│   ├── BadInput            bad_input
│   ├── NotFound            not_found
│   ├── AlreadyThere        already_there
│   ├── NotAllowed          not_allowed
│   └── WeakPassphrase      weak_passphrase
├── VaultError              the vault cannot be used
│   ├── VaultLocked         locked
│   ├── NoVault             no_vault
│   ├── WrongSecret         wrong_secret      (carries `retry_after`, seconds)
│   ├── VaultDamaged        damaged           (says which file)
│   ├── VaultBusy           busy
│   └── DiskFull            disk_full
└── WireError               the peer cannot be talked to
    ├── HandshakeFailed     handshake_failed
    ├── UnknownPairing      unknown_pairing
    ├── VersionMismatch     version
    ├── BadFrame            bad_frame
    ├── AgentAway           agent_away
    └── PortInUse           port_in_use

A code never changes its meaning; the sentence may be improved at any time.
"""


class FramekeeperError(Exception):
    """The root. `code` is stable, `str(error)` is the sentence for a person."""

    code = "failed"
    retry_after: float | None = None


class Refused(FramekeeperError):
    """The request cannot be done as asked."""

    code = "refused"


class BadInput(Refused):
    """A value that can't be read or isn't allowed."""

    code = "bad_input"


class NotFound(Refused):
    """No such client, account, entry or pairing."""

    code = "not_found"


class AlreadyThere(Refused):
    """It exists already."""

    code = "already_there"


class NotAllowed(Refused):
    """This session may not ask that, or not now."""

    code = "not_allowed"


class WeakPassphrase(Refused):
    """A passphrase that would be guessed."""

    code = "weak_passphrase"


class VaultError(FramekeeperError):
    """The vault cannot be used."""

    code = "vault"


class VaultLocked(VaultError):
    """It needs the vault to be unlocked."""

    code = "locked"

    def __init__(self, message: str = "The vault is locked. Unlock it and try again.") -> None:
        super().__init__(message)


class NoVault(VaultError):
    """There is no vault here yet."""

    code = "no_vault"


class WrongSecret(VaultError):
    """A passphrase or recovery code that opens nothing. `retry_after` is in seconds."""

    code = "wrong_secret"

    def __init__(self, message: str, retry_after: float) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class VaultDamaged(VaultError):
    """A file is corrupt or truncated; the sentence names it. Nothing has been overwritten."""

    code = "damaged"


class VaultBusy(VaultError):
    """Another agent has this vault open."""

    code = "busy"


class DiskFull(VaultError):
    """Nothing could be written; nothing has changed."""

    code = "disk_full"


class WireError(FramekeeperError):
    """The peer cannot be talked to."""

    code = "wire"


class HandshakeFailed(WireError):
    """The peer doesn't hold the key."""

    code = "handshake_failed"


class UnknownPairing(WireError):
    """The agent doesn't know this pairing."""

    code = "unknown_pairing"


class VersionMismatch(WireError):
    """One side is newer; the sentence says which one to update."""

    code = "version"


class BadFrame(WireError):
    """A frame that is too long, garbled, replayed, out of order or unknown."""

    code = "bad_frame"


class AgentAway(WireError):
    """No agent answers."""

    code = "agent_away"


class PortInUse(WireError):
    """All our ports are taken."""

    code = "port_in_use"
