"""The places at the door, without a network: transports that only note what is done to them."""

import asyncio

import pytest

from agent.door import KNOCKING, Door, Doors


class Inside(asyncio.Protocol):
    """Notes what reaches it."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.heard.append("made")

    def connection_lost(self, error: Exception | None) -> None:
        self.heard.append("lost")

    def data_received(self, data: bytes) -> None:
        self.heard.append(data)

    def eof_received(self) -> bool | None:
        self.heard.append("eof")
        return True

    def pause_writing(self) -> None:
        self.heard.append("pause")

    def resume_writing(self) -> None:
        self.heard.append("resume")


class Transport(asyncio.Transport):
    """Notes whether it was cut, and who is behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.cut = False
        self.behind: asyncio.BaseProtocol | None = None

    def abort(self) -> None:
        self.cut = True

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.behind = protocol


def knock(doors: Doors, says: bytes = b"") -> tuple[Door, Transport]:
    door, transport = doors(), Transport()
    door.connection_made(transport)
    if says:
        door.data_received(says)
    return door, transport


@pytest.mark.parametrize("leave", ["admit", "connection_lost"])
async def test_there_are_eight_places_and_each_is_freed(leave: str) -> None:
    doors = Doors(Inside)
    first, _transport = knock(doors, b"GET")
    others = [knock(doors, b"GET") for _ in range(KNOCKING - 1)]
    assert not any(transport.cut for _, transport in others)
    ninth, cut = knock(doors)
    assert cut.cut
    ninth.data_received(b"let me in")
    assert ninth.eof_received() is None
    ninth.connection_lost(None)
    assert len(doors.knocking) == KNOCKING
    if leave == "admit":
        first.admit()
    else:
        first.connection_lost(None)
    _again, transport = knock(doors)
    assert not transport.cut


async def test_the_oldest_that_says_nothing_makes_room() -> None:
    """A page can make the browser connect and keep silent, by `preconnect`."""
    doors = Doors(Inside)
    _, speaks = knock(doors, b"GET")
    silent = [knock(doors) for _ in range(KNOCKING - 1)]
    _, new = knock(doors)
    assert [transport.cut for _, transport in silent] == [True] + [False] * (KNOCKING - 2)
    assert not speaks.cut
    assert not new.cut
    silent[0][0].connection_lost(None)
    assert len(doors.knocking) == KNOCKING


async def test_everything_is_passed_on_and_then_the_door_is_out_of_the_way() -> None:
    inside = Inside()
    doors = Doors(lambda: inside)
    door, transport = knock(doors)
    door.data_received(b"hello")
    door.pause_writing()
    door.resume_writing()
    assert door.eof_received()
    door.admit()
    assert transport.behind is inside
    door.connection_lost(None)
    assert inside.heard == ["made", b"hello", "pause", "resume", "eof", "lost"]


async def test_who_is_late_is_cut_and_who_is_admitted_is_not() -> None:
    doors = Doors(Inside, patience=0.01)
    (late, late_transport), (early, early_transport) = knock(doors), knock(doors)
    early.admit()
    await asyncio.sleep(0.05)
    assert late_transport.cut
    assert not early_transport.cut
    late.connection_lost(None)
    assert doors.knocking == {}
