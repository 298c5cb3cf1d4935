"""Files between a command and the agent, part by part: what the agent has made, and what it is handed."""

import os
import sys
from pathlib import Path

from agent.cli.asking import Asker
from agent.errors import AlreadyThere
from protocol.messages.files import PART, FileBegin, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.state import Done


def read(asker: Asker, ready: FileReady) -> bytes:
    """Give all of a file."""
    data = bytearray()
    offset: int | None = 0
    while offset is not None:
        part = asker.ask(FileRead(ready.file, offset), FilePart)
        data += part.data
        offset = part.more
    return bytes(data)


def hand_over(asker: Asker, data: bytes) -> str:
    """Send a file to the agent; gives the id by which the agent knows it. Raises BadInput where it is too large."""
    file = asker.ask(FileBegin(len(data)), FileReady).file
    for offset in range(0, len(data), PART):
        asker.ask(FileWrite(file, offset, data[offset : offset + PART]), Done)
    return file


def write(data: bytes, output: Path) -> None:
    """Write it to a new file, or print it where that is `-`; raises AlreadyThere."""
    if str(output) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_new(output, data)


def write_new(path: Path, data: bytes) -> None:
    """Write a file for its owner alone; raises AlreadyThere rather than overwriting one."""
    from agent.vault.seal import open_private, saying_disk_full

    try:
        with saying_disk_full(), open_private(path) as descriptor:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
    except FileExistsError:
        raise exists(path) from None


def exists(path: Path) -> AlreadyThere:
    """Say that a file is there already."""
    return AlreadyThere(f"{path} exists already. Choose another name.")
