"""The pairings' file, codes and what becomes of both; no socket."""

import asyncio
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from agent import pairing as module
from agent.cli_key import read_cli_key
from agent.errors import BadInput, DiskFull, NotAllowed, NotFound, VaultDamaged
from agent.pairing import CODE_LIFE, PAST_CODES, PROVE_WITHIN, SEEN_STEP, Pairing, Pairings
from agent.paths import Paths
from tests.support.wire import CHROME


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path)


@pytest.fixture
def pairings(paths: Paths, clock: Clock) -> Pairings:
    made = Pairings(paths, clock)
    made.port = 48217
    return made


def pair(pairings: Pairings, name: str = "Test browser") -> Pairing:
    pairings.start()
    offered = pairings.offer(pairings.codes[0], name, CHROME)
    pairings.confirm(pairings.codes[0], offered)
    return offered


def full(*_arguments: object) -> None:
    raise DiskFull("The disk is full. Make room and try again.")


def test_what_was_confirmed_is_there_after_a_restart(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    offered = pair(pairings)
    assert Pairings(paths, clock).find(offered.pairing) == offered
    assert stat.S_IMODE(paths.pairings.stat().st_mode) == 0o600


def test_what_was_only_offered_is_not(pairings: Pairings, paths: Paths) -> None:
    pairings.start()
    offered = pairings.offer(pairings.codes[0], "x", CHROME)
    assert pairings.find(offered.pairing) is None
    assert not paths.pairings.exists()


def test_with_a_full_disk_nobody_is_trusted(pairings: Pairings, monkeypatch: pytest.MonkeyPatch) -> None:
    pairings.start()
    offered = pairings.offer(pairings.codes[0], "x", CHROME)
    monkeypatch.setattr(module, "write_private", full)
    with pytest.raises(DiskFull):
        pairings.confirm(pairings.codes[0], offered)
    assert pairings.find(offered.pairing) is None
    assert asyncio.run(pairings.wait()) is None


def test_a_pairing_that_is_never_used_ends(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    offered = pair(pairings)
    clock.now += PROVE_WITHIN
    assert pairings.find(offered.pairing)
    assert pairings.browsers()[0].last_seen is None
    clock.now += timedelta(seconds=1)
    assert pairings.find(offered.pairing) is None
    assert pairings.browsers() == []
    pair(pairings, "another")
    assert offered.key not in paths.pairings.read_text()


def test_one_that_was_used_stays(pairings: Pairings, clock: Clock) -> None:
    offered = pair(pairings)
    pairings.seen(offered)
    clock.now += timedelta(days=400)
    assert pairings.find(offered.pairing)


def test_last_seen_is_written_now_and_then(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    pairings.seen(pair(pairings))
    before = paths.pairings.read_bytes()
    for step, changed in ((SEEN_STEP / 2, False), (SEEN_STEP / 2, True)):
        clock.now += step
        known = pairings.find(pairings.browsers()[0].pairing)
        assert known
        pairings.seen(known)
        assert (paths.pairings.read_bytes() != before) is changed


def test_a_full_disk_keeps_nobody_from_connecting(
    pairings: Pairings, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = pair(pairings)
    monkeypatch.setattr(module, "write_private", full)
    pairings.seen(offered)
    clock.now += timedelta(days=1)
    assert pairings.find(offered.pairing)


def test_unpairing_ends_the_trust_and_tells_the_server(pairings: Pairings, paths: Paths) -> None:
    offered, told = pair(pairings), list[str]()
    pairings.on_removed = told.append
    pairings.remove(offered.pairing)
    assert told == [offered.pairing]
    assert pairings.find(offered.pairing) is None
    assert Pairings(paths).browsers() == []
    with pytest.raises(NotFound):
        pairings.remove(offered.pairing)


def test_a_browser_can_be_called_something_else(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    made = pair(pairings)
    pairings.rename(made.pairing, "  The practice computer ")
    for each in (pairings, Pairings(paths, clock)):
        assert [one.name for one in each.browsers()] == ["The practice computer"]
    pairings.seen(pairings.find(made.pairing) or made)
    assert pairings.browsers()[0].name == "The practice computer"
    with pytest.raises(BadInput):
        pairings.rename(made.pairing, " ")
    with pytest.raises(NotFound):
        pairings.rename("nobody", "Somebody")


def test_the_command_line_has_a_pairing_of_its_own(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    pairings.ensure_cli()
    key = read_cli_key(paths)
    own = pairings.find(key.pairing)
    assert own
    assert own.is_cli
    assert own.key == key.key
    assert stat.S_IMODE(paths.cli_key.stat().st_mode) == 0o600
    clock.now += PROVE_WITHIN * 2
    assert pairings.find(key.pairing)
    with pytest.raises(NotAllowed):
        pairings.remove(key.pairing)
    pair(pairings)
    assert [browser.name for browser in pairings.browsers()] == ["Command line", "Test browser"]


def test_the_command_lines_pairing_is_made_once(pairings: Pairings, paths: Paths, clock: Clock) -> None:
    pairings.ensure_cli()
    before = paths.cli_key.read_bytes()
    Pairings(paths, clock).ensure_cli()
    assert paths.cli_key.read_bytes() == before


@pytest.mark.parametrize("lost", ["cli_key", "pairings"])
def test_it_is_made_anew_when_either_side_is_lost(pairings: Pairings, paths: Paths, clock: Clock, lost: str) -> None:
    pairings.ensure_cli()
    getattr(paths, lost).unlink()
    again = Pairings(paths, clock)
    again.ensure_cli()
    own = again.find(read_cli_key(paths).pairing)
    assert own
    assert own.is_cli
    assert len(again.browsers()) == 1


@pytest.mark.parametrize("content", [b"", b"{", b'{"pairings": 1}', b"\xff\xfe", b'{"pairings": [], "other": 1}'])
def test_a_damaged_file_is_named_and_left_alone(paths: Paths, content: bytes) -> None:
    paths.pairings.write_bytes(content)
    with pytest.raises(VaultDamaged, match=r"pairings\.json is damaged"):
        Pairings(paths)
    assert paths.pairings.read_bytes() == content


def test_a_code_says_when_it_ends(pairings: Pairings, clock: Clock) -> None:
    _text, expires_at = pairings.start()
    assert expires_at == clock.now + CODE_LIFE


def test_few_past_codes_are_remembered(pairings: Pairings) -> None:
    for _ in range(PAST_CODES + 3):
        text, _expires_at = pairings.start()
    assert len(pairings.codes) == PAST_CODES
    assert pairings.codes[0].code.text() == text
    assert [pairings.is_open(code) for code in pairings.codes] == [True] + [False] * (PAST_CODES - 1)


async def test_who_waits_hears_of_the_pairing(pairings: Pairings) -> None:
    pairings.start()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(pairings.wait())
        await asyncio.sleep(0)
        offered = pairings.offer(pairings.codes[0], "x", CHROME)
        pairings.confirm(pairings.codes[0], offered)
    assert waiting.result() == offered.browser()


async def test_who_waits_hears_of_the_end(pairings: Pairings, clock: Clock) -> None:
    assert await pairings.wait() is None
    pairings.start()
    clock.now += CODE_LIFE
    assert await pairings.wait() is None


async def test_a_pairing_that_began_in_time_is_waited_for(pairings: Pairings, clock: Clock) -> None:
    pairings.start()
    offered = pairings.offer(pairings.codes[0], "x", CHROME)
    clock.now += CODE_LIFE
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(pairings.wait())
        await asyncio.sleep(0.01)
        assert not waiting.done()
        pairings.confirm(pairings.codes[0], offered)
    assert waiting.result() == offered.browser()


def test_the_file_names_no_client(pairings: Pairings, paths: Paths) -> None:
    pair(pairings)
    (kept,) = msgspec.json.decode(paths.pairings.read_bytes())["pairings"]
    assert set(kept) == {"pairing", "key", "name", "origin", "since", "last_seen"}
