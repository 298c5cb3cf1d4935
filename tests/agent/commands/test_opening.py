import shutil
from pathlib import Path

import pytest

from agent.commands.opening import close_vault, make_agent, make_vault, open_vault, require_vault, resolve
from agent.errors import AlreadyThere, BadInput, NoVault, VaultError, VaultLocked, WeakPassphrase
from agent.paths import Paths
from agent.vault.slots import Cost
from tests.support.command import PASSPHRASE


@pytest.fixture
def paths(made_home: Path, tmp_path: Path) -> Paths:
    shutil.copytree(made_home, tmp_path / "home")
    return Paths(tmp_path / "home")


@pytest.fixture
def _least_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calibration takes all the time it may; tests/agent/vault/test_slots.py is about that."""
    monkeypatch.setattr("agent.vault.vault.calibrate", Cost)


def test_where_there_is_no_vault_nothing_opens_and_nothing_is_made(tmp_path: Path) -> None:
    agent = make_agent(Paths(tmp_path / "home"))
    assert not agent.has_vault
    with pytest.raises(NoVault, match="framekeeper init"):
        require_vault(agent.paths)
    with pytest.raises(NoVault):
        open_vault(agent, passphrase=PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        make_vault(agent, "password", unconfirmed=True)
    assert not agent.paths.home.exists()


@pytest.mark.usefixtures("_least_cost")
def test_a_vault_that_is_made_is_open_and_never_made_again(tmp_path: Path) -> None:
    agent = make_agent(Paths(tmp_path / "home"))
    code = make_vault(agent, PASSPHRASE, unconfirmed=True)
    assert agent.require_open()[0].counts() == (0, 0)
    before = agent.paths.slots.read_bytes()
    for _ in range(2):
        with pytest.raises(AlreadyThere):
            make_vault(agent, PASSPHRASE, unconfirmed=True)
        assert agent.paths.slots.read_bytes() == before
        close_vault(agent)
    open_vault(agent, recovery_code=code)
    close_vault(agent)


@pytest.mark.usefixtures("_least_cost")
def test_a_vault_whose_making_fails_at_the_last_step_is_there_and_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise VaultError

    agent = make_agent(Paths(tmp_path / "home"))
    with monkeypatch.context() as patched:
        patched.setattr("agent.commands.opening.OverrideLog", fail)
        with pytest.raises(VaultError):
            make_vault(agent, PASSPHRASE, unconfirmed=True)
    assert agent.has_vault
    assert agent.vault.locked
    open_vault(agent, passphrase=PASSPHRASE)
    assert agent.vault.recovery_unconfirmed
    close_vault(agent)


def test_opening_and_closing_give_and_take_everything(paths: Paths) -> None:
    agent = make_agent(paths)
    with pytest.raises(VaultLocked):
        agent.require_open()
    open_vault(agent, passphrase=PASSPHRASE)
    assert agent.require_open() == (agent.watchlist, agent.log)
    close_vault(agent)
    close_vault(agent)
    assert agent.locked
    assert agent.vault.locked


def test_an_agent_opens_whole_or_not_at_all(paths: Paths) -> None:
    paths.seed.write_bytes(b"not a seed")
    agent = make_agent(paths)
    try:
        open_vault(agent, passphrase=PASSPHRASE)
    except VaultError:
        assert agent.vault.locked
    else:
        assert not agent.locked
        close_vault(agent)


def test_what_fails_after_the_vault_is_open_closes_it(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    agent = make_agent(paths)
    monkeypatch.setattr("agent.commands.opening.OverrideLog", fail)
    with pytest.raises(RuntimeError):
        open_vault(agent, passphrase=PASSPHRASE)
    assert agent.locked
    assert agent.vault.locked


def test_a_link_that_names_nobody_is_bad_input() -> None:
    assert resolve("https://x.com/jamie_doe") == "x:jamie_doe"
    with pytest.raises(BadInput):
        resolve("nothing at all")
