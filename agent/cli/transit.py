"""Files between a command and the agent, in parts."""

from agent.cli.asking import Asker
from protocol.messages import PART, Done, FileBegin, FilePart, FileRead, FileReady, FileWrite


def fetch(asker: Asker, ready: FileReady) -> bytes:
    """Give a file that the agent has ready."""
    data, offset = bytearray(), 0
    while True:
        part = asker.ask(FileRead(ready.file, offset), FilePart)
        data += part.data
        if part.more is None:
            return bytes(data)
        offset = part.more


def hand_over(asker: Asker, data: bytes) -> str:
    """Send a file to the agent; gives the id by which the agent knows it. Raises BadInput where it is too large."""
    file = asker.ask(FileBegin(len(data)), FileReady).file
    for offset in range(0, len(data), PART):
        asker.ask(FileWrite(file, offset, data[offset : offset + PART]), Done)
    return file
