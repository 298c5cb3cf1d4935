import signal
from pathlib import Path

from tests.support.command import PASSPHRASE, Commands, Terminal


def test_status_says_what_runs_and_what_to_do(commands: Commands) -> None:
    assert "framekeeper run" in commands.ok("status").out
    with commands.agent() as agent:
        said = commands.ask("status")
        assert (said["running"], said["locked"], said["port"]) == (True, False, agent.port)
        assert (said["clients"], said["accounts"], said["idle_lock"]) == (0, 0, 900)
        assert commands.ok("status").out.endswith("The vault is unlocked, with 0 clients and 0 accounts.\n")
        assert commands.ask("lock") == {"locked": True}
        agent.event("locked")
        assert commands.ask("status")["clients"] is None
        assert "framekeeper unlock" in commands.ok("status").out


def test_locking_and_unlocking_twice_does_no_harm(commands: Commands) -> None:
    with commands.agent():
        for command in (("lock",), ("lock",), ("unlock", *commands.secret), ("unlock", *commands.secret)):
            assert commands.ask(*command) == {"locked": command == ("lock",)}


def test_without_an_agent_there_is_nothing_to_lock_or_unlock(commands: Commands) -> None:
    for command in ("lock", "unlock"):
        done = commands.run(command, *(commands.secret if command == "unlock" else ()))
        assert done.status == 1
        assert done.err.startswith("No agent is running")


def test_a_wrong_passphrase_unlocks_nothing(commands: Commands) -> None:
    with commands.agent(locked=True):
        done = commands.run("unlock", stdin="not this one\n")
        assert done.status == 1
        assert len(done.err.splitlines()) == 1
        assert commands.ask("status")["locked"] is True


def test_a_person_types_the_passphrase_unseen(commands: Commands) -> None:
    with commands.agent(locked=True), Terminal(commands.home, "unlock") as terminal:
        terminal.expect("Passphrase: ")
        terminal.type(PASSPHRASE)
        terminal.expect("The vault is unlocked.")
        assert terminal.end() == 0
    assert PASSPHRASE not in terminal.shown


def test_a_person_runs_it_and_ends_it_with_ctrl_c(commands: Commands) -> None:
    with Terminal(commands.home, "run", "--port", "0") as terminal:
        terminal.expect("Passphrase (empty to start locked): ")
        terminal.type(PASSPHRASE)
        terminal.expect("The vault is unlocked. Ctrl+C ends the agent.")
        commands.ok("lock")
        terminal.expect("Locked on request.")
        terminal.expect("The vault is locked")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 0


def test_an_empty_passphrase_starts_it_locked(commands: Commands) -> None:
    with Terminal(commands.home, "run", "--port", "0") as terminal:
        terminal.expect("locked): ")
        terminal.type("")
        terminal.expect("The vault is locked")
        terminal.process.terminate()
        assert terminal.end() == 0


def test_who_begins_needs_one_command_and_enter_for_a_code(tmp_path: Path) -> None:
    commands = Commands(tmp_path / "home")
    with Terminal(commands.home, "run", "--port", "0") as terminal:
        terminal.expect("There is no vault yet")
        terminal.expect("press Enter here.")
        codes = []
        for _ in range(2):
            terminal.type("")
            terminal.expect("Pairing code:  ")
            codes.append(terminal.expect("\n"))
            terminal.expect("Enter shows another.")
        assert len(set(codes)) == 2
        made = commands.ask("init", *commands.secret)
        assert commands.ask("status")["clients"] == 0
        assert commands.run("init", *commands.secret).status == 1
        commands.ok("lock")
        terminal.expect("press Enter here.")
        terminal.type("")
        terminal.expect("The vault is locked.")
        assert commands.ask("recover", "--check", stdin=made["recovery_code"]) == {"right": True}
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 0


def test_the_variable_may_name_the_file_unless_it_is_to_start_locked(commands: Commands) -> None:
    file = {"FRAMEKEEPER_PASSPHRASE_FILE": str(commands.passphrase_file)}
    assert commands.run("client", "list", "--json", **file).status == 0
    with commands.agent("--locked"):
        assert commands.ask("status")["locked"] is True
