"""P3 and P9, from the agent's side: whatever kills it or fills the disk, what it granted is recorded, and once."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from agent.commands.opening import close_vault, make_agent, open_vault
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages.watchlist import ClientAdd
from tests.support.command import PASSPHRASE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home with one client, and the vault's data key in hex."""
    paths = Paths(tmp_path_factory.mktemp("made") / "home")
    Vault.create(paths, PASSPHRASE, cost=Cost())[0].close()
    agent = make_agent(paths)
    open_vault(agent, passphrase=PASSPHRASE)
    agent.require_open()[0].add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe"]))
    key = agent.vault._key
    assert key
    close_vault(agent)
    return paths.home, key.hex()


def run(how: str, home: tuple[Path, str], folder: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killing_override", how, str(home[0]), str(folder), home[1]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    shutil.rmtree(folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def uses(case: dict[str, Any]) -> list[str | None]:
    return [entry["use"] for entry in case["entries"]]


def check(case: dict[str, Any]) -> None:
    """What holds after any accident: what was acknowledged is there, once, and the log is whole."""
    said, entries = case["said"], case["entries"]
    assert case["verified"]["ok"], case["verified"]["problems"]
    assert len(entries) <= 1
    if said.get("open", {}).get("type") == "warning.view":
        assert [entry["sequence"] for entry in entries] == [said["open"]["warning"]]
    if said.get("decide", {}).get("granted"):
        assert entries[0]["outcome"] == "overridden"
    if said.get("use", {}).get("type") == "done":
        assert uses(case) == ["used"]
    assert case["verified_again"]["ok"], case["verified_again"]["problems"]
    assert case["again"][0]["outcome"] == "overridden"
    assert case["again"][0]["use"] == "used"
    if "open" in said and said["open"]["type"] == "warning.view":
        assert len(case["again"]) == 1, "what was asked for again is there once"


@pytest.mark.timeout(120)
def test_an_agent_killed_between_any_two_steps_has_recorded_what_it_granted(
    home: tuple[Path, str], tmp_path: Path
) -> None:
    cases = run("kill", home, tmp_path / "copies")
    for case in cases:
        check(case)
    assert len(cases) > 30, "the steps of opening, deciding and using were all found"
    reached = [tuple(case["said"]) for case in cases]
    assert set(reached) == {(), ("open",), ("open", "decide"), ("open", "decide", "use")}
    recorded_but_not_said = [case for case in cases if "decide" not in case["said"] and "granted" in uses(case)]
    assert recorded_but_not_said, "some were killed after the commit and before the reply"


@pytest.mark.timeout(120)
def test_where_the_disk_is_full_nothing_is_granted_that_is_not_recorded(home: tuple[Path, str], tmp_path: Path) -> None:
    cases = run("full", home, tmp_path / "copies")
    for case in cases:
        check(case)
        for reply in case["said"].values():
            assert reply["type"] != "problem" or reply["code"] == "disk_full"
    refused = [case for case in cases if any(reply["type"] == "problem" for reply in case["said"].values())]
    assert refused
    assert cases[-1]["said"]["use"]["type"] == "done"
