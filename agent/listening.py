"""The one socket on which the agent listens: loopback only, on a port that browsers and the command line find."""

import errno
import socket
import sys

from agent.errors import BadInput, PortInUse

HOST = "127.0.0.1"
PORTS = (48217, 48218, 48219, 48220, 48221, 48222)
"""The default port and its fall-backs; the extension tries the same, so a change here is one there."""


def listen(port: int | None) -> socket.socket:
    """Bind and listen on `port`, on any free one for 0, on the first free one of PORTS for None; raises PortInUse."""
    for candidate in PORTS if port is None else (port,):
        try:
            return _bound(candidate)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            if error.errno == errno.EACCES:
                raise BadInput(f"Port {candidate} is reserved by the system. Choose one above 1023.") from None
            raise
    if port is None:
        message = f"All of Framekeeper's ports ({PORTS[0]} to {PORTS[-1]}) are taken. Close the program that uses them."
    else:
        message = f"Port {port} is taken by another program. Leave --port out to let Framekeeper choose."
    raise PortInUse(message)


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On Windows SO_REUSEADDR would let two programs share a port; elsewhere it only skips the wait after a restart.
        if sys.platform == "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(128)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
