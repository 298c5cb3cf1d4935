"""Whatever is done to the watch list in whatever order: memory and disk agree, and no account has two owners."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from agent.errors import Refused
from agent.vault.database import Database
from agent.watchlist import WatchList, journal, table
from protocol.accounts import resolve
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import AccountAdd, AccountGiven, ClientAdd, ClientEdit, ClientList, ClientSave

KEY = bytes(range(32))
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
"""What a crash leaves is tested elsewhere: here nothing need reach a disk."""
ACCOUNTS = st.sampled_from([f"x:{letter}" for letter in "abcdef"] + ["x:1", "x:2"])
NAMES = st.lists(st.sampled_from(["Jamie Doe", "DOE jamie", "Robin Hale", "Robin", "Íris Doe"]), max_size=3)


class AnyOrder(RuleBasedStateMachine):
    clients: Bundle[str] = Bundle("clients")

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.database = Database(self.folder / "vault.db", KEY, create=True)
        self.watchlist = WatchList(self.database, resolve, KEY)

    @rule(target=clients, names=NAMES, accounts=st.lists(ACCOUNTS, max_size=3))
    def add(self, names: list[str], accounts: list[str]) -> str:
        try:
            return self.watchlist.add(ClientAdd("K", names, accounts)).id
        except Refused:
            return "c-nobody"

    @rule(client=clients, names=NAMES, status=st.sampled_from(["prospective", "current", "former"]))
    def edit(self, client: str, names: list[str], status: str) -> None:
        with suppress(Refused):
            self.watchlist.edit(ClientEdit(client, names=names, status=status))  # type: ignore[arg-type]

    @rule(client=clients, names=NAMES, accounts=st.lists(ACCOUNTS, max_size=3))
    def save(self, client: str, names: list[str], accounts: list[str]) -> None:
        given = [AccountGiven(account, "incidental") for account in accounts]
        with suppress(Refused):
            self.watchlist.save(ClientSave(client, "K", names, accounts=given))

    @rule(back=st.integers(0, 3))
    def undo(self, back: int) -> None:
        before = self.watchlist.list(ClientList()).clients
        with suppress(Refused):
            self.watchlist.undo((self.watchlist.change or 0) - back)
            redo = self.watchlist.change
            assert redo is not None
            self.watchlist.undo(redo)
            after = self.watchlist.list(ClientList()).clients
            assert all(journal.is_same(*pair) for pair in zip(before, after, strict=True))

    @rule(client=clients, account=ACCOUNTS, aliases=st.lists(ACCOUNTS, max_size=2))
    def add_account(self, client: str, account: str, aliases: list[str]) -> None:
        with suppress(Refused):
            self.watchlist.add_account(AccountAdd(client, account, aliases=aliases))

    @rule(client=clients, account=ACCOUNTS)
    def remove_account(self, client: str, account: str) -> None:
        with suppress(Refused):
            self.watchlist.remove_account(client, account)

    @rule(client=clients, account=ACCOUNTS)
    def clear(self, client: str, account: str) -> None:
        with suppress(Refused):
            self.watchlist.clear(client, self.watchlist.clearing(client, account))

    @rule(client=clients, account=ACCOUNTS)
    def unclear(self, client: str, account: str) -> None:
        self.watchlist.unclear(self.watchlist.clearing(client, account), account)

    @rule(account=ACCOUNTS, aliases=st.lists(ACCOUNTS, max_size=2))
    def learn(self, account: str, aliases: list[str]) -> None:
        sighting = Sighting(account, aliases)
        learned = self.watchlist.learn(sighting)
        assert set(learned) <= {account, *aliases}
        assert not learned or self.watchlist.verdict(sighting).verdict == "listed"
        assert self.watchlist.learn(sighting) == ()

    @rule(account=ACCOUNTS)
    def add_own(self, account: str) -> None:
        with suppress(Refused):
            self.watchlist.own.add(account, "personal")

    @rule(account=ACCOUNTS)
    def remove_own(self, account: str) -> None:
        with suppress(Refused):
            self.watchlist.own.remove(account)

    @rule(client=consumes(clients))
    def remove(self, client: str) -> None:
        with suppress(Refused):
            self.watchlist.remove(client)

    @invariant()
    def memory_and_disk_agree(self) -> None:
        if not hasattr(self, "watchlist"):
            return
        assert self.watchlist._index == table.load(self.database, KEY)
        keys = [
            (client.id, account.key, key)
            for client in self.watchlist.list(ClientList()).clients
            for account in client.accounts
            for key in (account.key, *account.aliases, *(learned.key for learned in account.learned))
        ]
        assert len({key for *_, key in keys}) == len(keys)
        own = {each.key for each in self.watchlist.own.list()}
        assert not own & {key for *_, key in keys}
        assert all(self.watchlist.verdict(Sighting(key, names=["Jamie Doe"])).verdict == "clear" for key in own)
        for client, account, key in keys:
            clearings = {self.watchlist.clearing(client, each) for each in (account, key)}
            cleared = bool(clearings & self.watchlist._index.cleared)
            assert cleared or self.watchlist.verdict(Sighting(key)).client == client

    def teardown(self) -> None:
        if hasattr(self, "watchlist"):
            self.database.close()
            shutil.rmtree(self.folder)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
