"""A hit and a miss have the same length, for any number of accounts and whatever the verdicts."""

from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from protocol.channel import PIECE_LIMIT, pad
from protocol.messages import Answer, Notice
from protocol.messages.state import Done, Ping
from protocol.messages.warnings import Check, Verdict, Verdicts
from protocol.messages.words import Interaction, VerdictName
from protocol.padding import encode, floor

INTERACTIONS = get_args(Interaction)
MOST = 200
"""As many accounts as one check may name."""

interactions = st.lists(st.sampled_from(INTERACTIONS), unique=True)
verdicts = st.builds(Verdict, st.sampled_from(get_args(VerdictName)), interactions, interactions)
numbers = st.integers(0, 2**53)
MISS = Verdict("clear")
WORST = Verdict("possible", list(INTERACTIONS), list(INTERACTIONS))


def length(epoch: int, number: int, found: list[Verdict]) -> int:
    answer = Answer(number, Verdicts(epoch, found))
    return len(pad(encode(answer), floor(answer)))


@given(st.lists(verdicts, max_size=40), numbers, numbers)
def test_the_length_depends_on_the_count_only(found: list[Verdict], epoch: int, number: int) -> None:
    assert length(epoch, number, found) == length(0, 0, [MISS] * len(found))


def test_for_every_count_all_hits_are_as_long_as_all_misses() -> None:
    for count in range(MOST + 1):
        assert length(2**63 - 1, 2**63 - 1, [WORST] * count) == length(0, 0, [MISS] * count)


def test_the_limit_on_a_check_is_the_one_tested() -> None:
    too_many = msgspec.json.encode({"type": "check", "sightings": [{"account": "x:a"}] * (MOST + 1)})
    try:
        msgspec.json.decode(too_many, type=Check | Ping)
    except msgspec.ValidationError:
        return
    raise AssertionError("a check may name more accounts than were tested")


def test_the_longest_answer_still_fits_one_frame() -> None:
    """In two frames it would be told by their number."""
    assert length(0, 0, [MISS] * MOST) <= PIECE_LIMIT


def test_other_messages_have_no_floor() -> None:
    assert floor(Answer(0, Done())) == 0
    assert floor(Notice(msgspec.convert({"type": "locked"}, type=Notice.__annotations__["body"]))) == 0
