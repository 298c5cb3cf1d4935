"""The client's WebSocket over asyncio: `websockets`' own protocol core, without its streams and tasks.

A frame that comes is handed on in the very callback that brought it, which makes a round trip half as long as
through `websockets.asyncio`. Loopback only, no proxy, no compression, binary messages of one frame.
"""

import asyncio
from collections.abc import Callable

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidHandshake
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.protocol import CONNECTING, OPEN
from websockets.typing import Origin
from websockets.uri import parse_uri

from protocol.channel import FRAME_LIMIT

HOST = "127.0.0.1"
PATIENCE = 10.0
"""Seconds for the other side to accept a connection."""
_GOODBYE = 1.0
"""Seconds for the other side to take leave."""


class Line(asyncio.Protocol):
    """A WebSocket connection: `on_frame` gets each binary message, `on_end` the close code and reason, once.

    Both may be set after `open`, since the agent speaks only when it is spoken to.
    """

    def __init__(self, port: int, origin: str | None) -> None:
        self._core = ClientProtocol(
            parse_uri(f"ws://{HOST}:{port}/session"),
            origin=None if origin is None else Origin(origin),
            max_size=FRAME_LIMIT,
        )
        loop = asyncio.get_running_loop()
        self._opened: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[None] = loop.create_future()
        self.on_frame: Callable[[bytes], None] = lambda _frame: None
        self.on_end: Callable[[int, str], None] = lambda _code, _reason: None

    @classmethod
    async def open(cls, port: int, origin: str | None = None) -> "Line":
        """Connect; raises OSError (TimeoutError too) or InvalidHandshake."""
        async with asyncio.timeout(PATIENCE):
            _transport, line = await asyncio.get_running_loop().create_connection(lambda: cls(port, origin), HOST, port)
            try:
                await line._opened
            except BaseException:
                line.abort()
                raise
        return line

    def send(self, frame: bytes) -> None:
        """Send a binary message; raises ConnectionError once the connection has ended."""
        if self._core.state is not OPEN:
            raise ConnectionResetError("The connection has ended.")
        self._core.send_binary(frame)
        self._flush()

    async def close(self) -> None:
        """End in order, or cut the connection after a second."""
        if self._core.state is OPEN:
            self._core.send_close(1000)
            self._flush()
        _done, late = await asyncio.wait([self.ended], timeout=_GOODBYE)
        if late:
            self.abort()
            await self.ended

    @property
    def farewell(self) -> tuple[int, str]:
        """The code and reason with which the other side has closed; 0 and "" if it hasn't."""
        received = self._core.close_rcvd
        return (0, "") if received is None else (received.code, received.reason)

    def abort(self) -> None:
        """Cut the connection."""
        self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's own promise for TCP
        self._transport = transport
        self._core.send_request(self._core.connect())
        self._flush()

    def data_received(self, data: bytes) -> None:
        """Hand on what has come whole."""
        self._core.receive_data(data)
        for event in self._core.events_received():
            if isinstance(event, Frame):
                if event.opcode is Opcode.BINARY and event.fin:
                    self.on_frame(bytes(event.data))
            elif isinstance(event, Response):
                self._settle()
        self._flush()

    def eof_received(self) -> None:
        """Take note."""
        self._core.receive_eof()
        self._flush()

    def connection_lost(self, _error: Exception | None) -> None:
        """Tell how it ended."""
        self._core.receive_eof()
        self._settle()
        if not self.ended.done():
            self.ended.set_result(None)
            self.on_end(*self.farewell)

    def _settle(self) -> None:
        """Tell whether the upgrade was granted; the other side may have closed again in the same breath."""
        if self._opened.done():
            return
        if self._core.state is CONNECTING or self._core.handshake_exc is not None:
            self._opened.set_exception(self._core.handshake_exc or InvalidHandshake("no answer"))
        else:
            self._opened.set_result(None)

    def _flush(self) -> None:
        for data in self._core.data_to_send():
            if data:
                self._transport.write(data)
            else:
                self._transport.write_eof()
