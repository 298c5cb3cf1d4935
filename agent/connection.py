"""One WebSocket with one session in it: frames are read, calls answered, notices sent, each in its order.

What is quick is answered in the reading loop itself, since a task a frame would cost more than the answer; what may
wait gets a task, so that a check is not held up by an unlock.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable

from agent.session import Session
from agent.web import WSMsgType, web
from protocol.channel import Close, WireFault
from protocol.messages import Answer, Call, Notice, Request
from protocol.messages.keys import PairingWait

AT_ONCE = 16
"""Calls of one connection that may wait at the same time; the next is read when one has been answered."""


class Connection:
    """Serves one WebSocket that has been accepted. `admit` is called once, when the peer is authenticated."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        session: Session,
        takes_time: Callable[[Request], bool],
        admit: Callable[[], None],
    ) -> None:
        self._socket = socket
        self._session = session
        self._takes_time = takes_time
        self._admit = admit
        self._sending = asyncio.Lock()
        self._turns = 0
        self._news: deque[Notice] = deque()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._group = asyncio.TaskGroup()

    @property
    def pairing(self) -> str | None:
        """The id of the pairing, once authenticated."""
        known = self._session.authenticated and self._session.pairing is not None
        return self._session.caller.pairing if known else None

    async def serve(self) -> None:
        """Serve until either side ends it. Calls that were begun are finished, though nobody hears the answer."""
        async with self._group:
            waits: list[asyncio.Task[None]] = []
            try:
                await self._converse(waits)
            finally:
                self._session.end()
                for wait in waits:
                    wait.cancel()

    def notify(self, notice: Notice) -> None:
        """Send a notice soon, and before any answer that is given after this."""
        if self._session.authenticated and not self._socket.closed:
            self._news.append(notice)
            self._group.create_task(self._send_news())

    def close_soon(self, code: int, reason: str) -> None:
        """Close in order as soon as the answer that is being given has gone."""
        self._group.create_task(self.close(code, reason))

    async def close(self, code: int, reason: str) -> None:
        """Close in order."""
        await self._socket.close(code=code, message=reason.encode())

    async def _converse(self, waits: list[asyncio.Task[None]]) -> None:
        try:
            await self._socket.send_bytes(self._session.hello(await self._frame()))
            first = self._session.open(await self._frame())
            self._admit()
            await self._take(first, waits)
            while True:
                await self._take(self._session.open(await self._frame()), waits)
        except WireFault as fault:
            await self.close(fault.close, str(fault))
        except (EOFError, ConnectionError):
            pass

    async def _frame(self) -> bytes:
        """Give the next frame; raises EOFError at the end, WireFault for text."""
        message = await self._socket.receive()
        if message.type is WSMsgType.BINARY:
            data: bytes = message.data
            return data
        if message.type is WSMsgType.TEXT:
            raise WireFault(Close.BAD_FRAME, "a text frame")
        raise EOFError

    async def _take(self, item: Call | Answer | None, waits: list[asyncio.Task[None]]) -> None:
        if isinstance(item, Call):
            if self._takes_time(item.body):
                await self._places.acquire()
                task = self._group.create_task(self._answer_later(item))
                if isinstance(item.body, PairingWait):
                    waits.append(task)
                return
            item = await self._session.answer(item)
        if item is not None:
            await self._send(item)

    async def _answer_later(self, call: Call) -> None:
        try:
            await self._send_if_there(await self._session.answer(call))
        finally:
            self._places.release()

    async def _send_if_there(self, answer: Answer) -> None:
        """Send, unless the peer has gone meanwhile."""
        with contextlib.suppress(ConnectionError):
            await self._send(answer)

    async def _send(self, answer: Answer) -> None:
        """Send what is new first: an answer that comes of a change must not be heard before it."""
        await self._send_news()
        await self._put(answer)

    async def _send_news(self) -> None:
        """Send the notices that wait, unless the peer has gone meanwhile."""
        with contextlib.suppress(ConnectionError):
            while self._news:
                await self._put(self._news.popleft())

    async def _put(self, message: Answer | Notice) -> None:
        """Seal and send with nothing in between: the peer counts frames, and puts parts together."""
        frames: list[bytes] = []
        if not self._turns:
            frames = self._session.seal(message)
            if len(frames) == 1:
                # Written before it first waits, so nothing gets in between.
                await self._socket.send_bytes(frames[0])
                return
        # What is sealed above gets the lock at once: nobody has it or waits for it. The rest is sealed in its turn.
        self._turns += 1
        try:
            async with self._sending:
                for frame in frames or self._session.seal(message):
                    await self._socket.send_bytes(frame)
        finally:
            self._turns -= 1
