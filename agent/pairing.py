"""Trust between browsers and the agent: the pairings and their file, and the codes that start one.

`pairings.json` (mode 0600) stands outside the vault, so that sessions work while it is locked; it names no client.
Guarantees: a code works once and for two minutes; a pairing is trusted only after the browser has said that it stored
the key (`PairingConfirm`) and the file has been written; an interrupted one leaves nothing behind here, or a pairing
that was never used, which `framekeeper browsers` shows as such and which ends by itself after PROVE_WITHIN.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec

from agent.cli_key import CliKey, read_cli_key
from agent.errors import BadInput, DiskFull, FramekeeperError, NotAllowed, NotFound, VaultDamaged
from agent.paths import Paths
from agent.times import wire_time
from agent.vault.seal import write_private
from protocol.channel import ID_SIZE
from protocol.messages.keys import Browser
from protocol.noise import KEY_SIZE
from protocol.pairing_code import PairingCode

CODE_LIFE = timedelta(minutes=2)
PROVE_WITHIN = timedelta(minutes=10)
"""How long a confirmed pairing may stay unused: browsers connect within a second of pairing."""
SEEN_STEP = timedelta(hours=1)
"""`last_seen` is written at most this often; it is for people, who ask whether a browser is still in use."""
PAST_CODES = 8
"""How many codes are remembered after their end, to tell "used" and "expired" from "wrong"."""
CLI_NAME = "Command line"


class Pairing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the agent keeps of one: id and key as hex; `origin` is empty for the command line's own."""

    pairing: str
    key: str
    name: str
    origin: str
    since: datetime
    last_seen: datetime | None = None

    @property
    def is_cli(self) -> bool:
        """Whether it is the command line's own: the only one that may come without an Origin."""
        return not self.origin

    def browser(self) -> Browser:
        """As people see it."""
        seen = None if self.last_seen is None else wire_time(self.last_seen)
        return Browser(self.pairing, self.name, self.origin, wire_time(self.since), seen)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pairings: list[Pairing]
    version: int = 1


@dataclass
class Code:
    """A code and what became of it; `settled` is set when nothing more can."""

    code: PairingCode
    expires_at: datetime
    used: bool = False
    browser: Browser | None = None
    settled: asyncio.Event = field(default_factory=asyncio.Event)


def _now() -> datetime:
    return datetime.now(UTC)


class Pairings:
    """All pairings of one home. `port` is set by who listens; `on_removed` is told the id of a pairing that ended."""

    def __init__(self, paths: Paths, clock: Callable[[], datetime] = _now) -> None:
        """Read the file; raises VaultDamaged."""
        self._paths = paths
        self._clock = clock
        self._pairings = {pairing.pairing: pairing for pairing in self._read()}
        self._codes: list[Code] = []
        self.port = 0
        self.on_removed: Callable[[str], None] = lambda _pairing: None

    def browsers(self) -> list[Browser]:
        """All that are trusted, the command line's own first, then by age."""
        trusted = [one for one in self._pairings.values() if not self._stale(one)]
        return [one.browser() for one in sorted(trusted, key=lambda one: (not one.is_cli, one.since))]

    def find(self, pairing: str) -> Pairing | None:
        """Give the pairing of this id, if it is trusted."""
        found = self._pairings.get(pairing)
        return None if found is None or self._stale(found) else found

    def seen(self, pairing: Pairing) -> None:
        """Note that it was used just now; with a full disk only until the agent ends."""
        now = self._clock()
        if pairing.last_seen is None or now - pairing.last_seen >= SEEN_STEP:
            used = msgspec.structs.replace(pairing, last_seen=now)
            try:
                self._put(used)
            except DiskFull:
                self._pairings[used.pairing] = used

    def remove(self, pairing: str) -> None:
        """End the trust; raises NotFound, and NotAllowed for the command line's own."""
        found = self.find(pairing)
        if found is None:
            raise NotFound("No browser is paired under this id. `framekeeper browsers` lists those that are.")
        if found.is_cli:
            raise NotAllowed("This is the command line's own pairing. To renew it, delete cli.key, restart the agent.")
        self._write([one for one in self._pairings.values() if one is not found])
        self.on_removed(pairing)

    def rename(self, pairing: str, name: str) -> None:
        """Call a pairing something else, durably; raises NotFound, BadInput and DiskFull."""
        found = self.find(pairing)
        if found is None:
            raise NotFound("No browser is paired under this id. `framekeeper browsers` lists those that are.")
        if not name.strip():
            raise BadInput("A browser needs a name. Write one.")
        self._put(msgspec.structs.replace(found, name=name.strip()))

    def ensure_cli(self) -> None:
        """Make the command line's pairing and `cli.key`, unless both are there and agree."""
        if not self._cli_agrees():
            key = CliKey(secrets.token_hex(ID_SIZE), secrets.token_hex(KEY_SIZE))
            made = Pairing(key.pairing, key.key, CLI_NAME, "", self._clock())
            self._write([one for one in self._pairings.values() if not one.is_cli] + [made])
            write_private(self._paths.cli_key, key.encode())

    def start(self) -> tuple[str, datetime]:
        """Make a code; gives its text and its end. The one before ends."""
        for code in self._codes:
            code.settled.set()
        now = self._clock()
        self._codes = [*self._codes, Code(PairingCode.make(self.port), now + CODE_LIFE)][-PAST_CODES:]
        return self._codes[-1].code.text(), self._codes[-1].expires_at

    async def wait(self) -> Browser | None:
        """Wait until the code made last has been used or has expired; None means expired, or interrupted."""
        if not self._codes:
            return None
        code = self._codes[-1]
        left = (code.expires_at - self._clock()).total_seconds()
        try:
            async with asyncio.timeout(max(left, 0)):
                await code.settled.wait()
        except TimeoutError:
            if code.used:
                await code.settled.wait()
        return code.browser

    @property
    def codes(self) -> list[Code]:
        """Codes that were made since the start, the latest first."""
        return self._codes[::-1]

    def is_open(self, code: Code) -> bool:
        """Whether it may still be used."""
        return not code.used and not code.settled.is_set() and self._clock() < code.expires_at

    def offer(self, code: Code, name: str, origin: str) -> Pairing:
        """Use the code up for a new pairing, which is not trusted yet; raises NotAllowed if it was used or is late."""
        if not self.is_open(code):
            raise NotAllowed("This pairing code has been used or has expired. Make a new one: `framekeeper pair`.")
        code.used = True
        return Pairing(secrets.token_hex(ID_SIZE), secrets.token_hex(KEY_SIZE), name, origin, self._clock())

    def confirm(self, code: Code, offered: Pairing) -> None:
        """Trust an offered pairing, durably; raises DiskFull, and it is not trusted then."""
        try:
            self._put(offered)
        finally:
            code.settled.set()
        code.browser = offered.browser()

    def _stale(self, pairing: Pairing) -> bool:
        unused = pairing.last_seen is None and not pairing.is_cli
        return unused and self._clock() - pairing.since > PROVE_WITHIN

    def _cli_agrees(self) -> bool:
        try:
            key = read_cli_key(self._paths)
        except FramekeeperError:
            return False
        found = self.find(key.pairing)
        return found is not None and found.is_cli and found.key == key.key

    def _put(self, pairing: Pairing) -> None:
        self._write([*(one for one in self._pairings.values() if one.pairing != pairing.pairing), pairing])

    def _write(self, pairings: list[Pairing]) -> None:
        """Replace the file, then what is in memory: so that what is trusted has been written."""
        kept = [one for one in pairings if not self._stale(one)]
        write_private(self._paths.pairings, msgspec.json.encode(_File(kept)) + b"\n")
        self._pairings = {one.pairing: one for one in kept}

    def _read(self) -> list[Pairing]:
        path = self._paths.pairings
        try:
            return msgspec.json.decode(path.read_bytes(), type=_File).pairings
        except FileNotFoundError:
            return []
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise VaultDamaged(
                f"{path} is damaged. Move it away, start the agent, and pair your browsers again; no client is lost."
            ) from None
