"""How long the agent takes from its start until it is ready, less Argon2id, and how much memory it then has."""

import time
from pathlib import Path
from statistics import median

from agent.demo.process import PASSPHRASE, AgentProcess
from agent.vault.passphrase import to_bytes
from agent.vault.slots import Slots
from protocol.messages import Check, Sighting
from tests.bench.answering import session
from tests.bench.filling import account, make_home
from tests.bench.rows import Row

STARTS = 5
ACCOUNTS = 1000


async def measure(folder: Path) -> list[Row]:
    """Start several times; Argon2id is measured in between, on the same slot."""
    agent = make_home(folder, ACCOUNTS)
    whole, argon = [], []
    for _ in range(STARTS):
        began = time.perf_counter()
        await agent.start()
        whole.append(time.perf_counter() - began)
        await agent.stop()
        argon.append(_argon2id(agent))
    await agent.start()
    try:
        async with session(agent) as opened:
            for number in range(200):
                await opened.round_trip(opened.seal(Check([Sighting(account(number))])))
        memory = _resident(agent)
    finally:
        await agent.stop()
    seconds = median(whole) - median(argon)
    return [
        Row("agent: start to ready, less Argon2id", seconds, "s", 0.5, f"Argon2id took {median(argon):.2f} s"),
        Row("agent: resident with 1,000 accounts", memory, "MB", 80),
    ]


def _argon2id(agent: AgentProcess) -> float:
    slots = Slots.read(agent.home / "slots.json")
    began = time.perf_counter()
    assert slots.open("passphrase", to_bytes(PASSPHRASE), "slots.json")
    return time.perf_counter() - began


def _resident(agent: AgentProcess) -> float:
    assert agent.process
    status = Path(f"/proc/{agent.process.pid}/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) * 1024 / 1e6
