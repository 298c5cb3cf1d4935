"""HTTP as it stands on the wire, to a server of the agent."""

import asyncio

from agent.line import Line
from tests.support.wire import Serving

UPGRADE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


async def raw(served: Serving, start: str, headers: str) -> tuple[int, str]:
    """Send a request as it stands; gives the status and all that came back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.server.port)
    writer.write(f"{start} HTTP/1.1\r\n{headers}\r\n".encode("latin-1"))
    answer = await reader.readuntil(b"\r\n\r\n")
    if b"101 Switching" not in answer:
        length = next(int(line[15:]) for line in answer.splitlines() if line.lower().startswith(b"content-length:"))
        answer += await reader.readexactly(length)
    writer.close()
    return int(answer.split()[1]), answer.decode()


def host(served: Serving, name: str = "127.0.0.1") -> str:
    return f"Host: {name}:{served.server.port}\r\n"


async def ended(line: Line) -> int:
    """Give the code with which a connection is closed."""
    codes: list[int] = []
    line.on_end = lambda code, _reason: codes.append(code)
    await asyncio.wait_for(asyncio.shield(line.ended), 5)
    return codes[0]
