"""Open and close the vault with everything that stands on it: one place, for the agent and for the command line."""

from collections.abc import Callable

from agent.commands.registry import Agent
from agent.errors import AlreadyThere, BadInput, NoVault
from agent.overridelog import OverrideLog
from agent.pairing import Pairings
from agent.paths import Paths
from agent.practice import Practice
from agent.vault import Vault, settings
from agent.vault.making import Content
from agent.watchlist import WatchList
from protocol import accounts
from protocol.messages import RecordsChanged


def make_agent(paths: Paths) -> Agent:
    """Make the agent of a home, locked. There need not be a vault yet: `make_vault` makes one."""
    return Agent(paths, Vault(paths), Pairings(paths))


def require_vault(paths: Paths) -> None:
    """Raise NoVault where there is none; changes nothing."""
    if not Vault.exists(paths):
        raise NoVault(f"There is no vault in {paths.home} yet. Make one with `framekeeper init`.")


def make_vault(agent: Agent, passphrase: str, *, unconfirmed: bool) -> str:
    """Make the agent's vault, where there is none, and open it; gives its recovery code, which is stored nowhere.

    `unconfirmed`: the vault is to remember that the recovery code has not been typed back. Slow as `open_vault` is.
    Raises WeakPassphrase, AlreadyThere and DiskFull. What fails after the vault was made leaves it locked: the
    passphrase opens it, and a new recovery code can be made.
    """
    with agent.opening:
        agent.vault, code = Vault.create(agent.paths, passphrase, unconfirmed=unconfirmed)
        _build(agent)
    return code


def look_before(agent: Agent, data: bytes, *, passphrase: str | None, recovery_code: str | None) -> Content:
    """Say what a backup holds, where there is no vault yet; raises as `Vault.look_into` does, and AlreadyThere."""
    with agent.opening:
        _require_none(agent)
        return agent.vault.look_into(data, passphrase=passphrase, recovery_code=recovery_code)


def restore_before(agent: Agent, data: bytes, *, passphrase: str | None, recovery_code: str | None) -> None:
    """Put a backup where there is no vault yet, and open it. Slow as `open_vault` is.

    Raises as `Vault.prepare` does, and AlreadyThere. What fails after the vault was put there leaves it locked.
    """
    with agent.opening:
        _require_none(agent)
        agent.vault.prepare(data, passphrase=passphrase, recovery_code=recovery_code)()
        agent.vault.unlock(passphrase=passphrase, recovery_code=recovery_code)
        _build(agent)


def _require_none(agent: Agent) -> None:
    """Raise AlreadyThere where somebody made a vault first."""
    if agent.has_vault:
        raise AlreadyThere(f"There is a vault in {agent.paths.home} already. Unlock it with `framekeeper unlock`.")


def open_vault(agent: Agent, *, passphrase: str | None = None, recovery_code: str | None = None) -> None:
    """Unlock, and build what is read from the vault; a vault that is open stays as it is.

    Slow (Argon2id), so a loop calls it in a thread; it runs to its end there, whatever becomes of who asked.
    Raises WrongSecret, VaultDamaged and NoVault; the agent is then locked as before.
    """
    with agent.opening:
        if not agent.locked:
            return
        agent.vault.unlock(passphrase=passphrase, recovery_code=recovery_code)
        _build(agent)


def _build(agent: Agent) -> None:
    """Build what is read from the vault that was just opened, or close it again."""
    try:
        watchlist = WatchList(agent.vault.database, resolve, agent.vault.key_for("cleared accounts"))
        seed_key = agent.vault.key_for("override log seed")
        log = OverrideLog(agent.vault.database, agent.paths.seed, seed_key, lambda: agent.clock())
        practice = Practice(agent.vault.database, lambda: agent.clock())
        chosen, _ = settings.read(agent.vault.database)
    except BaseException:
        agent.vault.close()
        raise
    agent.take_up(chosen)
    watchlist.set_threshold(chosen.name_threshold)
    practice.base.tell = lambda: agent.notify(RecordsChanged())
    agent.watchlist, agent.log, agent.practice = watchlist, log, practice
    agent.touch()


def close_vault(agent: Agent) -> None:
    """Forget what was read and close the database; a vault that is closed stays so."""
    with agent.opening:
        agent.watchlist = agent.log = agent.practice = None
        agent.files.clear()
        for job in agent.imports.values():
            job.stop()
        agent.imports.clear()
        agent.vault.close()


def replace_vault(agent: Agent, place: Callable[[], object]) -> None:
    """Close the vault and put another in its place, with nobody in between; nothing is answered from it any more.

    `place` is what `Vault.prepare` gave. Raises DiskFull, and then the old vault is there, closed.
    """
    with agent.opening:
        agent.watchlist = agent.log = agent.practice = None
        agent.files.clear()
        place()


def resolve(link: str) -> str:
    """Give the account that a link or key means; raises BadInput."""
    try:
        return accounts.resolve(link)
    except accounts.NoAccount as error:
        raise BadInput(str(error)) from None
