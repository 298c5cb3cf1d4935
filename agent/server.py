"""The agent's one door: HTTP on loopback, with the WebSocket `/session`, `/health`, and a short `/`.

Host, Origin and path are checked here, before the upgrade: aiohttp takes any. Who may wait at the door, and how long,
is in `agent/door.py`; what a session means in `agent/session.py`. Nothing of a request is ever logged.
"""

import asyncio
import re
import socket as sockets
from collections.abc import Awaitable, Callable
from functools import partial

import msgspec

from agent import __version__
from agent.commands.registry import Agent, dispatch, takes_time
from agent.connection import Connection
from agent.door import PATIENCE, Door, Doors
from agent.session import Session
from agent.web import WSCloseCode, web
from protocol.channel import FRAME_LIMIT, Close
from protocol.messages import Locked, News, Notice

ORIGIN = re.compile(r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What extensions send as their Origin; which one exactly is pinned at pairing."""
_GOODBYE = 1.0
"""Seconds that a connection gets to end in order when the server closes."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Server": "Framekeeper",
    "X-Content-Type-Options": "nosniff",
}
_ABOUT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Framekeeper</title>
<style>:root{color-scheme:light dark}h1{font-size:26px}
body{font:15px/1.5 system-ui,sans-serif;max-width:70ch;margin:48px auto;padding:0 16px}</style>
<h1>Framekeeper is running</h1>
<p>This is Framekeeper's agent. It answers this computer only, and only browsers that are paired with it.</p>
<p>To pair a browser: load the extension, run <code>framekeeper pair</code>, and paste the code it shows into the
extension's “Pair” page. To see whether the vault is locked: <code>framekeeper status</code>.</p>
"""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Server:
    """A server that runs. `port` is where; `close` ends all connections."""

    def __init__(self, agent: Agent, port: int, patience: float = PATIENCE) -> None:
        self.port = port
        self._agent = agent
        self._patience = patience
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._connections: set[Connection] = set()
        self._closing: tuple[int, str] = (WSCloseCode.GOING_AWAY, "the agent ends")

    async def start(self, socket: sockets.socket) -> None:
        """Serve on a socket that listens."""
        app = web.Application(middlewares=[self._ingress])
        app.router.add_get("/", self._about)
        app.router.add_get("/health", self._health)
        app.router.add_get("/session", self._session)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=_GOODBYE)
        await self._runner.setup()
        inside = self._runner.server
        if inside is None:
            raise RuntimeError("aiohttp gives the server at setup")
        self._listener = await asyncio.get_running_loop().create_server(Doors(inside, self._patience), sock=socket)

    def notify(self, body: News) -> None:
        """Tell everybody who has a session."""
        if isinstance(body, Locked):
            self._closing = (Close.LOCKED, "locked")
        for connection in self._connections:
            connection.notify(Notice(body))

    def end_pairing(self, pairing: str) -> None:
        """End the open sessions of a browser that is no longer trusted."""
        for connection in self._connections:
            if connection.pairing == pairing:
                connection.close_soon(Close.UNPAIRED, "unpaired")

    async def close(self) -> None:
        """Stop listening and end all connections in order."""
        self._listener.close()
        async with asyncio.TaskGroup() as group:
            for connection in self._connections:
                group.create_task(connection.close(*self._closing))
        await self._runner.cleanup()

    @web.middleware
    async def _ingress(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what can't come from a person at this computer or from an extension; see protocol/README.md."""
        if [host.lower() for host in request.headers.getall("Host", [])] not in [[host] for host in self._hosts]:
            return _refusal(421, "Ask for 127.0.0.1 with the agent's port; nothing else is served here.")
        origins = request.headers.getall("Origin", [])
        if len(origins) > 1 or (origins and not ORIGIN.fullmatch(origins[0])):
            return _refusal(403, "Web pages may not talk to Framekeeper. Use its extension.")
        if request.raw_path not in ("/", "/health", "/session"):
            return _refusal(404, "There is nothing here. The start page is /.")
        try:
            return await handler(request)
        except web.HTTPMethodNotAllowed:
            return _refusal(405, "This can only be read. Use GET.")

    async def _about(self, _request: web.Request) -> web.Response:
        return _last(web.Response(text=_ABOUT, content_type="text/html", headers=_HEADERS))

    async def _health(self, _request: web.Request) -> web.Response:
        body = msgspec.json.encode({"version": __version__, "locked": self._agent.locked})
        return _last(web.Response(body=body, content_type="application/json", headers=_HEADERS))

    async def _session(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False, max_msg_size=FRAME_LIMIT + 1, timeout=_GOODBYE)
        if not socket.can_prepare(request):
            return _refusal(426, "This address is for Framekeeper's extension, over WebSocket.")
        socket.headers["Server"] = _HEADERS["Server"]
        await socket.prepare(request)
        session = Session(self._agent.pairings, request.headers.get("Origin", ""), partial(dispatch, self._agent))
        door = request.transport.get_protocol() if request.transport else None
        connection = Connection(socket, session, takes_time, door.admit if isinstance(door, Door) else _gone)
        self._connections.add(connection)
        try:
            await connection.serve()
        finally:
            self._connections.discard(connection)
        return socket


async def start(agent: Agent, socket: sockets.socket, *, patience: float = PATIENCE) -> Server:
    """Serve an agent on a socket that listens; it belongs to the server from now on. `patience` is in seconds."""
    server = Server(agent, socket.getsockname()[1], patience)
    await server.start(socket)
    agent.notify = server.notify
    agent.pairings.port = server.port
    agent.pairings.on_removed = server.end_pairing
    agent.pairings.ensure_cli()
    return server


def _gone() -> None:
    """Nobody is there any more to be admitted."""


def _refusal(status: int, sentence: str) -> web.Response:
    return _last(web.Response(status=status, text=f"{sentence}\n", headers=_HEADERS))


def _last(response: web.Response) -> web.Response:
    """End the connection after this: a page that loads us as an image must not hold places at the door."""
    response.force_close()
    return response
