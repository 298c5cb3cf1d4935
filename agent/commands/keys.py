"""The making of the vault, its keys and copies: passphrase, recovery code, backup. All slow, so all in a thread."""

import asyncio
from pathlib import Path

from agent.commands.opening import make_vault
from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput
from protocol.messages import (
    Backup,
    Done,
    ListChanged,
    PassphraseChange,
    RecoveryCode,
    RecoveryConfirm,
    RecoveryRenew,
    VaultMake,
)


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
async def renew_recovery(agent: Agent, _caller: Caller, request: RecoveryRenew) -> RecoveryCode:
    """Make a new recovery code, which is shown this once; raises WrongSecret and DiskFull."""
    return RecoveryCode(await asyncio.to_thread(agent.vault.renew_recovery, request.passphrase))


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
