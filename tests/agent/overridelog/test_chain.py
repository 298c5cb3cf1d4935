import hashlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.overridelog import chain
from agent.overridelog.chain import GENESIS, Draft, Link
from agent.overridelog.seed import Seed

UNHURRIED = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
SEED = Seed(0, bytes(range(32)))
DRAFT = Draft("2026-11-22T12:00:00.000Z", "started", None, bytes(32), b"{}")
FIRST = chain.add(DRAFT, None, SEED, SEED.step().public_key)


def test_an_event_commits_to_the_one_before_to_its_body_and_to_the_next_key() -> None:
    draft = replace(DRAFT, kind="noted", refers_to=1, body=b'{"note":"x"}')
    link = chain.add(draft, FIRST, SEED.step(), SEED.step(2).public_key)
    assert (FIRST.sequence, FIRST.previous, FIRST.public_key) == (1, GENESIS, SEED.public_key)
    assert (link.sequence, link.previous, link.public_key) == (2, FIRST.head, FIRST.next_key)
    assert link.commitment == hashlib.sha256(bytes(32) + b'{"note":"x"}').digest()
    assert (FIRST.entry, link.entry) == (1, 1)
    assert chain.is_signed(link)


def test_the_bytes_of_an_event_are_those_of_the_documentation() -> None:
    expected = b"".join(
        (
            b"framekeeper log event v1\0",
            (1).to_bytes(8, "big"),
            (0).to_bytes(8, "big"),
            (24).to_bytes(4, "big") + b"2026-11-22T12:00:00.000Z",
            (7).to_bytes(4, "big") + b"started",
            hashlib.sha256(b"framekeeper override log v1").digest(),
            hashlib.sha256(bytes(32) + b"{}").digest(),
            SEED.public_key,
            SEED.step().public_key,
        )
    )
    assert FIRST.message() == expected
    assert FIRST.head == hashlib.sha256(expected).digest()
    assert chain.verifies(SEED.public_key, FIRST.signature, expected)


def test_an_event_holds_only_where_it_was_signed() -> None:
    assert not chain.is_signed(replace(FIRST, sequence=2))
    assert chain.is_signed(replace(FIRST, sequence=2), 1)


def test_numbers_that_are_none_are_refused() -> None:
    for number in (0, -1):
        assert not chain.is_signed(replace(FIRST, sequence=number))
        assert not chain.is_signed(replace(FIRST, refers_to=number))


@pytest.mark.parametrize("point", sorted(chain._SMALL_ORDER))
@pytest.mark.parametrize("sign", [0, 0x80])
def test_a_key_that_needs_no_secret_is_none(point: bytes, sign: int) -> None:
    """Under the neutral point (the first) this signature holds for any message, by the letter of RFC 8032."""
    key = point[:31] + bytes([point[31] | sign])
    assert not any(chain.verifies(key, point + bytes(32), bytes([number])) for number in range(50))


links = st.builds(
    Link,
    sequence=st.integers(1, 1 << 40),
    time=st.text(max_size=30),
    kind=st.text(max_size=10),
    refers_to=st.none() | st.integers(1, 1 << 40),
    previous=st.binary(min_size=32, max_size=32),
    commitment=st.binary(min_size=32, max_size=32),
    public_key=st.binary(min_size=32, max_size=32),
    next_key=st.binary(min_size=32, max_size=32),
)


@UNHURRIED
@given(links, links)
def test_different_events_have_different_bytes(one: Link, other: Link) -> None:
    assert (one.message() == other.message()) == (one == other)


@UNHURRIED
@given(links)
def test_no_bytes_are_taken_for_a_signature(link: Link) -> None:
    assert not chain.is_signed(link)
    assert not chain.is_signed(replace(link, signature=bytes(64)))


def test_a_checkpoint_is_signed_by_the_key_that_signs_the_next_event() -> None:
    checkpoint = chain.make_checkpoint(FIRST, "2026-11-22T12:00:00.000Z", SEED.step())
    assert (checkpoint.sequence, checkpoint.head, checkpoint.public_key) == (
        1,
        FIRST.head.hex(),
        FIRST.next_key.hex(),
    )
    assert chain.checkpoint_is_signed(checkpoint)
    message = b"".join(
        (
            b"framekeeper log checkpoint v1\0",
            (1).to_bytes(8, "big"),
            (24).to_bytes(4, "big") + b"2026-11-22T12:00:00.000Z",
            FIRST.head,
        )
    )
    assert chain.verifies(FIRST.next_key, bytes.fromhex(checkpoint.signature), message)
