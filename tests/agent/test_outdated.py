from pathlib import Path

import msgspec
import pytest

from agent.errors import VaultDamaged
from agent.outdated import Outdated, Report
from agent.paths import Paths
from protocol.reading import shipped

ADAPTER = shipped()[0]
NOON, LATER = "2026-11-24T12:00:00.000Z", "2026-11-25T12:00:00.000Z"


def test_the_first_report_keeps_its_time_and_later_ones_add_to_it(tmp_path: Path) -> None:
    outdated = Outdated(Paths(tmp_path))
    assert outdated.read() == {}
    outdated.add(ADAPTER.name, ["react"], NOON)
    outdated.add(ADAPTER.name, ["follow"], LATER)
    assert outdated.read() == {ADAPTER.name: Report(ADAPTER.name, ADAPTER.checked, NOON, ["react", "follow"])}


def test_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    outdated = Outdated(Paths(tmp_path))
    outdated.add(ADAPTER.name, ["react"], NOON)
    before = Paths(tmp_path).outdated.stat().st_mtime_ns
    outdated.add(ADAPTER.name, ["react"], LATER)
    assert Paths(tmp_path).outdated.stat().st_mtime_ns == before


def test_a_report_is_void_when_its_adapter_was_checked_anew_or_is_gone(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    old = [Report(ADAPTER.name, "2001-01-01", NOON, ["react"]), Report("Nowhere", "2026-11-22", NOON, ["react"])]
    paths.outdated.write_bytes(msgspec.json.encode({"outdated": old}))
    assert Outdated(paths).read() == {}


def test_the_file_is_for_its_owner_alone_and_damage_is_said(tmp_path: Path) -> None:
    paths = Paths(tmp_path)
    Outdated(paths).add(ADAPTER.name, ["react"], NOON)
    assert paths.outdated.stat().st_mode & 0o777 == 0o600
    paths.outdated.write_text("{")
    with pytest.raises(VaultDamaged, match=r"outdated\.json is damaged"):
        Outdated(paths).read()
