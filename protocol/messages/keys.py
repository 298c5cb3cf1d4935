"""Browsers that are paired, the making of the vault, passphrases, recovery codes, backups."""

from typing import Annotated

from msgspec import Meta

from protocol.messages.files import FileId
from protocol.messages.words import Message, Short, Text, Time


class PairingStart(Message, frozen=True, tag="pairing.start"):
    """Make a pairing code; the command line only."""


class PairingCode(Message, frozen=True, tag="pairing.code"):
    """Shown once; works once, for two minutes."""

    code: str
    expires_at: Time


class PairingWait(Message, frozen=True, tag="pairing.wait"):
    """Answered when the code made last has been used or has expired."""


class PairingRequest(Message, frozen=True, tag="pairing.request"):
    """The first call inside a pairing session. `name` tells the browser in lists, e.g. "Chromium on Linux"."""

    name: Short
    language: Short = ""


class PairingOffer(Message, frozen=True, tag="pairing.offer"):
    """Phase one: `pairing` is 16 random bytes in hex, `key` 32 random bytes in hex. Not yet trusted."""

    pairing: str
    key: str


class PairingConfirm(Message, frozen=True, tag="pairing.confirm"):
    """Phase two: the browser has stored the key durably."""

    pairing: str


class Browser(Message, frozen=True):
    """A paired browser, or the command line."""

    pairing: str
    name: str
    origin: str
    since: Time
    last_seen: Time | None


class Browsers(Message, frozen=True, tag="browsers"):
    """List the pairings."""


class BrowsersReply(Message, frozen=True, tag="browsers.reply"):
    """All browsers that are paired; `asking` is the pairing of the one that asks."""

    browsers: list[Browser]
    asking: str


class BrowserRename(Message, frozen=True, tag="browser.rename"):
    """Call a browser something else in lists."""

    pairing: str
    name: Annotated[str, Meta(min_length=1, max_length=200)]


class PairingPaired(Message, frozen=True, tag="pairing.paired"):
    """The code was used by this browser; null when it expired unused."""

    browser: Browser | None


class Unpair(Message, frozen=True, tag="unpair"):
    """End the trust in a browser; its open sessions end at once."""

    pairing: str


class VaultMake(Message, frozen=True, tag="vault.make"):
    """Make the vault and unlock it; accepted only while there is none. The reply has its recovery code."""

    passphrase: Annotated[str, Meta(max_length=1000)]


class RecoveryConfirm(Message, frozen=True, tag="recovery.confirm"):
    """The recovery code, typed back from what was written down; the vault then no longer asks for it."""

    recovery_code: Short


class PassphraseChange(Message, frozen=True, tag="passphrase.change"):
    """Exactly one of `passphrase` and `recovery_code` proves the right to set `new`."""

    new: Annotated[str, Meta(max_length=1000)]
    passphrase: Annotated[str, Meta(max_length=1000)] | None = None
    recovery_code: Short | None = None


class RecoveryRenew(Message, frozen=True, tag="recovery.renew"):
    """Make a new recovery code; the old one ends."""

    passphrase: Annotated[str, Meta(max_length=1000)]


class RecoveryCode(Message, frozen=True, tag="recovery.code"):
    """Shown once."""

    recovery_code: str


class Backup(Message, frozen=True, tag="backup"):
    """Write an encrypted copy of the vault to a new file; the command line only."""

    path: Text


class BackupMake(Message, frozen=True, tag="backup.make"):
    """Make an encrypted copy of the vault in memory, for the browser to save; answered with `file.ready`."""


class BackupLook(Message, frozen=True, tag="backup.look"):
    """Look into a backup that the browser has sent. Exactly one of the secrets, which are the backup's own."""

    file: FileId
    passphrase: Annotated[str, Meta(max_length=1000)] | None = None
    recovery_code: Short | None = None


class BackupRestore(Message, frozen=True, tag="backup.restore"):
    """Put that backup in the place of the vault, which is kept beside; the vault is locked then.

    Where there is no vault yet any backup is taken, and the vault is open then.
    """

    file: FileId
    passphrase: Annotated[str, Meta(max_length=1000)] | None = None
    recovery_code: Short | None = None


class BackupContent(Message, frozen=True, tag="backup.content"):
    """How much a backup holds, and the vault that it would replace; `last` is when its log was added to last."""

    clients: int
    events: int
    last: Time | None
    clients_now: int
    events_now: int
    last_now: Time | None


Request = (
    PairingStart
    | PairingWait
    | PairingRequest
    | PairingConfirm
    | Browsers
    | BrowserRename
    | Unpair
    | VaultMake
    | PassphraseChange
    | RecoveryRenew
    | RecoveryConfirm
    | Backup
    | BackupMake
    | BackupLook
    | BackupRestore
)
Reply = PairingCode | PairingPaired | PairingOffer | BrowsersReply | RecoveryCode | BackupContent
