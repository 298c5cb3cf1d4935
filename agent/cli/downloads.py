"""A file that the agent has made, taken over part by part and written where the person says."""

import sys
from pathlib import Path

from agent.cli.asking import Asker
from agent.cli.log import write_new
from protocol.messages import FilePart, FileRead, FileReady


def read(asker: Asker, ready: FileReady) -> bytes:
    """Give all of a file."""
    data = bytearray()
    offset: int | None = 0
    while offset is not None:
        part = asker.ask(FileRead(ready.file, offset), FilePart)
        data += part.data
        offset = part.more
    return bytes(data)


def write(data: bytes, output: Path) -> None:
    """Write it to a new file, or print it where that is `-`; raises AlreadyThere."""
    if str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_new(output, data)
