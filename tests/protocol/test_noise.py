"""Noise against published vectors, against the independent `noiseprotocol`, and against whoever spoils a message."""

import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.noise import KEY_SIZE, MESSAGE_LIMIT, NAME, NONCE_LIMIT, TAG_SIZE, Cipher, Handshake, NoiseError, hkdf
from tests.support.vectors import cases, classes

GOOD = ("published", "independent")
BAD = ("wrong_psk", "wrong_prologue", "tampered", "wrong_length", "small_order", "out_of_order")
key = st.binary(min_size=KEY_SIZE, max_size=KEY_SIZE)


class Side:
    """One side of a case, which writes and reads messages by their place in the conversation."""

    def __init__(self, case: dict[str, Any], *, initiator: bool, reads: bool = False) -> None:
        psk = case.get("psk_of_reader", case["psk"]) if reads else case["psk"]
        prologue = case.get("prologue_of_reader", case["prologue"]) if reads else case["prologue"]
        ephemeral = case["initiator_ephemeral" if initiator else "responder_ephemeral"]
        self.initiator = initiator
        self.handshake = Handshake(bytes.fromhex(psk), bytes.fromhex(prologue), ephemeral=bytes.fromhex(ephemeral))
        self.ciphers: tuple[Cipher, Cipher] | None = None

    def write(self, at: int, payload: bytes) -> bytes:
        if at == 0:
            return self.handshake.write_first(payload)
        if at == 1:
            return self.handshake.write_second(payload)
        return self._cipher(at).encrypt(payload)

    def read(self, at: int, message: bytes) -> bytes:
        if at == 0:
            return self.handshake.read_first(message)
        if at == 1:
            return self.handshake.read_second(message)
        return self._cipher(at).decrypt(message)

    def _cipher(self, at: int) -> Cipher:
        self.ciphers = self.ciphers or self.handshake.split()
        return self.ciphers[at % 2]


def test_every_class_of_the_vectors_is_run() -> None:
    assert classes("noise.json") == {*GOOD, *BAD}


@pytest.mark.parametrize("case", cases("noise.json", *GOOD))
def test_both_sides_write_and_read_what_the_vectors_say(case: dict[str, Any]) -> None:
    sides = (Side(case, initiator=True), Side(case, initiator=False))
    for at, message in enumerate(case["messages"]):
        payload, ciphertext = bytes.fromhex(message["payload"]), bytes.fromhex(message["ciphertext"])
        assert sides[at % 2].write(at, payload) == ciphertext
        assert sides[1 - at % 2].read(at, ciphertext) == payload
    assert sides[0].handshake.hash.hex() == sides[1].handshake.hash.hex() == case["handshake_hash"]


@pytest.mark.parametrize("case", cases("noise.json", *BAD))
def test_a_spoilt_message_is_refused(case: dict[str, Any]) -> None:
    fails_at = case["fails_at"]
    reader = Side(case, initiator=fails_at % 2 == 1, reads=fails_at == 0 or "psk_of_reader" not in case)
    writer = Side(case, initiator=fails_at % 2 == 0)
    if fails_at == 1 and "psk_of_reader" in case:
        reader = Side(case, initiator=True, reads=True)
    for at, message in enumerate(case["messages"][:fails_at]):
        mine, other = (reader, writer) if at % 2 == (0 if reader.initiator else 1) else (writer, reader)
        sent = mine.write(at, bytes.fromhex(message["payload"]))
        if not (at == 0 and "psk_of_reader" in case):
            other.read(at, sent)
    with pytest.raises(NoiseError):
        reader.read(fails_at, bytes.fromhex(case["messages"][fails_at]["ciphertext"]))


@given(psk=key, prologue=st.binary(max_size=80), payloads=st.lists(st.binary(max_size=600), min_size=2, max_size=8))
def test_it_talks_to_an_independent_implementation(psk: bytes, prologue: bytes, payloads: list[bytes]) -> None:
    with warnings.catch_warnings():
        # noiseprotocol is unmaintained since 2020; what it warns of concerns its own code only.
        warnings.simplefilter("ignore")
        from noise.connection import NoiseConnection
    theirs = NoiseConnection.from_name(NAME)
    theirs.set_as_responder()
    theirs.set_psks(psk)
    theirs.set_prologue(prologue)
    theirs.start_handshake()
    ours = Handshake(psk, prologue)
    assert theirs.read_message(ours.write_first(payloads[0])) == payloads[0]
    assert ours.read_second(bytes(theirs.write_message(payloads[1]))) == payloads[1]
    send, receive = ours.split()
    for payload in payloads[2:]:
        assert theirs.decrypt(send.encrypt(payload)) == payload
        assert receive.decrypt(bytes(theirs.encrypt(payload))) == payload
    assert theirs.get_handshake_hash() == ours.hash


@given(key=key, plaintexts=st.lists(st.binary(max_size=50), min_size=2, max_size=6), data=st.data())
def test_messages_open_only_in_their_order_and_once(key: bytes, plaintexts: list[bytes], data: st.DataObject) -> None:
    send, receive = Cipher(key), Cipher(key)
    sealed = [send.encrypt(plaintext) for plaintext in plaintexts]
    for number, plaintext in enumerate(plaintexts):
        other = data.draw(st.sampled_from([at for at in range(len(sealed)) if at != number]))
        with pytest.raises(NoiseError):
            receive.decrypt(sealed[other])
        assert receive.decrypt(sealed[number]) == plaintext


def test_a_fresh_key_is_made_for_every_handshake() -> None:
    assert Handshake(bytes(32), b"").write_first() != Handshake(bytes(32), b"").write_first()


def test_a_psk_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Handshake(bytes(31), b"")


def test_a_handshake_message_beyond_the_limit_is_refused() -> None:
    with pytest.raises(NoiseError):
        Handshake(bytes(32), b"").read_first(bytes(MESSAGE_LIMIT + 1))


def test_a_cipher_stops_before_its_nonces_repeat() -> None:
    send, receive = Cipher(bytes(32)), Cipher(bytes(32))
    send._nonce = receive._nonce = NONCE_LIMIT - 1
    assert receive.decrypt(send.encrypt(b"the last")) == b"the last"
    with pytest.raises(NoiseError, match="used up"):
        send.encrypt(b"one too many")
    with pytest.raises(NoiseError, match="used up"):
        receive.decrypt(bytes(TAG_SIZE))


def test_hkdf_is_rfc_5869() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    expected = HKDF(SHA256(), 96, salt=b"s" * 32, info=b"").derive(b"material")
    assert b"".join(hkdf(b"s" * 32, b"material", 3)) == expected
