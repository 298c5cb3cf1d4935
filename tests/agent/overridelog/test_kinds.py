from datetime import UTC, datetime

import pytest

from agent.errors import VaultDamaged
from agent.overridelog.kinds import Decided, Empty, Noted, Warned, decode, encode, read_time
from tests.support.logs import OVERRIDDEN, WARNED


def test_a_body_comes_back_as_it_was() -> None:
    for body in (WARNED, OVERRIDDEN, Noted("Träume", ["record"]), Empty()):
        assert decode(encode(body), type(body)) == body


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"outcome":"heeded","more":1}', b'{"outcome":"', b"\xff"])
def test_a_body_that_is_not_of_its_kind_says_that_the_log_was_changed(body: bytes) -> None:
    with pytest.raises(VaultDamaged, match="framekeeper log verify"):
        decode(body, Warned if body == b"{}" else Decided)


def test_times_are_read_in_utc() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert read_time("2026-11-22T12:00:00.000Z") == read_time("2026-11-22T12:00:00") == noon
    with pytest.raises(VaultDamaged):
        read_time("noon")
