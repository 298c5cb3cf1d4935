"""The making of the vault, its keys and copies: passphrase, recovery code, backup. All slow, so all in a thread."""

import asyncio
from pathlib import Path

from agent.commands.opening import look_before, make_vault, replace_vault, restore_before
from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput
from agent.vault.making import count
from protocol.messages import ListChanged
from protocol.messages.files import MOST_BYTES, FileReady
from protocol.messages.keys import (
    Backup,
    BackupContent,
    BackupLook,
    BackupMake,
    BackupRestore,
    PassphraseChange,
    RecoveryCode,
    RecoveryConfirm,
    RecoveryRenew,
    VaultMake,
)
from protocol.messages.state import Done


@handles(VaultMake)
async def make(agent: Agent, caller: Caller, request: VaultMake) -> RecoveryCode:
    """Make the vault and unlock it; raises WeakPassphrase, AlreadyThere and DiskFull.

    A browser has the recovery code typed back and says so (`RecoveryConfirm`); until then the vault remembers that it
    wasn't. The command line tells a person to write it down, as it always has.
    """
    code = await asyncio.to_thread(make_vault, agent, request.passphrase, unconfirmed=not caller.is_cli)
    watchlist, _log = agent.require_open()
    agent.notify(ListChanged(watchlist.epoch))
    return RecoveryCode(code)


@handles(PassphraseChange)
async def change_passphrase(agent: Agent, _caller: Caller, request: PassphraseChange) -> Done:
    """Set a new passphrase; raises WeakPassphrase, WrongSecret, BadInput (exactly one secret) and DiskFull."""
    await asyncio.to_thread(
        agent.vault.change_passphrase,
        request.new,
        passphrase=request.passphrase,
        recovery_code=request.recovery_code,
    )
    return Done()


@handles(RecoveryRenew)
async def renew_recovery(agent: Agent, caller: Caller, request: RecoveryRenew) -> RecoveryCode:
    """Make a new recovery code, which is shown this once, and typed back in a browser; raises WrongSecret, DiskFull."""
    code = await asyncio.to_thread(agent.vault.renew_recovery, request.passphrase, unconfirmed=not caller.is_cli)
    return RecoveryCode(code)


@handles(RecoveryConfirm)
async def confirm_recovery(agent: Agent, _caller: Caller, request: RecoveryConfirm) -> Done:
    """Take the recovery code for written down; raises WrongSecret, BadInput and DiskFull."""
    await asyncio.to_thread(agent.vault.confirm_recovery, request.recovery_code)
    return Done()


@handles(Backup, cli_only=True)
async def backup(agent: Agent, _caller: Caller, request: Backup) -> Done:
    """Write a backup to a new file; raises BadInput, AlreadyThere, NotFound and DiskFull."""
    path = Path(request.path)
    if not path.is_absolute() or "\0" in request.path:
        raise BadInput("The agent needs the whole path of the backup. Give one that starts with a slash.")
    await asyncio.to_thread(agent.vault.backup, path)
    return Done()


@handles(BackupMake)
async def make_backup(agent: Agent, caller: Caller, _request: BackupMake) -> FileReady:
    """Make a backup in memory for a browser to save; raises BadInput where it is too large for that."""
    data = await asyncio.to_thread(agent.vault.backup_bytes, MOST_BYTES)
    name = f"framekeeper-{agent.clock().astimezone():%Y-%m-%d}.backup"
    return agent.files.put(caller.pairing, name, "application/octet-stream", data)


@handles(BackupLook)
async def look(agent: Agent, caller: Caller, request: BackupLook) -> BackupContent:
    """Say what a backup holds that was sent, beside what there is now; raises WrongSecret, BadInput, VaultDamaged."""
    data = agent.files.take(caller.pairing, request.file)
    if not agent.has_vault:
        first = await asyncio.to_thread(
            look_before, agent, data, passphrase=request.passphrase, recovery_code=request.recovery_code
        )
        return BackupContent(*first, 0, 0, None)
    content = await asyncio.to_thread(
        agent.vault.look_into, data, passphrase=request.passphrase, recovery_code=request.recovery_code
    )
    return BackupContent(*content, *count(agent.vault.database))


@handles(BackupRestore)
async def restore(agent: Agent, caller: Caller, request: BackupRestore) -> Done:
    """Put a backup in the place of the vault, and lock; raises WrongSecret, BadInput, VaultDamaged and DiskFull.

    Where there is no vault yet, it is open then, as one that was just made. Everything is made beside the vault while
    it goes on. Then, without a pause in which anybody could change what is about to be set aside, it is closed and
    replaced; that is durable before the answer.
    """
    data = agent.files.take(caller.pairing, request.file)
    if not agent.has_vault:
        await asyncio.to_thread(
            restore_before, agent, data, passphrase=request.passphrase, recovery_code=request.recovery_code
        )
        agent.files.drop(caller.pairing, request.file)
        agent.notify(ListChanged(agent.require_open()[0].epoch))
        return Done()
    place = await asyncio.to_thread(
        agent.vault.prepare, data, passphrase=request.passphrase, recovery_code=request.recovery_code
    )
    agent.require_open()
    try:
        replace_vault(agent, place)
    finally:
        agent.lock_soon()
    return Done()
