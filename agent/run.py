"""The agent's life: start, serve, lock, end.

`run` is the one way to start an agent, whoever does it: the command line, the system at login, or the agent itself.
Guarantees: one agent a vault; nothing but the one loopback socket; a vault that locks leaves no
plaintext behind, because the process is replaced (`os.execv`), keeping only the listening socket and the
instance lock, so that no connection is refused meanwhile and no second agent gets in between.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import msgspec

from agent.commands import load
from agent.commands.opening import close_vault, make_agent, open_vault
from agent.commands.registry import Agent
from agent.discreet import log_discreetly
from agent.errors import FramekeeperError, VaultBusy
from agent.idle import TICK, Clocks, why_lock
from agent.listening import listen
from agent.paths import Paths
from agent.server import start
from agent.terminal import is_terminal, show_codes
from agent.vault.instance import InstanceLock
from agent.vault.seal import write_private
from protocol.messages import Locked

logger = logging.getLogger(__name__)

SAID = {"stop": "", "asked": "on request", "idle": "for want of input", "suspend": "because the machine slept"}
"""Why serving ended, as people are told; `stop` isn't a lock."""
LOCK_TRIES = 10
"""A tenth of a second apart."""


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How to start. `port` as in `listen`; `lock_after` in seconds, or None to go by the settings.

    `socket` and `lock` are inherited descriptors.
    """

    home: str
    port: int | None = None
    lock_after: float | None = None
    json: bool = False
    socket: int | None = None
    lock: int | None = None


def run(how: Start, passphrase: str | None = None) -> None:
    """Run an agent until it is stopped; with a passphrase, unlocked. Never returns from a lock.

    There need not be a vault yet; without one a passphrase raises NoVault. Raises VaultBusy, PortInUse, WrongSecret and
    VaultDamaged, all before anything is served.
    """
    paths = Paths(Path(how.home))
    _no_core_dumps()
    load()
    with _take_lock(paths, how.lock) as lock:
        agent = make_agent(paths)
        agent.lock_after = how.lock_after
        listening = listen(how.port) if how.socket is None else socket.socket(fileno=how.socket)
        with listening:
            if passphrase is not None:
                open_vault(agent, passphrase=passphrase)
            why = _serve_until_end(agent, listening, how)
            if why != "stop":
                _say(how, {"event": "locked", "why": why}, f"Locked {SAID[why]}.")
                _start_afresh(how, listening.fileno(), lock.descriptor)


def _take_lock(paths: Paths, inherited: int | None) -> InstanceLock:
    """Take the instance lock; a command may hold it for an instant, to see whether an agent does."""
    for _ in range(LOCK_TRIES):
        try:
            return InstanceLock(paths, inherited)
        except VaultBusy:
            time.sleep(0.1)
    return InstanceLock(paths, inherited)


def _serve_until_end(agent: Agent, listening: socket.socket, how: Start) -> str:
    port = listening.getsockname()[1]
    write_private(agent.paths.port, f"{port}\n".encode())
    try:
        why = asyncio.run(_serve(agent, listening, lambda: _ready(how, port, agent)))
    except BaseException:
        agent.paths.port.unlink(missing_ok=True)
        raise
    finally:
        close_vault(agent)
    if why == "stop":
        agent.paths.port.unlink(missing_ok=True)
    return why


async def _serve(agent: Agent, listening: socket.socket, ready: Callable[[], None]) -> str:
    """Serve until there is a reason to end; gives a key of SAID."""
    loop = asyncio.get_running_loop()
    ending: asyncio.Future[str] = loop.create_future()

    def end(why: str) -> None:
        if not ending.done():
            ending.set_result(why)

    def lock_soon() -> None:
        loop.call_soon_threadsafe(end, "asked")

    agent.lock_soon = lock_soon
    _on_signals(loop, lambda: end("stop"))
    # The server closes the socket that it is given; ours goes on to the next process.
    server = await start(agent, listening.dup())
    try:
        ready()
        why = await _watch(agent, ending)
        if why != "stop":
            agent.notify(Locked())
    finally:
        await server.close()
    return why


async def _watch(agent: Agent, ending: asyncio.Future[str]) -> str:
    before = Clocks.now()
    while True:
        await asyncio.wait([ending], timeout=TICK)
        if ending.done():
            return ending.result()
        after = Clocks.now()
        why = None if agent.locked else why_lock(agent.last_input, agent.idle_lock, before, after)
        if why is not None:
            return why
        before = after


def _on_signals(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
    """End in order when asked to; Windows has no handlers in the loop, but SIGINT and SIGTERM reach Python."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, end)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end) and None)


def _start_afresh(how: Start, listening: int, lock: int) -> NoReturn:
    """Replace this process by a locked agent: its memory, with all that was read from the vault, is gone."""
    if sys.platform == "win32":
        # Descriptors don't survive there: the new process binds and locks anew, as after any restart.
        afresh = msgspec.structs.replace(how, socket=None, lock=None)
    else:
        os.set_inheritable(listening, True)
        os.set_inheritable(lock, True)
        afresh = msgspec.structs.replace(how, socket=listening, lock=lock)
    arguments = [sys.executable, "-P", "-m", "agent.run", msgspec.json.encode(afresh).decode()]
    os.execv(sys.executable, arguments)  # noqa: S606 - our own interpreter, our own arguments


def _no_core_dumps() -> None:
    """Keep a crash from writing the vault's plaintext to disk."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ready(how: Start, port: int, agent: Agent) -> None:
    _say(
        how,
        {"event": "ready", "port": port, "locked": agent.locked},
        f"The agent is running on port {port}. {_vault_sentence(agent)} Ctrl+C ends the agent.",
    )
    if not how.json and is_terminal():
        show_codes(agent, lambda text: _say(how, {}, text))


def _vault_sentence(agent: Agent) -> str:
    if not agent.has_vault:
        return "There is no vault yet: the browser's first steps make one, or `framekeeper init` does."
    return f"The vault is {'locked; `framekeeper unlock` opens it' if agent.locked else 'unlocked'}."


def _say(how: Start, event: dict[str, object], sentence: str) -> None:
    """Tell whoever started us; they may have closed their end long ago."""
    said = msgspec.json.encode(event) if how.json else sentence.encode()
    # Past Python's buffer, which would try again at exit, and complain.
    with contextlib.suppress(OSError, ValueError):
        os.write(sys.stdout.fileno(), said + b"\n")


def main() -> None:
    """Go on after a lock: the one argument is a Start as JSON."""
    log_discreetly()
    try:
        run(msgspec.json.decode(sys.argv[1], type=Start))
    except FramekeeperError as error:
        logger.error("%s", error)
        raise SystemExit(1) from None
    except Exception:
        logger.exception("The agent can't go on after locking")
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
