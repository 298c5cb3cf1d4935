"""The command line's side of its own pairing: the file `cli.key`, mode 0600, made by `init` or the first `run`.

Who reads it can talk to the agent as the command line does; it opens no vault.
"""

import msgspec

from agent.errors import AgentAway, UnknownPairing, VaultDamaged
from agent.paths import Paths


class CliKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pairing id of 16 bytes and a pairing key of 32, as hex."""

    pairing: str
    key: str

    def encode(self) -> bytes:
        """Give the file's content."""
        return msgspec.json.encode(self) + b"\n"

    @property
    def secrets(self) -> tuple[bytes, bytes]:
        """The id and the key; raises ValueError if they aren't what they should be."""
        pairing, key = bytes.fromhex(self.pairing), bytes.fromhex(self.key)
        if len(pairing) != 16 or len(key) != 32:
            raise ValueError("An id has 16 bytes, a key 32.")
        return pairing, key


def read_cli_key(paths: Paths) -> CliKey:
    """Read the file; raises AgentAway if this home never had an agent, UnknownPairing, VaultDamaged."""
    try:
        data = paths.cli_key.read_bytes()
    except FileNotFoundError:
        if not paths.slots.exists():
            raise AgentAway(f"No agent has run on {paths.home} yet. Start one with `framekeeper run`.") from None
        raise UnknownPairing(f"{paths.cli_key} is missing. Restart the agent; it makes a new one.") from None
    try:
        key = msgspec.json.decode(data, type=CliKey)
        _ = key.secrets
    except (msgspec.DecodeError, ValueError):
        raise VaultDamaged(
            f"{paths.cli_key} is damaged. Delete it and restart the agent; it makes a new one."
        ) from None
    return key
