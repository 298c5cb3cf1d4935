"""A bare aiohttp echo over WebSocket on loopback: what the agent's answers are compared with. Prints its port."""

import asyncio
import sys

from aiohttp import WSMsgType, web


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Send back what comes."""
    socket = web.WebSocketResponse(compress=False)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


async def make() -> web.Application:
    """Make the application and say where it is."""
    app = web.Application()
    app.router.add_get("/session", echo)
    return app


async def serve() -> None:
    """Serve until killed."""
    runner = web.AppRunner(await make(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
