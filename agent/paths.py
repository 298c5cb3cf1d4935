"""Where Framekeeper keeps its files: one folder, which FRAMEKEEPER_HOME moves as a whole.

The folder has mode 0700 and every file in it 0600. Only the vault and its key slots hold client data, sealed.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Paths:
    """The files under `home`; none of them need exist."""

    home: Path

    @classmethod
    def find(cls) -> "Paths":
        """Take FRAMEKEEPER_HOME if it is set and not empty, else the system's folder for a user's data."""
        moved = os.environ.get("FRAMEKEEPER_HOME")
        home = Path(moved).expanduser() if moved else Path(platformdirs.user_data_dir("framekeeper", appauthor=False))
        return cls(home.absolute())

    def make_home(self) -> None:
        """Make the folder, for its owner alone; one that is there already keeps its mode (`doctor` looks at that)."""
        if not self.home.is_dir():
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.home.chmod(0o700)

    @property
    def vault(self) -> Path:
        """The encrypted database."""
        return self.home / "vault.db"

    @property
    def slots(self) -> Path:
        """The key slots."""
        return self.home / "slots.json"

    @property
    def seed(self) -> Path:
        """The override log's sealed signing seed."""
        return self.home / "log.seed"

    @property
    def attempts(self) -> Path:
        """How many wrong passphrases were tried, and when."""
        return self.home / "attempts.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that has the vault."""
        return self.home / "agent.lock"

    @property
    def port(self) -> Path:
        """The port in use: written by a running agent, removed when it ends."""
        return self.home / "agent.port"

    @property
    def pairings(self) -> Path:
        """The agent's side of the pairings: ids, keys and origins."""
        return self.home / "pairings.json"

    @property
    def outdated(self) -> Path:
        """Which adapters a browser found out of date: their names and days, and nobody's."""
        return self.home / "outdated.json"

    @property
    def cli_key(self) -> Path:
        """The command line's side of its own pairing."""
        return self.home / "cli.key"
