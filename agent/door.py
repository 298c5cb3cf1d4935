"""Who may wait at the door: connections that have not yet proved that they hold a key.

They are counted as TCP connections, before any byte of HTTP, so that no half request can hold a place for
long: at most KNOCKING at a time, PATIENCE seconds each. Beyond that the oldest of those that have said nothing
gives way, since a web page can make the browser open connections and keep them silent; if all have spoken, the
new one is cut. Nobody is told why.
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
        self.knocking: dict[Door, None] = {}
        """In the order in which they came."""

    def __call__(self) -> "Door":
        """Make the protocol of a connection."""
        return Door(self, self._inside())

    def make_room(self) -> bool:
        """Return whether there is a place for one more; one that says nothing may have to leave for it."""
        if len(self.knocking) < KNOCKING:
            return True
        silent = next((door for door in self.knocking if not door.spoke), None)
        if silent is None:
            return False
        silent.turn_away()
        return True


class Door(asyncio.Protocol):
    """Stands before a connection's real protocol until it is admitted; then it's out of the way."""

    def __init__(self, doors: Doors, inside: asyncio.Protocol) -> None:
        self._doors = doors
        self._inside = inside
        self._let_in = False
        self.spoke = False
        """Whether a single byte has come."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let it knock, or cut it if too many do."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's own promise for TCP
        self._transport = transport
        if not self._doors.make_room():
            transport.abort()
            return
        self._let_in = True
        self._doors.knocking[self] = None
        self._deadline = asyncio.get_running_loop().call_later(self._doors.patience, transport.abort)
        self._inside.connection_made(transport)

    def admit(self) -> None:
        """Take the connection off the count: it has proved that it holds a key."""
        self._leave()
        self._transport.set_protocol(self._inside)

    def turn_away(self) -> None:
        """Cut the connection, and free its place at once."""
        self._leave()
        self._transport.abort()

    def connection_lost(self, error: Exception | None) -> None:
        """Free the place."""
        if self._let_in:
            self._leave()
            self._inside.connection_lost(error)

    def data_received(self, data: bytes) -> None:
        """Pass on."""
        self.spoke = True
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
        self._doors.knocking.pop(self, None)
