"""The command line and the agent as real processes, with all their files in a folder of the test."""

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from unittest import mock

from agent import cli

PASSPHRASE = "seven quiet herons over wet slate"  # noqa: S105 - of vaults that tests throw away
SOON = 30.0
"""Seconds that something may take on a machine that does much else; no test waits for so long if all is well."""


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"FRAMEKEEPER_HOME": str(home), "COLUMNS": "120", "TERM": "dumb"}


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    def lines(self) -> list[Any]:
        """What it printed, as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def json(self) -> Any:
        """What it printed, as the one JSON line it should be."""
        (line,) = self.lines()
        return line


class Commands:
    """`framekeeper` on one home."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.passphrase_file = home.with_name(f"{home.name}.passphrase")
        self.passphrase_file.write_text(f"{PASSPHRASE}\n")

    @property
    def secret(self) -> tuple[str, str]:
        """The option that gives the passphrase."""
        return ("--passphrase-file", str(self.passphrase_file))

    def run(self, *arguments: str, stdin: str = "", **variables: str) -> Done:
        """Run one command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "agent", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env=environment(self.home) | variables,
            timeout=SOON,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    def ok(self, *arguments: str, stdin: str = "") -> Done:
        """Run one command that must succeed."""
        done = self.run(*arguments, stdin=stdin)
        assert done.status == 0, done
        return done

    def ask(self, *arguments: str, stdin: str = "") -> Any:
        """Run one command with `--json` that must succeed; gives its one line."""
        return self.ok(*arguments, "--json", stdin=stdin).json()

    @contextmanager
    def agent(self, *arguments: str, locked: bool = False) -> Iterator["Running"]:
        """Run an agent that is ready."""
        secret = () if locked else self.secret
        running = Running(self.home, ("run", "--port", "0", "--json", *secret, *arguments))
        try:
            running.event("ready")
            yield running
        finally:
            running.stop()


class Inside(Commands):
    """The same in the test's own process: a tenth of the time, for tests that aren't about the process."""

    def run(self, *arguments: str, stdin: str = "", **variables: str) -> Done:
        streams = [io.TextIOWrapper(io.BytesIO(content), encoding="utf-8") for content in (stdin.encode(), b"", b"")]
        given, out, err = streams
        with (
            mock.patch.dict(os.environ, environment(self.home) | variables),
            mock.patch.multiple(sys, stdin=given, stdout=out, stderr=err),
        ):
            status = cli.status(list(arguments))
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
        return Done(status, out.read(), err.read())


class Running:
    """An agent's process; `events` are the lines that it has printed."""

    def __init__(self, home: Path, arguments: tuple[str, ...]) -> None:
        self.errors = home.with_name(f"{home.name}.errors")
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "agent", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment(home),
            )
        self.events: list[dict[str, Any]] = []
        self._rest = b""

    def event(self, name: str) -> dict[str, Any]:
        """Wait for the next event, which must be of this name."""
        assert self.process.stdout is not None
        until = time.monotonic() + SOON
        while b"\n" not in self._rest:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            data = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert data, f"no event {name}: {self.errors.read_text()}"
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        self.events.append(json.loads(line))
        assert self.events[-1]["event"] == name
        return self.events[-1]

    @property
    def port(self) -> int:
        return int(self.events[0]["port"])

    def stop(self) -> int:
        """End it in order; gives its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self._wait()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._wait()

    def _wait(self) -> int:
        try:
            return self.process.wait(SOON)
        finally:
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()


def _heeds_ctrl_c() -> None:
    """Let Ctrl+C end the command as at a terminal: shells start what runs in the background without that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Terminal:
    """A command at a terminal, with a person who reads and types."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._terminal, inside = pty.openpty()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "agent", *arguments],
                stdin=inside,
                stdout=inside,
                stderr=inside,
                start_new_session=True,
                env=environment(home),
                preexec_fn=_heeds_ctrl_c,
            )
        finally:
            os.close(inside)
        self.shown = ""
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._terminal)

    def expect(self, text: str) -> str:
        """Read until `text` is shown, after what was expected before; gives all that was shown until then."""
        until = time.monotonic() + SOON
        while (found := self.shown.find(text, self._seen)) < 0:
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, until - time.monotonic()))
            data = self._read() if ready else b""
            assert data, f"{text!r} was not shown, but: {self.shown[self._seen :]!r}"
            self.shown += data.decode(errors="replace").replace("\r\n", "\n")
        before, self._seen = self.shown[self._seen : found], found + len(text)
        return before

    def type(self, line: str) -> None:
        """Type a line and press Enter."""
        os.write(self._terminal, line.encode() + b"\n")

    def end(self) -> int:
        """Read to the end; gives the exit status."""
        while data := self._read():
            self.shown += data.decode(errors="replace").replace("\r\n", "\n")
        return self.process.wait(SOON)

    def _read(self) -> bytes:
        # Linux says EIO at the end of a terminal.
        with suppress(OSError):
            return os.read(self._terminal, 65536)
        return b""
