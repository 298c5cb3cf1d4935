import shutil
from pathlib import Path

import pytest

from agent.commands.opening import close_vault, make_agent, open_vault, resolve
from agent.errors import BadInput, NoVault, VaultError, VaultLocked
from agent.paths import Paths
from tests.support.command import PASSPHRASE


@pytest.fixture
def paths(made_home: Path, tmp_path: Path) -> Paths:
    shutil.copytree(made_home, tmp_path / "home")
    return Paths(tmp_path / "home")


def test_without_a_vault_there_is_no_agent(tmp_path: Path) -> None:
    with pytest.raises(NoVault, match="framekeeper init"):
        make_agent(Paths(tmp_path))


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
