"""Files on their way to or from a browser: held in memory, for who asked alone, and never for long.

An export is kept until its last part was read, an import until it is taken. Nothing is written to a disk here: where a
file comes to lie, the therapist decides in the browser.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from agent.errors import BadInput, NotFound
from protocol.messages.files import MOST_BYTES, PART, FilePart, FileRead, FileReady, FileWrite

KEPT = 600.0
"""Seconds without a part asked for or sent, after which a file is forgotten."""


@dataclass
class _File:
    owner: str
    data: bytearray
    size: int
    touched: float

    @property
    def is_whole(self) -> bool:
        return len(self.data) == self.size


@dataclass
class Files:
    """The files in transit. `now` gives seconds of a clock that never goes back."""

    now: Callable[[], float] = time.monotonic
    _files: dict[str, _File] = field(default_factory=dict)

    def put(self, owner: str, name: str, media: str, data: bytes) -> FileReady:
        """Hold a file that was made for a pairing, by its id; raises BadInput if there are too many bytes."""
        return FileReady(self._add(owner, bytearray(data), len(data)), name, media, len(data))

    def begin(self, owner: str, size: int) -> FileReady:
        """Make room for a file that a pairing sends; raises BadInput if there are too many bytes."""
        return FileReady(self._add(owner, bytearray(), size), "", "application/octet-stream", size)

    def write(self, owner: str, request: FileWrite) -> None:
        """Take the next part; the same part again changes nothing. Raises NotFound and BadInput."""
        file = self._find(owner, request.file)
        end = request.offset + len(request.data)
        if file.data[request.offset : end] == request.data and end <= len(file.data):
            return
        if request.offset != len(file.data) or end > file.size:
            raise BadInput("The file arrived in another order than it was sent. Choose it again.")
        file.data += request.data

    def read(self, owner: str, request: FileRead) -> FilePart:
        """Give a part. The file is forgotten after its last one. Raises NotFound."""
        file = self._find(owner, request.file)
        end = request.offset + PART
        if end < len(file.data):
            return FilePart(bytes(file.data[request.offset : end]), end)
        del self._files[request.file]
        return FilePart(bytes(file.data[request.offset :]))

    def take(self, owner: str, file: str) -> bytes:
        """Give a file that was sent whole, which stays until it is dropped; raises NotFound and BadInput."""
        found = self._find(owner, file)
        if not found.is_whole:
            raise BadInput("The file hasn't arrived whole. Choose it again.")
        return bytes(found.data)

    def drop(self, owner: str, file: str) -> None:
        """Forget a file, if it is there."""
        found = self._files.get(file)
        if found is not None and found.owner == owner:
            del self._files[file]

    def clear(self) -> None:
        """Forget all: the vault is being locked."""
        self._files.clear()

    def _add(self, owner: str, data: bytearray, size: int) -> str:
        self._forget_old()
        held = sum(file.size for file in self._files.values() if file.owner == owner)
        if held + size > MOST_BYTES:
            most = MOST_BYTES // (1024 * 1024)
            raise BadInput(f"That is too much at once: at most {most} MB can be on their way. Choose a smaller file.")
        name = secrets.token_hex(16)
        self._files[name] = _File(owner, data, size, self.now())
        return name

    def _forget_old(self) -> None:
        until = self.now() - KEPT
        self._files = {name: file for name, file in self._files.items() if file.touched > until}

    def _find(self, owner: str, name: str) -> _File:
        self._forget_old()
        file = self._files.get(name)
        if file is None or file.owner != owner:
            raise NotFound("The file isn't with the agent any longer. Begin again.")
        file.touched = self.now()
        return file
