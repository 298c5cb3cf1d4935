"""Files that go to and from a browser in parts, since a message has an end: exports one way, imports the other."""

from typing import Annotated

from msgspec import Meta

from protocol.messages.words import Message, Short

PART = 512 * 1024
"""Bytes of a file in one message at most; in base64 it fits well into one."""
MOST_BYTES = 256 * 1024 * 1024
"""Bytes of all the files that a browser may have with the agent at a time."""

FileId = Annotated[str, Meta(min_length=1, max_length=40)]


class FileBegin(Message, frozen=True, tag="file.begin"):
    """The browser is about to send a file of so many bytes; its name isn't told."""

    size: Annotated[int, Meta(ge=0, le=MOST_BYTES)]


class FileWrite(Message, frozen=True, tag="file.write"):
    """The next part of a file that was begun; `offset` is how many bytes were sent before."""

    file: FileId
    offset: Annotated[int, Meta(ge=0)]
    data: Annotated[bytes, Meta(max_length=PART)]


class FileRead(Message, frozen=True, tag="file.read"):
    """Ask for a part of a file that is ready; the last part ends it."""

    file: FileId
    offset: Annotated[int, Meta(ge=0)] = 0


class FileDrop(Message, frozen=True, tag="file.drop"):
    """The file isn't wanted any longer."""

    file: FileId


class FileReady(Message, frozen=True, tag="file.ready"):
    """A file that the agent holds in memory: begun, or made and ready to be read. `name` names no client."""

    file: FileId
    name: Short
    media: Short
    size: int


class FilePart(Message, frozen=True, tag="file.part"):
    """A part in base64; `more` is the offset of the next one, null after the last."""

    data: bytes
    more: int | None = None


Request = FileBegin | FileWrite | FileRead | FileDrop
Reply = FileReady | FilePart
