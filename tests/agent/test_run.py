"""The agent's life, as a real process."""

import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from agent.listening import HOST
from tests.support.command import PASSPHRASE, Commands, Running, environment

CLIENT = '{"label": "Q. Z.", "names": ["Quenby Zanthorpe"], "accounts": ["x:quenby_zanth"]}\n'


def test_the_first_line_says_that_it_is_ready(commands: Commands) -> None:
    with commands.agent() as agent:
        assert agent.events == [{"event": "ready", "port": agent.port, "locked": False}]
        assert (commands.home / "agent.port").read_text() == f"{agent.port}\n"
        with urllib.request.urlopen(f"http://{HOST}:{agent.port}/health") as answer:
            assert b'"locked":false' in answer.read()
        assert agent.stop() == 0
    assert agent.errors.read_text() == ""
    assert not (commands.home / "agent.port").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_ends_in_order_when_asked_to(commands: Commands, number: int) -> None:
    with commands.agent(locked=True) as agent:
        os.kill(agent.process.pid, number)
        assert agent.process.wait(20) == 0
        assert agent.errors.read_text() == ""
    assert not (commands.home / "agent.port").exists()


def test_all_files_are_for_their_owner_alone(commands: Commands) -> None:
    with commands.agent():
        commands.ok("client", "add", "--stdin", stdin=CLIENT)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in commands.home.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    assert stat.S_IMODE(commands.home.stat().st_mode) == 0o700


def test_locking_keeps_process_port_and_lock_but_no_plaintext(commands: Commands) -> None:
    with commands.agent() as agent:
        commands.ok("client", "add", "--stdin", stdin=CLIENT)
        assert b"Quenby Zanthorpe" in memory(agent.process.pid)
        commands.ok("lock")
        assert agent.event("locked")["why"] == "asked"
        assert agent.event("ready") == {"event": "ready", "port": agent.port, "locked": True}
        left = memory(agent.process.pid)
        for secret in ("Quenby", "quenby_zanth", PASSPHRASE):
            assert secret.encode() not in left, secret
        assert commands.run("run", "--port", "0", "--locked").status == 1
        commands.ok("unlock", *commands.secret)
        assert commands.ask("client", "list")["label"] == "Q. Z."


def memory(pid: int) -> bytes:
    """All that a process of ours has in its writable memory."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(one, 16) for one in span.split("-"))
            try:
                file.seek(start)
                parts.append(file.read(end - start))
            except (OSError, ValueError):
                continue
    return b"".join(parts)


def test_it_locks_for_want_of_input(commands: Commands) -> None:
    with commands.agent("--lock-after", "0.02") as agent:
        assert agent.event("locked")["why"] == "idle"
        assert agent.event("ready")["locked"] is True
        assert commands.ask("status")["locked"] is True
        assert commands.ask("status")["idle_lock"] == 1


def test_it_locks_when_the_machine_has_slept(commands: Commands) -> None:
    """A machine can't be put to sleep here: the agent's clock of all time is set forward instead."""
    shim = (
        "import sys, time, agent.idle as idle\n"
        "real = idle.Clocks.now\n"
        "readings = []\n"
        "def now():\n"
        "    readings.append(real())\n"
        "    one = readings[-1]\n"
        "    return one if len(readings) == 1 else idle.Clocks(one.monotonic, one.boot + 3600, one.wall + 3600)\n"
        "idle.Clocks.now = staticmethod(now)\n"
        "idle.TICK = 0.2\n"
        "from agent.cli import main\n"
        "sys.argv = ['framekeeper', *sys.argv[1:]]\n"
        "main()\n"
    )
    arguments = ("run", "--port", "0", "--json", *commands.secret)
    done = subprocess.Popen(
        [sys.executable, "-c", shim, *arguments], stdout=subprocess.PIPE, env=environment(commands.home), text=True
    )
    with done:
        try:
            assert done.stdout is not None
            assert '"ready"' in done.stdout.readline()
            assert done.stdout.readline() == '{"event":"locked","why":"suspend"}\n'
            assert '"locked":true' in done.stdout.readline()
        finally:
            done.terminate()


def test_connections_made_while_it_locks_are_answered_after_it(commands: Commands) -> None:
    with commands.agent() as agent:
        commands.ok("lock")
        for _ in range(20):
            with socket.create_connection((HOST, agent.port), timeout=20) as connection:
                connection.sendall(f"GET /health HTTP/1.1\r\nHost: {HOST}:{agent.port}\r\n\r\n".encode())
                assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_a_second_agent_on_the_same_vault_is_refused(commands: Commands) -> None:
    with commands.agent(locked=True) as agent:
        done = commands.run("run", "--port", "0", "--locked")
        assert done.status == 1
        assert done.out == ""
        assert "has this vault open" in done.err
        assert len(done.err.splitlines()) == 1
        assert commands.ask("status")["port"] == agent.port


def test_a_port_in_use_is_said_before_anything_else(commands: Commands) -> None:
    with socket.create_server((HOST, 0)) as taken:
        done = commands.run("run", "--port", str(taken.getsockname()[1]), "--locked")
    assert done.status == 1
    assert "taken by another program" in done.err
    assert not (commands.home / "agent.port").exists()


def test_a_wrong_passphrase_starts_nothing(commands: Commands) -> None:
    done = commands.run("run", "--port", "0", "--passphrase-file", "-", stdin="not this one\n")
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert not (commands.home / "agent.port").exists()
    with commands.agent(locked=True):
        pass


def test_without_a_vault_it_runs_and_says_how_to_make_one(tmp_path: Path) -> None:
    commands = Commands(tmp_path / "nowhere")
    with commands.agent(locked=True) as agent:
        with urllib.request.urlopen(f"http://{HOST}:{agent.port}/health") as answer:
            assert b'"locked":true' in answer.read()
        said = commands.ask("status")
        assert (said["running"], said["vault"], said["locked"], said["clients"]) == (True, False, True, None)
        for asked in (("status",), ("lock",), ("unlock", *commands.secret), ("client", "list")):
            done = commands.run(*asked)
            assert "framekeeper init" in done.out + done.err, asked
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in commands.home.iterdir()}
    assert set(modes) == {"agent.lock", "agent.port", "cli.key", "pairings.json"}
    assert set(modes.values()) == {0o600}


def test_a_passphrase_for_no_vault_starts_nothing(tmp_path: Path) -> None:
    commands = Commands(tmp_path / "nowhere")
    done = commands.run("run", "--port", "0", *commands.secret)
    assert done.status == 1
    assert "framekeeper init" in done.err


def test_a_killed_agent_leaves_nothing_in_the_way(commands: Commands) -> None:
    with commands.agent() as agent:
        commands.ok("client", "add", "--stdin", stdin=CLIENT)
        agent.kill()
    assert (commands.home / "agent.port").exists()
    assert commands.ask("status") == {"running": False, "vault": True, "home": str(commands.home)}
    assert commands.ask("client", "list", *commands.secret)["label"] == "Q. Z."
    with commands.agent():
        assert commands.ask("client", "list")["label"] == "Q. Z."


def test_another_program_on_the_port_of_a_stale_file_is_not_trusted(commands: Commands) -> None:
    with socket.create_server((HOST, 0)) as squatter:
        (commands.home / "agent.port").write_text(f"{squatter.getsockname()[1]}\n")
        assert commands.ask("status")["running"] is False
        squatter.settimeout(0.1)
        with pytest.raises(TimeoutError):
            squatter.accept()


def test_its_output_may_be_closed(commands: Commands) -> None:
    running = Running(commands.home, ("run", "--port", "0", "--json", *commands.secret))
    try:
        running.event("ready")
        assert running.process.stdout is not None
        running.process.stdout.close()
        commands.ok("lock")
        assert commands.ask("status")["locked"] is True
    finally:
        running.process.terminate()
        running.process.wait(20)
    assert running.errors.read_text() == ""
