"""The channel between frames and messages: layout by vectors, limits, and hostile peers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.channel import (
    FIRST_SIZE,
    FRAME_LIMIT,
    MAGIC,
    PAD_STEP,
    PAIRING_MODE,
    PIECE_LIMIT,
    PROLOGUE,
    RECORD_LIMIT,
    SESSION_MODE,
    Channel,
    Close,
    Hello,
    Initiator,
    WireFault,
    pad,
    respond,
    unpad,
)
from protocol.messages.words import VERSION
from protocol.noise import Cipher, Handshake
from tests.support.vectors import cases, classes

PSK = bytes(range(32))
HELLO_CASE = cases("channel.json", "hello")[0].values[0]
assert isinstance(HELLO_CASE, dict)


def channels(psk: bytes = PSK) -> tuple[Channel, Channel]:
    """Both ends of a session: the initiator's, the agent's."""
    initiator = Initiator(SESSION_MODE, psk)
    answer, agents = respond(Hello.parse(initiator.first), initiator.first, psk)
    return initiator.finish(answer), agents


def of_the_vectors() -> tuple[Channel, Channel]:
    case: dict[str, str] = HELLO_CASE
    psk = bytes.fromhex(case["psk"])
    initiator = Initiator(
        SESSION_MODE, psk, bytes.fromhex(case["pairing"]), ephemeral=bytes.fromhex(case["initiator_ephemeral"])
    )
    assert initiator.first.hex() == case["first"]
    hello = Hello.parse(initiator.first)
    answer, agents = respond(hello, initiator.first, psk, ephemeral=bytes.fromhex(case["responder_ephemeral"]))
    assert answer.hex() == case["answer"]
    return initiator.finish(answer), agents


def raw() -> tuple[Cipher, Channel]:
    """What seals any plaintext, and a channel that opens it."""
    return Cipher(PSK), Channel(Cipher(bytes(32)), Cipher(PSK))


def test_every_class_of_the_vectors_is_run() -> None:
    assert classes("channel.json") == {"hello", "record", "frames", "parts", "refused"}


def test_the_first_frame_and_its_answer_are_as_the_vectors_say() -> None:
    of_the_vectors()


@pytest.mark.parametrize("case", cases("channel.json", "record"))
def test_a_record_is_as_the_vectors_say(case: dict[str, Any]) -> None:
    message = bytes.fromhex(case["message"])
    assert pad(message, case["floor"]).hex() == case["record"]
    assert unpad(bytes.fromhex(case["record"])) == message


@pytest.mark.parametrize("case", cases("channel.json", "frames"))
def test_frames_are_as_the_vectors_say(case: dict[str, Any]) -> None:
    channel, agents = of_the_vectors()
    messages = [bytes.fromhex(message) for message in case["messages"]]
    frames = [frame for message in messages for frame in channel.seal(message)]
    assert [frame.hex() for frame in frames] == case["frames"]
    assert [agents.open(frame) for frame in frames] == messages


@pytest.mark.parametrize("case", cases("channel.json", "parts"))
def test_parts_are_put_together(case: dict[str, Any]) -> None:
    send, channel = raw()
    *first, last = [send.encrypt(bytes.fromhex(part["start"]) + bytes(part["zeros"])) for part in case["plaintexts"]]
    assert [channel.open(frame) for frame in first] == [None] * len(first)
    assert channel.open(last) == bytes(case["length"])


@pytest.mark.parametrize("case", cases("channel.json", "refused"))
def test_a_plaintext_that_nobody_sends_is_refused(case: dict[str, Any]) -> None:
    send, channel = raw()
    *first, last = [send.encrypt(bytes.fromhex(part["start"]) + bytes(part["zeros"])) for part in case["plaintexts"]]
    for frame in first:
        assert channel.open(frame) is None
    with pytest.raises(WireFault) as fault:
        channel.open(last)
    assert fault.value.close is Close.BAD_FRAME


@given(st.lists(st.binary(max_size=3000), max_size=5), st.integers(0, 5000))
def test_what_is_sealed_opens(messages: list[bytes], floor: int) -> None:
    ours, agents = channels()
    for message in messages:
        (frame,) = ours.seal(message, floor)
        assert len(frame) >= floor
        assert (len(frame) - 17) % PAD_STEP == 0
        assert agents.open(frame) == message
        (frame,) = agents.seal(message)
        assert ours.open(frame) == message


@pytest.mark.parametrize("size", [PIECE_LIMIT - 260, PIECE_LIMIT, 3 * PIECE_LIMIT, RECORD_LIMIT - 4])
def test_a_long_message_goes_in_parts(size: int) -> None:
    ours, agents = channels()
    frames = ours.seal(b"m" * size)
    assert max(map(len, frames)) <= FRAME_LIMIT
    assert [agents.open(frame) for frame in frames] == [None] * (len(frames) - 1) + [b"m" * size]


def test_a_message_beyond_the_limit_is_not_sent() -> None:
    with pytest.raises(ValueError, match="longer than the wire allows"):
        channels()[0].seal(bytes(RECORD_LIMIT - 3))


def test_a_frame_that_is_too_long_is_refused() -> None:
    with pytest.raises(WireFault, match="too long"):
        channels()[1].open(bytes(FRAME_LIMIT + 1))


@given(st.binary(max_size=400))
def test_garbage_is_refused(frame: bytes) -> None:
    with pytest.raises(WireFault):
        channels()[1].open(frame)


def test_a_frame_is_taken_once_and_in_its_order() -> None:
    ours, agents = channels()
    frames = [ours.seal(message)[0] for message in (b"first", b"second")]
    with pytest.raises(WireFault):
        agents.open(frames[1])
    assert agents.open(frames[0]) == b"first"
    with pytest.raises(WireFault):
        agents.open(frames[0])


def test_a_session_opens_no_frame_of_another() -> None:
    with pytest.raises(WireFault):
        channels()[1].open(channels()[0].seal(b"replayed")[0])


def test_our_own_frame_sent_back_is_refused() -> None:
    ours, _agents = channels()
    with pytest.raises(WireFault):
        ours.open(ours.seal(b"reflected")[0])


@given(st.binary(max_size=2 * FIRST_SIZE))
def test_a_first_frame_of_another_shape_is_refused(frame: bytes) -> None:
    with pytest.raises(WireFault):
        Hello.parse(frame)


@pytest.mark.parametrize("version", [0, VERSION + 1, 255])
def test_another_version_is_named_and_told_ours(version: int) -> None:
    for rest in (bytes([SESSION_MODE]) + bytes(64), b"", bytes(500)):
        with pytest.raises(WireFault, match=f"^version {VERSION}$") as fault:
            Hello.parse(MAGIC + bytes([version]) + rest)
        assert fault.value.close is Close.VERSION


def test_a_mode_that_is_not_known_is_refused() -> None:
    with pytest.raises(WireFault, match="wrong shape"):
        Hello.parse(MAGIC + bytes([VERSION, 2]) + bytes(64))


def test_a_pairing_hello_has_a_random_id_each_time() -> None:
    hellos = [Hello.parse(Initiator(PAIRING_MODE, PSK).first) for _ in range(2)]
    assert {hello.mode for hello in hellos} == {PAIRING_MODE}
    assert hellos[0].pairing != hellos[1].pairing


def test_who_holds_another_key_gets_no_answer() -> None:
    first = Initiator(SESSION_MODE, PSK).first
    with pytest.raises(WireFault) as fault:
        respond(Hello.parse(first), first, bytes(32))
    assert fault.value.close is Close.HANDSHAKE_FAILED


def test_a_hello_that_was_changed_on_the_way_is_refused() -> None:
    first = Initiator(SESSION_MODE, PSK).first
    changed = first[:3] + bytes([PAIRING_MODE]) + first[4:]
    with pytest.raises(WireFault):
        respond(Hello.parse(changed), changed, PSK)


@pytest.mark.parametrize("answer", [b"", bytes(48), bytes(range(48))])
def test_a_squatter_is_found_out(answer: bytes) -> None:
    with pytest.raises(WireFault) as fault:
        Initiator(SESSION_MODE, PSK).finish(answer)
    assert fault.value.close is Close.HANDSHAKE_FAILED


def test_an_answer_with_a_payload_is_refused() -> None:
    initiator = Initiator(SESSION_MODE, PSK)
    agent = Handshake(PSK, PROLOGUE + initiator.first[:20])
    agent.read_first(initiator.first[20:])
    with pytest.raises(WireFault, match="payload"):
        initiator.finish(agent.write_second(b"more"))
