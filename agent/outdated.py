"""Which adapters paired browsers found out of date: kept beside the vault, since `doctor` asks for no passphrase.

Holds names of platforms, days and interactions; nothing about anybody. A report is void as soon as its adapter was
checked anew, which another `checked` says.
"""

from collections.abc import Sequence

import msgspec

from agent.errors import VaultDamaged
from agent.paths import Paths
from agent.vault.seal import write_private
from protocol.messages.words import Interaction
from protocol.reading import shipped


class Report(msgspec.Struct, frozen=True):
    """`checked` is the adapter's day, `since` (ISO 8601, UTC) when it was first reported."""

    adapter: str
    checked: str
    since: str
    interactions: list[Interaction]


class _File(msgspec.Struct, frozen=True):
    outdated: list[Report]


class Outdated:
    """The reports that are still good."""

    def __init__(self, paths: Paths) -> None:
        self._path = paths.outdated
        self._checked = {adapter.name: adapter.checked for adapter in shipped()}

    def checked(self, adapter: str) -> str | None:
        """Give the day on which an adapter was last checked; None if there is no such adapter."""
        return self._checked.get(adapter)

    def read(self) -> dict[str, Report]:
        """Give the reports by adapter; raises VaultDamaged where the file can't be read."""
        try:
            reports = msgspec.json.decode(self._path.read_bytes(), type=_File).outdated
        except FileNotFoundError:
            return {}
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise VaultDamaged(f"{self._path} is damaged. Delete it; browsers will report anew.") from None
        return {one.adapter: one for one in reports if one.checked == self.checked(one.adapter)}

    def add(self, adapter: str, interactions: Sequence[Interaction], now: str) -> None:
        """Keep a report, durably; the time of an earlier one stays. Raises DiskFull and VaultDamaged."""
        reports = self.read()
        before = reports.get(adapter)
        known = [*(before.interactions if before else []), *interactions]
        since = before.since if before else now
        reports[adapter] = Report(adapter, self._checked[adapter], since, list(dict.fromkeys(known)))
        if reports[adapter] != before:
            write_private(self._path, msgspec.json.encode(_File(list(reports.values()))) + b"\n")
