"""From WebSocket frames to messages and back, for both sides, sans-IO: hello, handshake, padding, parts, limits.

A connection starts with a hello in the clear (`Hello`) and the two messages of the Noise handshake. After that every
binary frame is one Noise message whose plaintext is a part: one byte, `MORE` or `LAST`, and a piece of the record. A
record is the message's length in four bytes, big-endian, the message, and zeros up to a multiple of `PAD_STEP`.
What breaks a rule raises WireFault, which knows the code to close with; the channel must not be used again.
"""

import secrets
from dataclasses import dataclass
from enum import IntEnum

from protocol.messages.words import VERSION
from protocol.noise import HANDSHAKE_SIZE, MESSAGE_LIMIT, PAYLOAD_LIMIT, Cipher, Handshake, NoiseError

MAGIC = b"FK"
PROLOGUE = b"framekeeper"
ID_SIZE = 16
HELLO_SIZE = len(MAGIC) + 2 + ID_SIZE
FIRST_SIZE = HELLO_SIZE + HANDSHAKE_SIZE
"""Bytes of a connection's first frame: the hello and the first handshake message."""
FRAME_LIMIT = MESSAGE_LIMIT
"""The longest frame in bytes: one Noise message."""
RECORD_LIMIT = 1024 * 1024
"""The longest record in bytes, length and padding included."""
PAD_STEP = 256
"""Records are padded to a multiple of this many bytes, so that a length tells little."""
PIECE_LIMIT = PAYLOAD_LIMIT - 1
"""The longest piece of a record in bytes: what one frame holds besides the kind of part."""
SESSION_MODE, PAIRING_MODE = 0, 1
MORE, LAST = 0, 1
_LENGTH_SIZE = 4
_MORE, _LAST = bytes([MORE]), bytes([LAST])
_ZEROS = bytes(PAD_STEP)


class Close(IntEnum):
    """Why an end closes the connection, as WebSocket close codes; what a peer says so is not authenticated."""

    BAD_FRAME = 4400
    HANDSHAKE_FAILED = 4401
    NOT_ALLOWED = 4403
    UNKNOWN_PAIRING = 4404
    UNPAIRED = 4410
    CODE_USED = 4411
    CODE_EXPIRED = 4412
    LOCKED = 4423
    VERSION = 4426


class WireFault(Exception):
    """The peer broke a rule of the wire; close with `close` and `str(fault)` as the reason (123 bytes at most)."""

    def __init__(self, close: Close, reason: str) -> None:
        super().__init__(reason)
        self.close = close


@dataclass(frozen=True)
class Hello:
    """What stands in the clear before the first handshake message: 20 bytes."""

    mode: int
    pairing: bytes
    version: int = VERSION

    def encode(self) -> bytes:
        """Give the bytes."""
        return MAGIC + bytes([self.version, self.mode]) + self.pairing

    @classmethod
    def parse(cls, frame: bytes) -> "Hello":
        """Read the start of a first frame.

        Raises WireFault: BAD_FRAME, or VERSION for a peer of another version. Only magic and version have
        a place that no later version may move, so they are looked at first.
        """
        if len(frame) < len(MAGIC) + 1 or frame[:2] != MAGIC:
            raise WireFault(Close.BAD_FRAME, "not a Framekeeper hello")
        if frame[2] != VERSION:
            raise WireFault(Close.VERSION, f"version {VERSION}")
        if len(frame) != FIRST_SIZE or frame[3] not in (SESSION_MODE, PAIRING_MODE):
            raise WireFault(Close.BAD_FRAME, "a hello of the wrong shape")
        return cls(frame[3], frame[4:HELLO_SIZE], frame[2])


class Channel:
    """An established session: seals messages into frames and opens frames into messages, each in its order."""

    __slots__ = ("_held", "_pieces", "_receive", "_send")

    def __init__(self, send: Cipher, receive: Cipher) -> None:
        """Take the two ciphers of the handshake."""
        self._send = send
        self._receive = receive
        self._pieces: list[bytes] = []
        self._held = 0

    def seal(self, message: bytes, floor: int = 0) -> list[bytes]:
        """Give the frames to send, in order; the record has `floor` bytes at least. Raises ValueError if too long."""
        record = pad(message, floor)
        if len(record) <= PIECE_LIMIT:
            return [self._send.encrypt(_LAST + record)]
        pieces = [record[start : start + PIECE_LIMIT] for start in range(0, len(record), PIECE_LIMIT)]
        return [self._send.encrypt(_MORE + piece) for piece in pieces[:-1]] + [self._send.encrypt(_LAST + pieces[-1])]

    def open(self, frame: bytes) -> bytes | None:
        """Give the message that this frame completes, or None; raises WireFault."""
        if len(frame) > FRAME_LIMIT:
            raise WireFault(Close.BAD_FRAME, "a frame that is too long")
        try:
            part = self._receive.decrypt(frame)
        except NoiseError:
            raise WireFault(Close.BAD_FRAME, "a frame that doesn't open") from None
        kind = part[0] if part else -1
        if kind == LAST and not self._held:
            return unpad(part, 1)
        if kind not in (LAST, MORE):
            raise WireFault(Close.BAD_FRAME, "a part of no known kind")
        return self._collect(part, last=kind == LAST)

    def _collect(self, part: bytes, *, last: bool) -> bytes | None:
        self._held += len(part) - 1
        if len(part) - 1 < PIECE_LIMIT and not last:
            raise WireFault(Close.BAD_FRAME, "a part that is too short")
        if self._held > RECORD_LIMIT:
            raise WireFault(Close.BAD_FRAME, "a message that is too long")
        self._pieces.append(part[1:])
        if not last:
            return None
        record = b"".join(self._pieces)
        self._pieces, self._held = [], 0
        return unpad(record)


def pad(message: bytes, floor: int = 0) -> bytes:
    """Give the record of a message: its length, itself, zeros. Raises ValueError beyond RECORD_LIMIT."""
    size = len(message)
    wanted = max(size + _LENGTH_SIZE, floor)
    wanted += -wanted % PAD_STEP
    if wanted > RECORD_LIMIT:
        raise ValueError("The message is longer than the wire allows.")
    return size.to_bytes(_LENGTH_SIZE, "big") + message + bytes(wanted - _LENGTH_SIZE - size)


def unpad(record: bytes, start: int = 0) -> bytes:
    """Give the message of the record that begins at `start`; raises WireFault unless `pad` could have made it."""
    begin = start + _LENGTH_SIZE
    size = len(record)
    end = begin + int.from_bytes(record[start:begin], "big")
    # A floor may add any number of steps, so the padding's length is free; its content isn't.
    if (size - start) % PAD_STEP or size == start or end > size or record.count(0, end) != size - end:
        raise WireFault(Close.BAD_FRAME, "a record with wrong padding")
    return record[begin:end]


class Initiator:
    """The side that connects: `first` is to be sent, what comes back goes to `finish`."""

    def __init__(self, mode: int, psk: bytes, pairing: bytes | None = None, *, ephemeral: bytes | None = None) -> None:
        """Start a session under `pairing`, or a pairing with a random id; `ephemeral` is for test vectors only."""
        hello = Hello(mode, secrets.token_bytes(ID_SIZE) if pairing is None else pairing).encode()
        self._handshake = Handshake(psk, PROLOGUE + hello, ephemeral=ephemeral)
        self.first = hello + self._handshake.write_first()

    def finish(self, frame: bytes) -> Channel:
        """Take the agent's answer; raises WireFault if it doesn't hold the key."""
        try:
            payload = self._handshake.read_second(frame)
        except NoiseError:
            raise WireFault(Close.HANDSHAKE_FAILED, "the agent doesn't hold the key") from None
        if payload:
            raise WireFault(Close.BAD_FRAME, "a handshake with a payload")
        return Channel(*self._handshake.split())


def respond(hello: Hello, frame: bytes, psk: bytes, *, ephemeral: bytes | None = None) -> tuple[bytes, Channel]:
    """Answer a first frame: give the frame to send and the channel; raises WireFault if the peer has no such psk.

    The peer may have replayed somebody's first frame: only its next frame proves that it is there.
    """
    handshake = Handshake(psk, PROLOGUE + hello.encode(), ephemeral=ephemeral)
    try:
        handshake.read_first(frame[HELLO_SIZE:])
    except NoiseError:
        raise WireFault(Close.HANDSHAKE_FAILED, "the key is not the one that was agreed") from None
    answer = handshake.write_second()
    receive, send = handshake.split()
    return answer, Channel(send, receive)
