import pytest

from agent.watchlist import index as module
from agent.watchlist.index import CLEAR, Index, Match
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import Account, Client
from protocol.messages.words import Status

KEY = bytes(range(32))
NOW = "2026-11-22T10:00:00.000Z"


def client(
    identity: str = "c-1", names: tuple[str, ...] = (), accounts: tuple[Account, ...] = (), status: Status = "current"
) -> Client:
    return Client(identity, "J. D.", list(names), status, None, "", list(accounts), NOW, NOW)


@pytest.fixture
def index() -> Index:
    made = Index(KEY)
    made.put(client(names=("Jamie Doe", "J. Doe"), accounts=(Account("x:jamie", ["x:jamie_old", "x:12345"]),)))
    made.put(client("c-2", names=("Doe, Jamie", "Robin"), accounts=(Account("x:robin"),), status="former"))
    return made


LISTED = Match("listed", "c-1", "x:jamie", "current")


@pytest.mark.parametrize(
    "sighting",
    [
        Sighting("x:jamie"),
        Sighting("x:jamie_old"),
        Sighting("x:renamed", aliases=["x:nothing", "x:12345"]),
        Sighting("x:jamie", names=["Somebody Else"]),
    ],
)
def test_an_account_is_listed_by_any_of_its_keys(index: Index, sighting: Sighting) -> None:
    assert index.verdict(sighting) == LISTED


@pytest.mark.parametrize("account", ["x:jami", "x:jamiee", "x:Jamie", "instagram:jamie", "jamie", "x:"])
def test_others_are_clear(index: Index, account: str) -> None:
    assert index.verdict(Sighting(account, names=["Somebody Else", "Robin"])) == CLEAR


def test_a_name_is_never_more_than_possible(index: Index) -> None:
    match = index.verdict(Sighting("x:stranger", names=["✨", "DOE Jamie"]))
    assert match == Match("possible", "c-1", "x:stranger", "current")


def test_an_account_goes_before_a_name(index: Index) -> None:
    assert index.verdict(Sighting("x:robin", names=["Jamie Doe"])).client == "c-2"


def test_a_cleared_account_resembles_the_next_or_nobody(index: Index) -> None:
    stranger = Sighting("x:stranger", names=["Jamie Doe"])
    index.cleared.add(index.clearing("c-1", "x:stranger"))
    assert index.verdict(stranger) == Match("possible", "c-2", "x:stranger", "former")
    index.cleared.add(index.clearing("c-2", "x:stranger"))
    assert index.verdict(stranger) == CLEAR
    assert index.verdict(Sighting("x:other", names=["Jamie Doe"])).verdict == "possible"
    assert index.verdict(Sighting("x:renamed", aliases=["x:stranger"], names=["Jamie Doe"])) == CLEAR


def test_a_listed_account_can_be_cleared_too(index: Index) -> None:
    index.cleared.add(index.clearing("c-1", "x:jamie"))
    assert index.verdict(Sighting("x:jamie")) == CLEAR
    assert index.verdict(Sighting("x:jamie_old")) == CLEAR


def test_clearings_name_nobody() -> None:
    one = Index(KEY).clearing("c-1", "x:stranger")
    assert len(one) == 32
    assert one != Index(bytes(32)).clearing("c-1", "x:stranger")
    assert one != Index(KEY).clearing("c-2", "x:stranger")


def test_what_was_put_can_be_dropped(index: Index) -> None:
    index.drop(client(names=("Jamie Doe", "J. Doe"), accounts=(Account("x:jamie", ["x:jamie_old", "x:12345"]),)))
    for account in ("x:jamie", "x:jamie_old", "x:12345"):
        assert index.verdict(Sighting(account)) == CLEAR
    assert index.verdict(Sighting("x:stranger", names=["Jamie Doe"])).client == "c-2"
    index.drop(client("c-2", names=("Doe, Jamie", "Robin"), accounts=(Account("x:robin"),)))
    assert index == Index(KEY)


def test_keys_that_the_platform_takes_for_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "variants", lambda key: [key.replace(".", "")] if "." in key else [])
    index = Index(KEY)
    dotted = client(accounts=(Account("facebook:jamie.doe", ["facebook:old.name"]),))
    index.put(dotted)
    for key in ("jamie.doe", "jamiedoe", "jam.iedoe", "oldname", "o.ldname"):
        assert index.verdict(Sighting(f"facebook:{key}")).account == "facebook:jamie.doe"
        assert index.owner(f"facebook:{key}") == "c-1"
    assert index.owner("facebook:somebody") is None
    index.drop(dotted)
    assert index == Index(KEY)
