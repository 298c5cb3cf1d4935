import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BadInput
from agent.vault import recovery


@given(st.binary(min_size=16, max_size=16))
def test_reads_what_it_wrote(secret: bytes) -> None:
    code = recovery.write(secret)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}", code)
    assert recovery.read(code) == secret


@given(st.binary(min_size=16, max_size=16))
def test_forgives_how_people_copy(secret: bytes) -> None:
    code = recovery.write(secret)
    assert recovery.read(f"  {code.lower().replace('-', ' ')}\n") == secret
    assert recovery.read(code.replace("-", "").replace("0", "o").replace("1", "l")) == secret
    assert recovery.read(code.replace("-", "\u2013").replace("1", "I")) == secret


@given(st.binary(min_size=16, max_size=16), st.integers(0, 29), st.integers(1, 31))
def test_tells_a_mistyped_letter(secret: bytes, place: int, by: int) -> None:
    letters = list(recovery.write(secret).replace("-", ""))
    letters[place] = recovery.ALPHABET[(recovery.ALPHABET.index(letters[place]) + by) % 32]
    with pytest.raises(BadInput, match="mistyped"):
        recovery.read("".join(letters))


@given(st.binary(min_size=16, max_size=16), st.integers(0, 28))
def test_tells_two_letters_in_the_wrong_order(secret: bytes, place: int) -> None:
    letters = list(recovery.write(secret).replace("-", ""))
    if letters[place] == letters[place + 1]:
        return
    letters[place], letters[place + 1] = letters[place + 1], letters[place]
    with pytest.raises(BadInput):
        recovery.read("".join(letters))


@given(st.text(max_size=60))
def test_refuses_everything_else_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        recovery.read(text)


def test_makes_a_new_one_each_time() -> None:
    (one, secret), (other, _) = recovery.make(), recovery.make()
    assert one != other
    assert recovery.read(one) == secret
