"""Backups that go to a browser and come back: made in memory, looked into, put in the place of the vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.cli import asking
from agent.commands.opening import close_vault, look_before, make_agent, make_vault, open_vault, restore_before
from agent.errors import AlreadyThere, DiskFull, VaultLocked, WrongSecret
from agent.paths import Paths
from agent.vault import Vault, backup, making
from agent.vault.slots import Cost
from protocol.messages import ListChanged, Request
from protocol.messages.files import MOST_BYTES, FileBegin, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.keys import BackupContent, BackupLook, BackupMake, BackupRestore, PassphraseChange, VaultMake
from protocol.messages.log import CheckpointReply, LogCheckpoint, LogVerify, Verification
from protocol.messages.state import Done, Unlock
from protocol.messages.watchlist import ClientAdd, ClientList, ClientReply, ClientsReply
from tests.support.command import PASSPHRASE, Commands
from tests.support.talk import Talk

NEW = "nine green herons paint the barn"


@pytest.fixture(autouse=True)
def _least_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.vault.vault.calibrate", Cost)


async def made(talk: Talk) -> bytes:
    """Give a backup as a browser gets it."""
    ready = await talk.get(BackupMake(), FileReady)
    data, offset = b"", 0
    while True:
        part = await talk.get(FileRead(ready.file, offset), FilePart)
        data += part.data
        if part.more is None:
            assert len(data) == ready.size
            return data
        offset = part.more


async def sent(talk: Talk, data: bytes) -> str:
    file = (await talk.get(FileBegin(len(data)), FileReady)).file
    await talk.get(FileWrite(file, 0, data), Done)
    return file


async def labels(talk: Talk) -> list[str]:
    return [client.label for client in (await talk.get(ClientList(), ClientsReply)).clients]


def kept(talk: Talk) -> list[str]:
    return sorted(path.name.split(".before-")[0] for path in talk.agent.paths.home.glob("*.before-*"))


async def test_a_backup_is_looked_into_and_put_in_the_place_of_the_vault(talk: Talk) -> None:
    await talk.get(LogCheckpoint(), CheckpointReply)
    data = await made(talk)
    backup.parse(data, "it").verify(talk.agent.vault._key or b"")
    await talk.client("Noa Castle", "x:noa_castle")
    await talk.open()
    file = await sent(talk, data)
    look = BackupLook(file, passphrase=PASSPHRASE)
    content = await talk.get(look, BackupContent)
    assert (content.clients, content.clients_now) == (1, 2)
    assert content.events < content.events_now
    assert content.last is not None
    assert not list(talk.agent.paths.home.glob("*.new"))
    locked = []
    talk.agent.lock_soon = lambda: locked.append(True)
    await talk.get(BackupRestore(file, passphrase=PASSPHRASE), Done)
    assert locked
    assert await talk.refused(ClientList()) == ("locked", str(VaultLocked()))
    assert kept(talk) == ["log.seed", "slots.json", "vault.db"]
    open_vault(talk.agent, passphrase=PASSPHRASE)
    assert await labels(talk) == ["J. D."]
    await talk.open()
    verified = await talk.get(LogVerify(), Verification)
    assert verified.ok
    assert "restored from a backup" in verified.notes[0]


async def test_a_backup_opens_with_its_own_passphrase_and_keeps_it(talk: Talk) -> None:
    data = await made(talk)
    await talk.get(PassphraseChange(NEW, PASSPHRASE), Done)
    file = await sent(talk, data)
    assert (await talk.refused(BackupRestore(file, passphrase=NEW)))[0] == "wrong_secret"
    assert await labels(talk) == ["J. D."]
    assert kept(talk) == []
    await talk.get(BackupRestore(file, passphrase=PASSPHRASE), Done)
    with pytest.raises(WrongSecret):
        open_vault(talk.agent, passphrase=NEW)
    open_vault(talk.agent, passphrase=PASSPHRASE)


async def test_another_vault_s_backup_is_not_put_in_place_from_a_browser(talk: Talk, tmp_path: Path) -> None:
    other, _code = Vault.create(Paths(tmp_path / "other"), NEW, cost=Cost())
    file = await sent(talk, other.backup_bytes(MOST_BYTES))
    other.close()
    requests: tuple[Request, ...] = (BackupLook(file, NEW), BackupRestore(file, NEW))
    for request in requests:
        code, sentence = await talk.refused(request)
        assert (code, "`framekeeper restore`" in sentence) == ("not_allowed", True)
    assert await labels(talk) == ["J. D."]
    assert kept(talk) == []


@pytest.fixture
def fresh(tmp_path: Path) -> Talk:
    """An agent on a machine that has no vault yet."""
    paths = Paths(tmp_path / "fresh")
    paths.make_home()
    return Talk(make_agent(paths))


@pytest.mark.parametrize("with_code", [False, True])
async def test_where_there_is_no_vault_a_backup_becomes_it_and_is_open(
    fresh: Talk, tmp_path: Path, with_code: bool
) -> None:
    told: list[object] = []
    fresh.agent.notify = told.append
    other, recovery = Vault.create(Paths(tmp_path / "other"), NEW, cost=Cost())
    data = other.backup_bytes(MOST_BYTES)
    other.close()
    secret = {"recovery_code": recovery} if with_code else {"passphrase": NEW}
    file = await sent(fresh, data)
    assert (await fresh.refused(BackupRestore(file, passphrase=PASSPHRASE)))[0] == "wrong_secret"
    assert not fresh.agent.has_vault
    content = await fresh.get(BackupLook(file, **secret), BackupContent)
    assert (content.clients, content.clients_now, content.last_now) == (0, 0, None)
    assert not fresh.agent.has_vault
    await fresh.get(BackupRestore(file, **secret), Done)
    assert [type(notice) for notice in told] == [ListChanged]
    await fresh.get(ClientAdd("N. C."), ClientReply)
    assert await labels(fresh) == ["N. C."]
    assert (await fresh.get(LogVerify(), Verification)).ok
    assert (await fresh.refused(VaultMake(NEW)))[0] == "already_there"
    close_vault(fresh.agent)
    open_vault(fresh.agent, passphrase=NEW)


async def test_who_makes_a_vault_first_keeps_it(fresh: Talk, tmp_path: Path) -> None:
    other, _code = Vault.create(Paths(tmp_path / "other"), NEW, cost=Cost())
    data = other.backup_bytes(MOST_BYTES)
    other.close()
    make_vault(fresh.agent, PASSPHRASE, unconfirmed=False)
    for act in (look_before, restore_before):
        with pytest.raises(AlreadyThere):
            act(fresh.agent, data, passphrase=NEW, recovery_code=None)
    assert not fresh.agent.locked
    close_vault(fresh.agent)


@pytest.mark.parametrize(("spoil", "code"), [(b"none", "bad_input"), (b"", "bad_input"), (None, "damaged")])
async def test_what_is_no_whole_backup_changes_nothing(talk: Talk, spoil: bytes | None, code: str) -> None:
    data = await made(talk) if spoil is None else spoil
    file = await sent(talk, data[:-100] + bytes(100) if spoil is None else data)
    requests: tuple[Request, ...] = (BackupLook(file, PASSPHRASE), BackupRestore(file, PASSPHRASE))
    for request in requests:
        assert (await talk.refused(request))[0] == code
    assert (await talk.refused(BackupRestore("nothing", PASSPHRASE)))[0] == "not_found"
    assert (await talk.refused(BackupLook(file)))[0] == "bad_input"
    assert await labels(talk) == ["J. D."]
    assert sorted(path.suffix for path in talk.agent.paths.home.iterdir() if path.suffix == ".new") == []


async def test_a_full_disk_leaves_the_vault_locked_and_as_it_was(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    file = await sent(talk, await made(talk))
    await talk.client("Noa Castle", "x:noa_castle")

    def full(*_: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(making, "write_new", full)
        assert (await talk.refused(BackupRestore(file, passphrase=PASSPHRASE)))[0] == "disk_full"
    assert (await talk.refused(ClientList()))[0] == "locked"
    open_vault(talk.agent, passphrase=PASSPHRASE)
    assert await labels(talk) == ["J. D.", "N. C."]


async def test_a_large_vault_is_backed_up_on_the_command_line(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.commands.keys.MOST_BYTES", 1 << 20)
    with talk.agent.vault.database.change() as cursor:
        cursor.execute("INSERT INTO marks VALUES ('much', ?)", ("x" * (1 << 20),))
    code, sentence = await talk.refused(BackupMake())
    assert code == "bad_input"
    assert "larger than 1 MB" in sentence
    assert "`framekeeper backup`" in sentence
    assert MOST_BYTES == 256 << 20


@pytest.fixture
def agent(commands: Commands) -> Iterator[Commands]:
    with commands.agent() as running:
        yield commands
        assert running.process.poll() is None


def test_a_running_agent_restores_and_starts_afresh_locked(agent: Commands) -> None:
    paths = Paths(agent.home)
    source = Path(agent.home).with_name("copy")
    agent.ok("backup", str(source), *agent.secret)
    data = source.read_bytes()
    with asking.running(paths) as asker:
        asker.ask(ClientAdd("N. C."), ClientReply)
        file = asker.ask(FileBegin(len(data)), FileReady).file
        asker.ask(FileWrite(file, 0, data), Done)
        asker.ask(BackupRestore(file, passphrase=PASSPHRASE), Done)
    assert agent.ask("status")["locked"]
    with asking.running(paths) as asker:
        asker.ask(Unlock(passphrase=PASSPHRASE), Done)
        assert asker.ask(ClientList(), ClientsReply).clients == []
    assert agent.ask("log", "verify")["ok"]
