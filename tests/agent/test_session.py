"""The agent's side of a connection, frame by frame, with no socket."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.commands.registry import Caller
from protocol.channel import (
    RECORD_LIMIT,
    SESSION_MODE,
    Close,
    Initiator,
    WireFault,
)
from protocol.messages import Answer, Call, ListChanged, Notice
from protocol.messages.keys import RecoveryCode
from protocol.messages.state import Done, Ping, Problem
from protocol.messages.words import VERSION
from tests.support.bench import HALF_A_PAIR, PING, Bench, ask, heard, refused
from tests.support.wire import CHROME, OTHER


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
