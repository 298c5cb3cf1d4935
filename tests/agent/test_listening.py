import socket

import pytest

from agent.errors import BadInput, PortInUse
from agent.listening import HOST, PORTS, listen


def test_listens_on_loopback_only() -> None:
    with listen(0) as listening:
        assert listening.getsockname()[0] == HOST
        with socket.create_connection(listening.getsockname(), timeout=5):
            pass


def test_a_port_that_is_taken_is_said_to_be() -> None:
    with listen(0) as first, pytest.raises(PortInUse, match="taken by another program"):
        listen(first.getsockname()[1])


def test_without_a_port_the_first_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen(0) as taken, listen(0) as freed:
        ports = (taken.getsockname()[1], freed.getsockname()[1])
        freed.close()
        monkeypatch.setattr("agent.listening.PORTS", ports)
        with listen(None) as listening:
            assert listening.getsockname()[1] == ports[1]
            with pytest.raises(PortInUse, match=f"{ports[0]} to {ports[1]}"):
                listen(None)


def test_the_ports_are_those_of_the_extension() -> None:
    assert PORTS == (48217, 48218, 48219, 48220, 48221, 48222)


def test_a_port_of_the_system_is_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(BadInput, match="above 1023"):
        listen(80)


def test_other_failures_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: socket.socket, _address: object) -> None:
        raise OSError(99, "Cannot assign requested address")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(OSError, match="assign"):
        listen(None)
