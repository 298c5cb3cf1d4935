"""How long the agent takes from its start until it is ready, less Argon2id, and how much memory it then has."""

import compileall
import time
from pathlib import Path
from statistics import median

import agent as package
import protocol
from agent.client import connect
from agent.demo.process import PASSPHRASE, AgentProcess
from agent.paths import Paths
from agent.vault.passphrase import to_bytes
from agent.vault.slots import Slots
from tests.bench.answering import checks
from tests.bench.filling import make_home
from tests.bench.rows import Row

STARTS = 7
ACCOUNTS = 1000


async def measure(folder: Path) -> list[Row]:
    """Start several times; Argon2id is measured in between, on the same slot."""
    _compile()
    agent = make_home(folder, ACCOUNTS)
    whole, argon = [], []
    for _ in range(STARTS):
        began = time.perf_counter()
        await agent.start()
        whole.append(time.perf_counter() - began)
        await agent.stop()
        argon.append(_argon2id(agent))
    less = [each - key for each, key in zip(whole, argon, strict=True)]
    note = f"median of {STARTS}; in all {median(whole):.2f} s, Argon2id {median(argon):.2f} s"
    return [
        Row("agent: start to ready with an unlocked vault, less Argon2id", median(less), "s", 0.5, note),
        Row("agent: resident with 1,000 accounts, after 1,000 checks", await _memory(agent), "MB", 80),
    ]


def _compile() -> None:
    """Compile what an installation compiles; Python may have been told not to keep what it compiles in a checkout."""
    for module in (package, protocol):
        compileall.compile_dir(str(Path(module.__file__ or "").parent), quiet=1)


def _argon2id(agent: AgentProcess) -> float:
    slots = Slots.read(agent.home / "slots.json")
    began = time.perf_counter()
    assert slots.open("passphrase", to_bytes(PASSPHRASE), "slots.json")
    return time.perf_counter() - began


async def _memory(agent: AgentProcess) -> float:
    """Return what a working agent keeps in memory, in megabytes: what the kernel says (VmRSS)."""
    await agent.start()
    try:
        async with await connect(Paths(agent.home)) as opened:
            asked = checks(ACCOUNTS)
            for _ in range(ACCOUNTS):
                await opened.ask(next(asked))
        return _resident(agent)
    finally:
        await agent.stop()


def _resident(agent: AgentProcess) -> float:
    assert agent.process
    status = Path(f"/proc/{agent.process.pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) * 1024 / 1e6
