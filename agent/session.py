"""The agent's side of one connection, sans-IO: frames in, frames out, or a WireFault that says how to close.

A session serves either a trusted pairing, whose calls go to `dispatch`, or a pairing code, in which nothing
but the two phases of pairing is answered. Until `authenticated`, the peer may have replayed a first frame: it is
told nothing and nothing changes on its account.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import msgspec

from agent.commands.registry import Caller
from agent.errors import BadFrame, BadInput, FramekeeperError, NotAllowed
from agent.languages.replies import spoken
from agent.pairing import Code, Pairing, Pairings
from protocol.channel import PAIRING_MODE, Channel, Close, Hello, WireFault, respond
from protocol.messages import Answer, Call, Notice, Reply, Request
from protocol.messages.keys import PairingConfirm, PairingOffer, PairingRequest
from protocol.messages.state import Done, Problem, StatusAsk
from protocol.padding import encode, floor

Dispatch = Callable[[Caller, Request], Awaitable[Reply]]

_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError)
_decode_call = msgspec.json.Decoder(Call).decode


class _AnyCall(msgspec.Struct, frozen=True, tag_field="frame", tag="call"):
    """A call of which only the id is understood."""

    id: int


_decode_any_call = msgspec.json.Decoder(_AnyCall).decode


class Session:
    """One connection. The order is: `hello` once, then `open`, `answer` and `seal` as things come, `end` at the end."""

    def __init__(self, pairings: Pairings, origin: str, dispatch: Dispatch) -> None:
        """`origin` is the connection's Origin header, empty if it had none."""
        self._pairings = pairings
        self._origin = origin
        self._dispatch = dispatch
        self._channel: Channel | None = None
        self._code: Code | None = None
        self._offered: Pairing | None = None
        self._calls = 0
        self.pairing: Pairing | None = None
        self.caller = Caller("", is_cli=False)
        self.authenticated = False

    def hello(self, frame: bytes) -> bytes:
        """Take the first frame, give the answer; raises WireFault."""
        hello = Hello.parse(frame)
        if hello.mode == PAIRING_MODE:
            return self._hello_code(hello, frame)
        return self._hello_pairing(hello, frame)

    def open(self, frame: bytes) -> Call | Answer | None:
        """Take a frame: give a call to answer, an answer to a call that can't be understood, or None for a part.

        Raises WireFault.
        """
        if self._channel is None:
            raise WireFault(Close.BAD_FRAME, "no hello yet")
        message = self._channel.open(frame)
        if not self.authenticated:
            self._authenticate()
        if message is None:
            return None
        expected = self._calls
        self._calls = expected + 1
        try:
            call = _decode_call(message)
        except _UNREADABLE as error:
            number, item = _any_id(message), _not_understood(error)
            self._in_order(number, expected)
            return Answer(number, spoken(self.caller.language, item))
        self._in_order(call.id, expected)
        return call

    async def answer(self, call: Call) -> Answer:
        """Answer a call in the session's language; every failure is a Problem."""
        if isinstance(call.body, (StatusAsk, PairingRequest)):
            self.caller = replace(self.caller, language=call.body.language)
        if self._code is None:
            reply = await self._dispatch(self.caller, call.body)
        else:
            reply = self._answer_pairing(self._code, call.body)
        return Answer(call.id, spoken(self.caller.language, reply))

    def seal(self, message: Answer | Notice) -> list[bytes]:
        """Give the frames of a message, to be sent in this order with nothing in between."""
        if self._channel is None:
            raise RuntimeError("A session speaks after its hello.")
        try:
            return self._channel.seal(encode(message), floor(message))
        except ValueError:
            problem = Problem("failed", "The answer is too long for one message. Ask for less at a time.")
            problem = spoken(self.caller.language, problem)
            return self._channel.seal(encode(Answer(message.id if isinstance(message, Answer) else 0, problem)))

    def end(self) -> None:
        """Give up an offer that was not confirmed; it was never trusted."""
        self._offered = None
        if self._code is not None and self._code.used:
            self._code.settled.set()

    def _hello_pairing(self, hello: Hello, frame: bytes) -> bytes:
        pairing = self._pairings.find(hello.pairing.hex())
        if pairing is None:
            raise WireFault(Close.UNKNOWN_PAIRING, "unknown pairing")
        answer, self._channel = respond(hello, frame, bytes.fromhex(pairing.key))
        if self._origin != pairing.origin:
            raise WireFault(Close.NOT_ALLOWED, "another origin than the one that was paired")
        self.pairing = pairing
        self.caller = Caller(pairing.pairing, pairing.is_cli)
        return answer

    def _hello_code(self, hello: Hello, frame: bytes) -> bytes:
        """Find the code whose key the peer has: two minutes of codes are few, and each costs microseconds."""
        if not self._origin:
            raise WireFault(Close.NOT_ALLOWED, "only a browser extension is paired by code")
        for code in self._pairings.codes:
            try:
                answer, channel = respond(hello, frame, code.code.psk)
            except WireFault:
                continue
            if not self._pairings.is_open(code):
                raise WireFault(
                    *((Close.CODE_USED, "code used") if code.used else (Close.CODE_EXPIRED, "code expired"))
                )
            self._code, self._channel = code, channel
            return answer
        raise WireFault(Close.HANDSHAKE_FAILED, "no such pairing code")

    def _authenticate(self) -> None:
        self.authenticated = True
        if self.pairing is not None:
            self._pairings.seen(self.pairing)

    def _in_order(self, number: int, expected: int) -> None:
        if number != expected:
            raise WireFault(Close.BAD_FRAME, "a call out of order")

    def _answer_pairing(self, code: Code, request: Request) -> Reply:
        try:
            return self._pair(code, request)
        except FramekeeperError as error:
            return Problem(error.code, str(error))

    def _pair(self, code: Code, request: Request) -> Reply:
        if isinstance(request, PairingRequest) and self._offered is None:
            self._offered = self._pairings.offer(code, request.name, self._origin)
            return PairingOffer(self._offered.pairing, self._offered.key)
        if isinstance(request, PairingConfirm) and self._offered is not None:
            if request.pairing != self._offered.pairing:
                raise BadInput("This is not the pairing that was offered. Start again with a new pairing code.")
            offered, self._offered = self._offered, None
            self._pairings.confirm(code, offered)
            return Done()
        raise NotAllowed("A pairing code is for pairing only. Start again with a new pairing code.")


def _any_id(message: bytes) -> int:
    """Give the id of a call whose body isn't understood; raises WireFault for what is no call at all."""
    try:
        return _decode_any_call(message).id
    except _UNREADABLE:
        raise WireFault(Close.BAD_FRAME, "not a call") from None


def _not_understood(error: Exception) -> Problem:
    """Say what is wrong with a body: msgspec's text names fields and types, never a value that was sent."""
    text = str(error)
    if text.endswith("`$.body.type`") or "unknown field" in text:
        return Problem(
            BadFrame.code,
            "The agent doesn't know this message. Update Framekeeper on both sides, then restart the agent.",
        )
    field = text.rpartition("`$.body")[2].strip("`.") if "`$.body" in text else ""
    what = f"the field “{field}”" if field else "a field"
    return Problem(BadInput.code, f"The message has {what} that isn't as it should be. Correct it and try again.")
