"""Make an override in a real process that is killed before each of its steps, or that may write only so much.

Run as a script in a process of its own, since it forks: `killing_override.py kill|full HOME FOLDER KEY`. The way
through a warning (open, go ahead, use) is made on copies of HOME, by the commands themselves. With `kill` the process
gets SIGKILL before its first step, before its second, and so on until it ends by itself; steps are the statements
that write to the database, and what Python does to files. With `full` no file may grow beyond so many bytes. Then
the copy is opened by another process, and everything is asked for again, as an extension does that got no reply.
Prints a JSON line for each copy.
"""

import asyncio
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from agent.commands import load
from agent.commands.registry import Agent, Caller, dispatch
from agent.overridelog import OverrideLog
from agent.pairing import Pairings
from agent.paths import Paths
from agent.practice import Practice
from agent.vault import Vault
from agent.vault.database import Database
from agent.vault.seal import derive
from agent.watchlist import WatchList
from protocol.messages import Reply, Request
from protocol.messages.log import LogList, LogVerify
from protocol.messages.state import Problem
from protocol.messages.warnings import Sighting, WarningDecide, WarningOpen, WarningUse, WarningView

FILES = frozenset({"open", "os.rename", "os.remove"})
STATEMENTS = ("BEGIN", "INSERT", "DELETE", "COMMIT", "PRAGMA wal_checkpoint")
MOST = 200
SIZES = (0, 100, 1_000, 5_000, 10_000, 20_000, 30_000, 40_000, 60_000, 80_000, 120_000, 1 << 30)
OPEN = WarningOpen([Sighting("x:jamie_doe")], "react", "performs", "click")


def open_agent(home: Path, secret: str) -> Agent:
    """Open the vault by its key, which spares Argon2id's second for each copy."""
    key, paths = bytes.fromhex(secret), Paths(home)
    vault = Vault(paths)
    vault._key, vault._database = key, Database(paths.vault, derive(key, "database"))
    agent = Agent(paths, vault, Pairings(paths))
    agent.watchlist = WatchList(vault.database, str, vault.key_for("cleared accounts"))
    agent.log = OverrideLog(vault.database, paths.seed, vault.key_for("override log seed"))
    agent.practice = Practice(vault.database, lambda: agent.clock())
    return agent


def ask(agent: Agent, request: Request) -> Reply:
    return asyncio.run(dispatch(agent, Caller("browser", is_cli=False), request))


def override(agent: Agent, say: Callable[[str, Reply], None], warning: int | None = None) -> None:
    """Go through a warning, and say each reply; stop at a problem, as the extension does."""
    if warning is None:
        view = ask(agent, OPEN)
        say("open", view)
        if not isinstance(view, WarningView):
            return
        warning = view.warning
    decided = ask(agent, WarningDecide(warning, "overridden", "supervisor_advised"))
    say("decide", decided)
    if not isinstance(decided, Problem):
        say("use", ask(agent, WarningUse(warning, "used")))


def kill_before(step: int, agent: Agent) -> None:
    """Have this process killed before so many steps."""
    left = [step]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_event(event: str, arguments: tuple[object, ...]) -> None:
        if event in FILES and str(arguments[0]).startswith(str(agent.paths.home)):
            count()

    def on_statement(_cursor: object, sql: str, _bindings: object) -> bool:
        if sql.lstrip().startswith(STATEMENTS):
            count()
        return True

    sys.addaudithook(on_event)
    agent.vault.database._connection.exec_trace = on_statement


def let_grow(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def in_a_child(work: Callable[[Callable[[Any], None]], None]) -> tuple[list[Any], bool]:
    """Do something in a child; gives what it said, and whether it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work(lambda said: void(os.write(writing, json.dumps(said).encode() + b"\n")))
        except BaseException as error:  # noqa: BLE001 - the child must not go on as the parent
            os.write(2, repr(error).encode())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as lines:
        said = [json.loads(line) for line in lines]
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the child failed by itself")
    return said, os.WIFSIGNALED(status)


def void(_: object) -> None:
    """Drop a value."""


def first_time(home: Path, secret: str, how: str, amount: int) -> Callable[[Callable[[Any], None]], None]:
    def work(say: Callable[[Any], None]) -> None:
        agent = open_agent(home, secret)
        if how == "kill":
            kill_before(amount, agent)
        else:
            let_grow(amount)
        override(agent, lambda what, reply: say([what, msgspec.to_builtins(reply)]))

    return work


def afterwards(home: Path, secret: str, said: dict[str, Any]) -> Callable[[Callable[[Any], None]], None]:
    def work(say: Callable[[Any], None]) -> None:
        agent = open_agent(home, secret)
        say({"verified": msgspec.to_builtins(ask(agent, LogVerify()))})
        say({"entries": msgspec.to_builtins(ask(agent, LogList()))["entries"]})
        override(
            agent, lambda what, reply: say({what: msgspec.to_builtins(reply)}), said.get("open", {}).get("warning")
        )
        say({"again": msgspec.to_builtins(ask(agent, LogList()))["entries"]})
        say({"verified_again": msgspec.to_builtins(ask(agent, LogVerify()))})
        agent.vault.close()

    return work


def main(how: str, home: str, folder: str, secret: str) -> None:
    load()
    for number in range(MOST):
        amount = number if how == "kill" else SIZES[number]
        copy = Path(folder) / f"{how}-{amount}" / "home"
        shutil.copytree(home, copy)
        replies, killed = in_a_child(first_time(copy, secret, how, amount))
        said = dict(replies)
        rest: dict[str, Any] = {}
        for each in in_a_child(afterwards(copy, secret, said))[0]:
            rest |= each
        print(json.dumps({"amount": amount, "killed": killed, "said": said, **rest}), flush=True)
        if (how == "kill" and not killed) or amount == SIZES[-1]:
            return
    raise SystemExit("it never ended")


if __name__ == "__main__":
    main(*sys.argv[1:])
