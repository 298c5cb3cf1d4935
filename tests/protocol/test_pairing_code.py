"""Pairing codes: how they are written, read and mistyped."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.pairing_code import ALPHABET, CodeFault, PairingCode
from tests.support.vectors import cases, classes

SENTENCES = {
    "typo": "has a typo",
    "wrong_length": "has 32 characters",
    "strange_character": "in it",
    "no_port": "names no port",
}
codes = st.builds(PairingCode, st.binary(min_size=16, max_size=16), st.integers(1, 65535))


def test_every_class_of_the_vectors_is_run() -> None:
    assert classes("pairing_code.json") == {"valid", *SENTENCES}


@pytest.mark.parametrize("case", cases("pairing_code.json", "valid"))
def test_a_code_is_as_the_vectors_say(case: dict[str, Any]) -> None:
    code = PairingCode(bytes.fromhex(case["random"]), case["port"])
    assert code.text() == case["text"]
    assert code.psk.hex() == case["psk"]
    assert {PairingCode.parse(text) for text in [case["text"], *case["also"]]} == {code}


@pytest.mark.parametrize("case", cases("pairing_code.json", *SENTENCES))
def test_what_is_wrong_is_said(case: dict[str, Any]) -> None:
    with pytest.raises(CodeFault, match=SENTENCES[case["class"]]):
        PairingCode.parse(case["text"])


@given(codes)
def test_a_code_is_read_as_it_was_written(code: PairingCode) -> None:
    assert PairingCode.parse(code.text()) == code


@given(codes, st.integers(0, 31), st.sampled_from(ALPHABET))
def test_nearly_every_typo_is_noticed(code: PairingCode, place: int, character: str) -> None:
    """Two bytes of checksum let one in 65,536 pass; then the agent doesn't know the code."""
    text = code.text().replace("-", "")
    changed = text[:place] + character + text[place + 1 :]
    try:
        assert (PairingCode.parse(changed) == code) == (changed == text)
    except CodeFault:
        assert changed != text


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(CodeFault, match=r"\.$"):
        PairingCode.parse(text)


def test_codes_are_fresh() -> None:
    made = {PairingCode.make(48217) for _ in range(3)}
    assert len(made) == 3
    assert {code.port for code in made} == {48217}
