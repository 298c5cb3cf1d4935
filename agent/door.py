"""Who may wait at the door: connections that have not yet proved that they hold a key.

They are counted as TCP connections, before any byte of HTTP, so that no half request can hold a place for
long: at most KNOCKING at a time, PATIENCE seconds each. Beyond that a connection is cut without a word.
"""

import asyncio
from collections.abc import Callable

KNOCKING = 8
"""Connections before authentication (DESIGN.md, the wire)."""
PATIENCE = 10.0
"""Seconds that each of them has (DESIGN.md, the wire)."""


class Doors:
    """Makes the protocol of each new connection; give it to `create_server`."""

    def __init__(self, inside: Callable[[], asyncio.Protocol], patience: float = PATIENCE) -> None:
        """`inside` makes the protocol that serves a connection; `patience` is in seconds."""
        self._inside = inside
        self.patience = patience
        self.knocking: set[Door] = set()

    def __call__(self) -> "Door":
        """Make the protocol of a connection."""
        return Door(self, self._inside())


class Door(asyncio.Protocol):
    """Stands before a connection's real protocol until it is admitted; then it's out of the way."""

    def __init__(self, doors: Doors, inside: asyncio.Protocol) -> None:
        self._doors = doors
        self._inside = inside
        self._let_in = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it knock, or cut it if too many do."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's own promise for TCP
        self._transport = transport
        if len(self._doors.knocking) >= KNOCKING:
            transport.abort()
            return
        self._let_in = True
        self._doors.knocking.add(self)
        self._deadline = asyncio.get_running_loop().call_later(self._doors.patience, transport.abort)
        self._inside.connection_made(transport)

    def admit(self) -> None:
        """Take the connection off the count: it has proved that it holds a key."""
        self._leave()
        self._transport.set_protocol(self._inside)

    def connection_lost(self, error: Exception | None) -> None:
        """Free the place."""
        if self._let_in:
            self._leave()
            self._inside.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Pass on."""
        if self._let_in:
            self._inside.data_received(data)

    def eof_received(self) -> bool | None:
        """Pass on."""
        return self._inside.eof_received() if self._let_in else None

    def pause_writing(self) -> None:
        """Pass on."""
        self._inside.pause_writing()

    def resume_writing(self) -> None:
        """Pass on."""
        self._inside.resume_writing()

    def _leave(self) -> None:
        self._deadline.cancel()
        self._doors.knocking.discard(self)
