"""The agent as a process of its own in a home of its own, spoken to by its real command line."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from agent.errors import FramekeeperError

PASSPHRASE = "seven quiet herons over wet slate"  # noqa: S105 - of a vault that is thrown away
START_SECONDS = 60
"""How long an agent may take until it is ready, on a busy machine; Argon2id is most of it."""


class CommandFailed(FramekeeperError):
    """A command of the throw-away agent failed; the sentence is the command's own."""


class AgentProcess:
    """`framekeeper` with its files under `home`; nothing is taken from or left in the user's own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = 0
        self.process: asyncio.subprocess.Process | None = None
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.passphrase_file = home.with_name(home.name + ".passphrase")
        self.passphrase_file.write_text(PASSPHRASE + "\n")
        self.passphrase_file.chmod(0o600)

    @property
    def said(self) -> Path:
        """Where the running agent's standard error goes."""
        return self.home.with_name(self.home.name + ".stderr")

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands."""
        return os.environ | {"FRAMEKEEPER_HOME": str(self.home)}

    async def spawn(
        self, *arguments: str, stdin: int = DEVNULL, stderr: int | IO[bytes] = PIPE
    ) -> asyncio.subprocess.Process:
        """Start one command with its output piped."""
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "agent", *arguments), stdin=stdin, stdout=PIPE, stderr=stderr, env=self.environment
        )

    async def command(self, *arguments: str, stdin: str | None = None) -> str:
        """Run one command to its end and return what it printed.

        Raises CommandFailed with its sentence when it doesn't exit with 0.
        """
        process = await self.spawn(*arguments, stdin=DEVNULL if stdin is None else PIPE)
        out, err = await process.communicate(None if stdin is None else stdin.encode())
        if process.returncode:
            raise CommandFailed(f"framekeeper {arguments[0]}: {err.decode().strip()}")
        return out.decode()

    async def ask(self, *arguments: str, given: Any = None) -> Any:
        """Run a command with `--json` (and `given` as a JSON line to `--stdin`); its lines, or its only one, read."""
        if given is not None:
            arguments = (*arguments, "--stdin")
        text = await self.command(*arguments, "--json", stdin=None if given is None else json.dumps(given) + "\n")
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
        return lines[0] if len(lines) == 1 else lines

    async def log(self) -> list[dict[str, Any]]:
        """Return the override log's entries, oldest first."""
        text = await self.command("log", "list", "--json")
        entries = [json.loads(line) for line in text.splitlines() if line.strip()]
        return sorted(entries, key=lambda entry: int(entry["sequence"]))

    async def init(self) -> None:
        """Make the vault."""
        await self.command("init", "--passphrase-file", str(self.passphrase_file), "--json")

    async def start(self, *, port: int = 0, locked: bool = False) -> None:
        """Start it and wait for its first line, which says that it is ready and on which port."""
        secret = () if locked else ("--passphrase-file", str(self.passphrase_file))
        with self.said.open("ab") as log:
            self.process = await self.spawn("run", "--port", str(port), "--json", *secret, stderr=log)
        assert self.process.stdout is not None  # noqa: S101 - for the type checker: it was piped
        line = await asyncio.wait_for(self.process.stdout.readline(), START_SECONDS)
        if not line:
            raise CommandFailed(f"The agent didn't start. {self.said.read_text().strip()[-300:]}")
        self.port = int(json.loads(line)["port"])

    async def stop(self) -> None:
        """End it, politely and then not."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), 10)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    @asynccontextmanager
    async def pairing(self) -> AsyncIterator[str]:
        """Give a pairing code to the block; after it, wait until the agent says that a browser has used it."""
        process = await self.spawn("pair", "--json", "--wait")
        assert process.stdout is not None  # noqa: S101 - for the type checker: it was piped
        try:
            yield str(json.loads(await process.stdout.readline())["code"])
            paired = await asyncio.wait_for(process.stdout.readline(), 30)
            if not paired or not json.loads(paired):
                raise CommandFailed("The browser didn't pair with the agent. Run the demo again.")
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
