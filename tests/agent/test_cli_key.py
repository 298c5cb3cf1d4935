"""The command line's key: what is said when it can't be read."""

from pathlib import Path

import pytest

from agent.cli_key import CliKey, read_cli_key
from agent.errors import AgentAway, UnknownPairing, VaultDamaged
from agent.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path)


def test_a_key_is_read_as_it_was_written(paths: Paths) -> None:
    key = CliKey("ab" * 16, "cd" * 32)
    paths.cli_key.write_bytes(key.encode())
    assert read_cli_key(paths) == key
    assert key.secrets == (b"\xab" * 16, b"\xcd" * 32)


def test_without_a_vault_there_is_no_key(paths: Paths) -> None:
    with pytest.raises(AgentAway, match="framekeeper run"):
        read_cli_key(paths)


def test_a_key_that_is_missing_is_said(paths: Paths) -> None:
    paths.slots.write_text("{}")
    with pytest.raises(UnknownPairing, match="Restart the agent"):
        read_cli_key(paths)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", CliKey("00", "11").encode(), CliKey("zz", "11").encode()])
def test_a_damaged_key_is_named(paths: Paths, content: bytes) -> None:
    paths.cli_key.write_bytes(content)
    with pytest.raises(VaultDamaged, match=r"cli\.key is damaged"):
        read_cli_key(paths)
