"""Logs to verify, and what verification says of them."""

from dataclasses import replace

from agent.overridelog.seed import Standing
from agent.overridelog.verify import Stored
from agent.overridelog.writer import New
from protocol.messages.log import Verification
from tests.support.logs import OVERRIDDEN, WARNED, History, feed

READY = Standing.READY


def history(entries: int = 3) -> History:
    """Events: started, then for each entry warned, decided, used."""
    made = History()
    for _ in range(entries):
        first = made.add(New("warned", WARNED))
        made.add(New("decided", OVERRIDDEN, first), New("used", refers_to=first))
    return made


def verify(events: list[Stored], standing: Standing = READY) -> Verification:
    return feed(events).finish(standing, len(events))


def problems(events: list[Stored]) -> list[str]:
    found = verify(events)
    assert found.ok == (not found.problems)
    return found.problems


def renumbered(event: Stored, sequence: int) -> Stored:
    return replace(event, link=replace(event.link, sequence=sequence))
