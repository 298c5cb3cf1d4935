"""The agent's side of a connection, frame by frame, with no socket."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.commands.registry import Caller
from agent.pairing import CODE_LIFE, Pairing, Pairings
from agent.paths import Paths
from agent.session import Session
from protocol.channel import (
    PAIRING_MODE,
    RECORD_LIMIT,
    SESSION_MODE,
    Channel,
    Close,
    Initiator,
    WireFault,
)
from protocol.messages import (
    VERSION,
    Answer,
    Call,
    Done,
    ListChanged,
    Notice,
    PairingConfirm,
    PairingOffer,
    PairingRequest,
    Ping,
    Problem,
    RecoveryCode,
    Reply,
    Request,
)
from protocol.pairing_code import PairingCode
from tests.support.wire import CHROME, OTHER

PING = b'{"frame":"call","id":0,"body":{"type":"ping"}}'

HALF_A_PAIR = b'{"frame":"call","id":0,"body":{"type":"client.show","client":"\\ud800"}}'
"""No text at all in JSON's sense; the extension never sends it."""


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Bench:
    """Pairings, and sessions whose calls are noted and done."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        folder.mkdir(exist_ok=True)
        self.pairings = Pairings(Paths(folder), self.clock)
        self.pairings.port = 48217
        self.asked: list[tuple[Caller, Request]] = []

    async def dispatch(self, caller: Caller, request: Request) -> Reply:
        self.asked.append((caller, request))
        return Done()

    def session(self, origin: str = CHROME) -> Session:
        return Session(self.pairings, origin, self.dispatch)

    def paired(self, name: str = "Test browser") -> Pairing:
        self.pairings.start()
        code = self.pairings.codes[0]
        offered = self.pairings.offer(code, name, CHROME)
        self.pairings.confirm(code, offered)
        return offered

    def connect(self, pairing: Pairing, origin: str = CHROME) -> tuple[Session, Channel]:
        """Shake hands under a pairing."""
        session = self.session(origin)
        initiator = Initiator(SESSION_MODE, bytes.fromhex(pairing.key), bytes.fromhex(pairing.pairing))
        return session, initiator.finish(session.hello(initiator.first))

    def connect_by_code(self, text: str, origin: str = CHROME) -> tuple[Session, Channel]:
        """Shake hands under a code."""
        session = self.session(origin)
        initiator = Initiator(PAIRING_MODE, PairingCode.parse(text).psk)
        return session, initiator.finish(session.hello(initiator.first))


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "home")


def ask(session: Session, channel: Channel, number: int, request: Request) -> Reply:
    """Send a call through both ends and give the reply."""
    item: Call | Answer | None = None
    for frame in channel.seal(msgspec.json.encode(Call(number, request))):
        item = session.open(frame)
    answer = asyncio.run(session.answer(item)) if isinstance(item, Call) else item
    assert isinstance(answer, Answer)
    return heard(session, channel, answer)


def heard(session: Session, channel: Channel, answer: Answer) -> Reply:
    *_first, message = [channel.open(frame) for frame in session.seal(answer)]
    assert message is not None
    decoded = msgspec.json.decode(message, type=Answer)
    assert decoded.id == answer.id
    return decoded.body


def refused(close: Close, act: Callable[[], object]) -> str:
    with pytest.raises(WireFault) as fault:
        act()
    assert fault.value.close is close
    assert len(str(fault.value)) <= 123
    return str(fault.value)


def test_a_paired_browser_asks(bench: Bench) -> None:
    pairing = bench.paired()
    session, channel = bench.connect(pairing)
    assert ask(session, channel, 0, Ping()) == Done()
    assert session.authenticated
    assert bench.asked == [(Caller(pairing.pairing, is_cli=False), Ping())]
    (browser,) = bench.pairings.browsers()
    assert browser.last_seen is not None


def test_a_first_frame_alone_changes_nothing(bench: Bench) -> None:
    """It may have been replayed."""
    session, _channel = bench.connect(bench.paired())
    assert not session.authenticated
    assert bench.pairings.browsers()[0].last_seen is None


def test_nothing_is_heard_or_said_before_the_hello(bench: Bench) -> None:
    refused(Close.BAD_FRAME, lambda: bench.session().open(b"early"))
    with pytest.raises(RuntimeError):
        bench.session().seal(Notice(ListChanged(1)))


@given(frame=st.binary(max_size=200))
def test_garbage_instead_of_a_hello_is_refused(tmp_path_factory: pytest.TempPathFactory, frame: bytes) -> None:
    session = Bench(tmp_path_factory.mktemp("home")).session()
    with pytest.raises(WireFault):
        session.hello(frame)


def test_an_unknown_pairing_is_said_and_nothing_else(bench: Bench) -> None:
    first = Initiator(SESSION_MODE, bytes(32)).first
    assert refused(Close.UNKNOWN_PAIRING, lambda: bench.session().hello(first)) == "unknown pairing"


def test_who_has_the_id_but_not_the_key_is_refused(bench: Bench) -> None:
    first = Initiator(SESSION_MODE, bytes(32), bytes.fromhex(bench.paired().pairing)).first
    refused(Close.HANDSHAKE_FAILED, lambda: bench.session().hello(first))


@pytest.mark.parametrize("origin", [OTHER, "", CHROME + "/"])
def test_the_origin_is_pinned(bench: Bench, origin: str) -> None:
    pairing = bench.paired()
    refused(Close.NOT_ALLOWED, lambda: bench.connect(pairing, origin))


def test_only_the_command_line_comes_without_an_origin(bench: Bench) -> None:
    bench.pairings.ensure_cli()
    browser = bench.pairings.browsers()[0]
    own = bench.pairings.find(browser.pairing)
    assert own is not None
    session, channel = bench.connect(own, "")
    assert ask(session, channel, 0, Ping()) == Done()
    assert bench.asked[0][0].is_cli
    refused(Close.NOT_ALLOWED, lambda: bench.connect(own, CHROME))


def test_another_version_is_told_ours(bench: Bench) -> None:
    first = bytearray(Initiator(SESSION_MODE, bytes(32)).first)
    first[2] = VERSION + 1
    assert refused(Close.VERSION, lambda: bench.session().hello(bytes(first))) == f"version {VERSION}"


def test_a_replayed_frame_ends_the_session(bench: Bench) -> None:
    session, channel = bench.connect(bench.paired())
    (frame,) = channel.seal(PING)
    session.open(frame)
    refused(Close.BAD_FRAME, lambda: session.open(frame))


@pytest.mark.parametrize("number", [1, 7])
def test_calls_are_numbered_from_0(bench: Bench, number: int) -> None:
    session, channel = bench.connect(bench.paired())
    call = PING.replace(b'"id":0', b'"id":%d' % number)
    refused(Close.BAD_FRAME, lambda: session.open(channel.seal(call)[0]))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"frame":"answer","id":0,"body":{"type":"done"}}',
        b'{"frame":"call","id":"0"}',
        HALF_A_PAIR,
    ],
)
def test_what_is_no_call_ends_the_session(bench: Bench, message: bytes) -> None:
    session, channel = bench.connect(bench.paired())
    refused(Close.BAD_FRAME, lambda: session.open(channel.seal(message)[0]))


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ('{"type":"no.such"}', "bad_frame", "Update Framekeeper"),
        ('{"type":"ping","more":1}', "bad_frame", "Update Framekeeper"),
        ("{}", "bad_input", "a field"),
        ('{"type":"pause","minutes":-1}', "bad_input", "“minutes”"),
    ],
)
def test_a_call_that_is_not_understood_is_answered(bench: Bench, body: str, code: str, said: str) -> None:
    session, channel = bench.connect(bench.paired())
    item = session.open(channel.seal(f'{{"frame":"call","id":0,"body":{body}}}'.encode())[0])
    assert isinstance(item, Answer)
    problem = heard(session, channel, item)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert said in problem.message
    assert ask(session, channel, 1, Ping()) == Done()


def test_a_value_that_was_sent_is_not_repeated(bench: Bench) -> None:
    session, channel = bench.connect(bench.paired())
    item = session.open(
        channel.seal(b'{"frame":"call","id":0,"body":{"type":"warning.use","warning":1,"use":"Jamie"}}')[0]
    )
    assert isinstance(item, Answer)
    assert isinstance(item.body, Problem)
    assert "Jamie" not in item.body.message


def test_a_part_alone_is_no_message(bench: Bench) -> None:
    session, channel = bench.connect(bench.paired())
    frames = channel.seal(PING + b" " * 70_000)
    assert session.open(frames[0]) is None
    assert isinstance(session.open(frames[1]), Call)


def test_an_answer_that_is_too_long_becomes_a_problem(bench: Bench) -> None:
    session, channel = bench.connect(bench.paired())
    reply = heard(session, channel, Answer(3, RecoveryCode("x" * RECORD_LIMIT)))
    assert isinstance(reply, Problem)
    assert "too long" in reply.message


def test_notices_are_sealed_too(bench: Bench) -> None:
    session, channel = bench.connect(bench.paired())
    (frame,) = session.seal(Notice(ListChanged(7)))
    message = channel.open(frame)
    assert message is not None
    assert msgspec.json.decode(message, type=Notice).body == ListChanged(7)


def test_pairing_goes_in_two_phases(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    offer = ask(session, channel, 0, PairingRequest("Firefox on Linux"))
    assert isinstance(offer, PairingOffer)
    assert bench.pairings.browsers() == []
    assert ask(session, channel, 1, PairingConfirm(offer.pairing)) == Done()
    (browser,) = bench.pairings.browsers()
    assert (browser.pairing, browser.name, browser.origin) == (offer.pairing, "Firefox on Linux", CHROME)
    session.end()


def test_a_session_under_a_code_answers_nothing_but_pairing(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    requests: tuple[Request, ...] = (Ping(), PairingConfirm("00" * 16))
    for number, request in enumerate(requests):
        reply = ask(session, channel, number, request)
        assert isinstance(reply, Problem)
        assert reply.code == "not_allowed"
    assert bench.asked == []


def test_another_pairing_than_the_one_offered_is_not_confirmed(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    ask(session, channel, 0, PairingRequest("x"))
    reply = ask(session, channel, 1, PairingConfirm("00" * 16))
    assert isinstance(reply, Problem)
    assert reply.code == "bad_input"
    assert bench.pairings.browsers() == []


def test_a_code_works_once(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    (first, first_channel), (second, second_channel) = bench.connect_by_code(text), bench.connect_by_code(text)
    assert isinstance(ask(first, first_channel, 0, PairingRequest("first")), PairingOffer)
    late = ask(second, second_channel, 0, PairingRequest("second"))
    assert isinstance(late, Problem)
    assert late.code == "not_allowed"
    refused(Close.CODE_USED, lambda: bench.connect_by_code(text))


def test_a_code_that_is_late_or_replaced_has_expired(bench: Bench) -> None:
    replaced, _expires_at = bench.pairings.start()
    text, _expires_at = bench.pairings.start()
    refused(Close.CODE_EXPIRED, lambda: bench.connect_by_code(replaced))
    session, channel = bench.connect_by_code(text)
    bench.clock.now += CODE_LIFE + timedelta(seconds=1)
    late = ask(session, channel, 0, PairingRequest("late"))
    assert isinstance(late, Problem)
    refused(Close.CODE_EXPIRED, lambda: bench.connect_by_code(text))


def test_a_code_that_was_never_made_is_wrong(bench: Bench) -> None:
    bench.pairings.start()
    wrong = PairingCode.make(48217).text()
    refused(Close.HANDSHAKE_FAILED, lambda: bench.connect_by_code(wrong))


def test_a_code_needs_an_origin(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    refused(Close.NOT_ALLOWED, lambda: bench.connect_by_code(text, ""))


def test_an_offer_ends_with_its_connection(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    session, channel = bench.connect_by_code(text)
    offer = ask(session, channel, 0, PairingRequest("x"))
    assert isinstance(offer, PairingOffer)
    session.end()
    assert bench.pairings.browsers() == []
    assert asyncio.run(bench.pairings.wait()) is None
    first = Initiator(SESSION_MODE, bytes.fromhex(offer.key), bytes.fromhex(offer.pairing)).first
    refused(Close.UNKNOWN_PAIRING, lambda: bench.session().hello(first))


def test_a_code_that_nobody_used_stays_good_when_a_connection_ends(bench: Bench) -> None:
    text, _expires_at = bench.pairings.start()
    bench.connect_by_code(text)[0].end()
    session, channel = bench.connect_by_code(text)
    assert isinstance(ask(session, channel, 0, PairingRequest("x")), PairingOffer)
