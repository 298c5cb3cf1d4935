"""The vault: who knows the passphrase or the recovery code gets the database.

Guarantees: a wrong secret costs the same work as a right one, and a growing wait; nothing on the disk is ever
overwritten because it couldn't be read; every change of files is all or nothing at any instant. Whoever makes or opens
a vault holds the `InstanceLock`. All methods that take a secret are slow on purpose: call them in a thread.
"""

import secrets
import threading
from collections.abc import Callable
from pathlib import Path

from agent.errors import AlreadyThere, BadInput, NotAllowed, NoVault, VaultLocked
from agent.paths import Paths
from agent.vault import backup, making, recovery, together
from agent.vault.attempts import Attempts
from agent.vault.backup import Opened
from agent.vault.database import Database
from agent.vault.passphrase import refuse_weak, to_bytes
from agent.vault.seal import KEY_BYTES, derive
from agent.vault.secret import Secret
from agent.vault.slots import Cost, Slots, at_least, calibrate

UPLOADED = "This file"
"""What a backup is called that came without a name."""
ANOTHER = "This is a backup of another vault. Bring it back on the command line, with `framekeeper restore`."
"""A browser may put back what was this vault's, and no vault of somebody's own making in its place."""


class Vault:
    """One vault, locked at first. `attempts` is given where a test turns the clock."""

    def __init__(self, paths: Paths, attempts: Attempts | None = None) -> None:
        self.paths = paths
        self._attempts = attempts or Attempts(paths.attempts)
        self._turn = threading.RLock()
        self._key: bytes | None = None
        self._database: Database | None = None

    @staticmethod
    def exists(paths: Paths) -> bool:
        """Whether there is a vault, or what is left of one."""
        return paths.slots.exists() or paths.vault.exists() or together.planned(paths.home)

    @classmethod
    def create(
        cls, paths: Paths, passphrase: str, *, cost: Cost | None = None, unconfirmed: bool = False
    ) -> tuple["Vault", str]:
        """Make a vault and unlock it; gives it with its recovery code, which is stored nowhere.

        `cost` is found by calibration unless given, and never less than `Cost()`. `unconfirmed`: it is to remember
        that the recovery code was not typed back. Raises WeakPassphrase, AlreadyThere and DiskFull; a crash leaves
        either no vault or one that this passphrase opens.
        """
        refuse_weak(passphrase)
        if cls.exists(paths):
            raise AlreadyThere(f"There is a vault in {paths.home} already. Unlock it with `framekeeper unlock`.")
        paths.make_home()
        key = secrets.token_bytes(KEY_BYTES)
        code, code_bytes = recovery.make()
        spend = at_least(cost or calibrate())
        slots = (
            Slots().adding("passphrase", to_bytes(passphrase), key, spend).adding("recovery", code_bytes, key, spend)
        )
        making.place_new(paths, key, slots, unconfirmed=unconfirmed)
        vault = cls(paths)
        vault._open(key)
        return vault, code

    @staticmethod
    def restore(
        paths: Paths, source: Path, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> tuple[Path, ...]:
        """Put a backup in the place of the vault, if there is one; gives the old files, which are kept beside it.

        The backup is checked whole before anything is replaced. Raises NotFound, BadInput, VaultDamaged, WrongSecret
        and DiskFull; and then nothing has changed.
        """
        return making.restore(paths, source, Secret.of(passphrase, recovery_code))

    @property
    def locked(self) -> bool:
        """Whether the data key is unknown."""
        return self._database is None

    @property
    def database(self) -> Database:
        """The open database; raises VaultLocked."""
        if self._database is None:
            raise VaultLocked
        return self._database

    def key_for(self, purpose: str) -> bytes:
        """Derive 32 bytes for one purpose from the data key; raises VaultLocked."""
        if self._key is None:
            raise VaultLocked
        return derive(self._key, purpose)

    def unlock(self, *, passphrase: str | None = None, recovery_code: str | None = None) -> None:
        """Open the database. Raises WrongSecret, NoVault, VaultDamaged, VaultBusy and BadInput (exactly one secret)."""
        secret = Secret.of(passphrase, recovery_code)
        with self._turn:
            key, _slots = self._prove(secret)
            if self._database is None:
                self._open(key)

    def prove(self, passphrase: str) -> None:
        """Make sure that who asks knows the passphrase, though the vault is open; raises WrongSecret."""
        with self._turn:
            self._prove(Secret.of(passphrase, None))

    def close(self) -> None:
        """Forget the data key and close the database; a vault that is closed stays so."""
        with self._turn:
            database, self._database, self._key = self._database, None, None
            if database is not None:
                database.close()

    def change_passphrase(self, new: str, *, passphrase: str | None = None, recovery_code: str | None = None) -> None:
        """Let `new` open the vault instead of the passphrase before it: a slot is rewritten, the data are not.

        Exactly one secret proves the right to. Raises WeakPassphrase, WrongSecret, NoVault, VaultDamaged, DiskFull.
        """
        secret = Secret.of(passphrase, recovery_code)
        refuse_weak(new)
        self._renew(secret, lambda slots, key, cost: slots.adding("passphrase", to_bytes(new), key, cost))

    def renew_recovery(self, passphrase: str, *, unconfirmed: bool = False) -> str:
        """Give a new recovery code; the old one opens nothing from then on. Raises as `change_passphrase` does.

        `unconfirmed`: the open vault is to remember that it was not typed back, until `confirm_recovery`.
        """
        code, code_bytes = recovery.make()
        if unconfirmed:
            making.mark(self.database, making.UNCONFIRMED)
        self._renew(
            Secret.of(passphrase, None), lambda slots, key, cost: slots.adding("recovery", code_bytes, key, cost)
        )
        return code

    @property
    def recovery_unconfirmed(self) -> bool:
        """Whether nobody has typed the recovery code back since the vault was made; raises VaultLocked."""
        return self.database.row("SELECT 1 FROM marks WHERE name = ?", (making.UNCONFIRMED,)) is not None

    def confirm_recovery(self, recovery_code: str) -> None:
        """Take the recovery code for written down, since it was typed back; it must be the one that is good now.

        Raises VaultLocked, WrongSecret, BadInput, VaultDamaged and DiskFull.
        """
        secret = Secret.of(None, recovery_code)
        with self._turn:
            database = self.database
            self._prove(secret)
            with database.change() as cursor:
                cursor.execute("DELETE FROM marks WHERE name = ?", (making.UNCONFIRMED,))

    def backup(self, target: Path) -> None:
        """Write an encrypted copy of all, as it is at one instant, to a new file; changes wait meanwhile.

        Raises VaultLocked, AlreadyThere, NotFound, BadInput and DiskFull.
        """
        with self._turn:
            database, key = self.database, self._key
            assert key is not None  # noqa: S101 - both are set, or neither
            slots = Slots.read(self.paths.slots)
            with database.standing_still() as file:
                backup.write(target, slots.encode(key), file, key)

    def backup_bytes(self, most: int) -> bytes:
        """Give the same as bytes; raises VaultLocked, and BadInput where they would be more than `most`."""
        with self._turn:
            database, key = self.database, self._key
            assert key is not None  # noqa: S101 - both are set, or neither
            slots = Slots.read(self.paths.slots)
            with database.standing_still() as file:
                if file.stat().st_size + backup.MOST_SLOTS > most:
                    raise BadInput(
                        f"The vault is larger than {most >> 20} MB, which is too much for the browser. Make the backup "
                        "with `framekeeper backup`."
                    )
                return backup.make(slots.encode(key), file, key)

    def look_into(
        self, data: bytes, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> making.Content:
        """Say what a backup holds, of this open vault or of any while there is none, and change nothing.

        Raises as `restore` does, and NotAllowed for another vault's.
        """
        with self._turn:
            opened, _slots, key = self._prove_backup(data, Secret.of(passphrase, recovery_code))
            return making.look(self.paths, opened, key)

    def prepare(
        self, data: bytes, *, passphrase: str | None = None, recovery_code: str | None = None
    ) -> Callable[[], tuple[Path, ...]]:
        """Make everything that is to take the vault's place, beside it; gives what then puts it there, at one instant.

        That closes the vault first, and gives the old files, which are kept. Raises as `look_into` does; until it is
        called nothing has changed, and if it raises DiskFull neither.
        """
        with self._turn:
            opened, slots, key = self._prove_backup(data, Secret.of(passphrase, recovery_code))
            making.unpack(self.paths, opened, key)
        return lambda: self._replace(slots.encode(key))

    def _replace(self, slots: bytes) -> tuple[Path, ...]:
        with self._turn:
            self.close()
            return making.place_unpacked(self.paths, slots)

    def _prove_backup(self, data: bytes, secret: Secret) -> tuple[Opened, Slots, bytes]:
        opened = backup.parse(data, UPLOADED)
        slots = Slots.parse(opened.slots, UPLOADED)
        key = making.prove(slots, secret, self._attempts, UPLOADED)
        if self.exists(self.paths) and key != self._key:
            raise NotAllowed(ANOTHER)
        return opened, slots, key

    def _open(self, key: bytes) -> None:
        self._database = Database(self.paths.vault, derive(key, "database"))
        self._key = key

    def _prove(self, secret: Secret) -> tuple[bytes, Slots]:
        """Find the data key by a secret; every attempt is counted."""
        together.finish(self.paths.home)
        if not self.exists(self.paths):
            raise NoVault(f"There is no vault in {self.paths.home} yet. Make one with `framekeeper init`.")
        slots = Slots.read(self.paths.slots)
        return making.prove(slots, secret, self._attempts, self.paths.slots.name), slots

    def _renew(self, secret: Secret, change: Callable[[Slots, bytes, Cost], Slots]) -> None:
        with self._turn:
            key, slots = self._prove(secret)
            spend = at_least(calibrate(), slots.cost_of(secret.kind))
            change(slots, key, spend).write(self.paths.slots, key)
