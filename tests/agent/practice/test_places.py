from typing import get_args

from agent.practice import places
from protocol.messages.practice_consents import ConsentKind


def test_every_rule_says_where_it_is_from_and_whether_that_was_read() -> None:
    for rule in places.rules():
        assert rule.reason.endswith(".")
        assert rule.source
        assert not rule.checked, "say in the data when and by whom it was read, before this becomes true"
        assert set(rule.kinds) <= set(get_args(ConsentKind))


def test_a_place_that_isn_t_known_bars_nothing() -> None:
    assert places.bar("", "testimonial") is None
    assert places.bar("NZ", "testimonial") is None
