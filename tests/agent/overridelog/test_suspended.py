from datetime import timedelta

from agent.overridelog.suspended import Suspended
from protocol.messages.words import Interaction
from tests.support.logs import NOON

LATER = NOON + timedelta(minutes=15)
BOTH: list[Interaction] = ["follow", "react"]


def test_nothing_is_suspended_at_first() -> None:
    suspended = Suspended()
    assert suspended.remaining("c-1", "x:jane", BOTH, NOON) == BOTH
    assert suspended.paused_until(NOON) is None
    assert suspended.next_end(NOON) is None


def test_a_pause_suspends_everything_until_its_end() -> None:
    suspended = Suspended()
    suspended.pause(LATER)
    assert suspended.remaining("c-1", "x:jane", BOTH, NOON) == []
    assert suspended.paused_until(NOON) == suspended.next_end(NOON) == LATER
    assert suspended.remaining("c-1", "x:jane", BOTH, LATER) == BOTH
    assert suspended.next_end(LATER) is None


def test_a_pause_can_be_ended() -> None:
    suspended = Suspended()
    suspended.resume()
    suspended.pause(LATER)
    suspended.resume()
    assert suspended.remaining("c-1", "x:jane", BOTH, NOON) == BOTH


def test_a_snooze_suspends_one_interaction_toward_one_account_of_one_client() -> None:
    suspended = Suspended()
    suspended.snooze("c-1", "x:jane", "react", LATER)
    assert suspended.remaining("c-1", "x:jane", BOTH, NOON) == ["follow"]
    assert suspended.remaining("c-1", "x:john", BOTH, NOON) == BOTH
    assert suspended.remaining("c-2", "x:jane", BOTH, NOON) == BOTH
    assert suspended.next_end(NOON) == LATER
    assert suspended.remaining("c-1", "x:jane", BOTH, LATER) == BOTH


def test_the_next_end_is_the_earliest() -> None:
    suspended = Suspended()
    suspended.pause(LATER + timedelta(minutes=1))
    suspended.snooze("c-1", "x:jane", "react", LATER)
    assert suspended.next_end(NOON) == LATER
    assert suspended.next_end(LATER) == LATER + timedelta(minutes=1)
