"""Other keys of a client's account are learned from pages, and nobody else's are kept."""

from collections.abc import Callable

import pytest

from agent.errors import AlreadyThere
from agent.vault.database import Database
from agent.watchlist import WatchList
from agent.watchlist.learning import MOST_LEARNED
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import Account, AccountAdd, Client, ClientAdd, ClientList, Learned

Again = Callable[[], WatchList]
NOW = "2026-11-22T10:00:00.000Z"
SHOWN = Sighting("x:jamie_doe", aliases=["x:4242"])


@pytest.fixture
def jamie(watchlist: WatchList) -> Client:
    return watchlist.add(ClientAdd(names=["Jamie Doe"], accounts=["x:jamie_doe", "mastodon:jamie@social.example.org"]))


def account(watchlist: WatchList, client: Client, place: int = 0) -> Account:
    return watchlist.show(client.id).accounts[place]


def everything(database: Database) -> str:
    tables = [name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "".join(str(database.rows(f'SELECT * FROM "{table}"')) for table in tables)  # noqa: S608 - the schema's own


def test_the_other_key_is_kept_with_how_it_came(watchlist: WatchList, jamie: Client, again: Again) -> None:
    assert watchlist.verdict(Sighting("x:4242")).verdict == "clear"
    assert watchlist.learn(SHOWN) == ("x:4242",)
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:4242")).client == jamie.id
        assert account(reader, jamie) == Account("x:jamie_doe", learned=[Learned("x:4242", "x:jamie_doe", NOW)])
        assert reader.show(jamie.id).changed == jamie.changed, "the therapist changed nothing"
        assert reader.counts() == (1, 2)


def test_it_is_learned_once(watchlist: WatchList, jamie: Client) -> None:
    assert watchlist.teaches(SHOWN)
    watchlist.learn(SHOWN)
    epoch = watchlist.epoch
    for sighting in (SHOWN, Sighting("x:4242", aliases=["x:jamie_doe"]), Sighting("x:4242")):
        assert not watchlist.teaches(sighting)
        assert watchlist.learn(sighting) == ()
    assert watchlist.epoch == epoch


def test_a_renamed_account_is_known_by_its_number(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.learn(SHOWN)
    assert watchlist.learn(Sighting("x:jamie_castle", aliases=["x:4242"])) == ("x:jamie_castle",)
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:jamie_castle")).client == jamie.id
        assert reader.verdict(Sighting("x:jamie_doe")).client == jamie.id
        (castle, number) = account(reader, jamie).learned[::-1]
        assert (castle.key, castle.beside, number.key) == ("x:jamie_castle", "x:4242", "x:4242")


@pytest.mark.parametrize(
    ("listed", "other"),
    [
        ("linkedin:jamie-doe-1a2b", "linkedin:ACoAAB1xYz"),
        ("linkedin:ACoAAB1xYz", "linkedin:jamie-doe-1a2b"),
        ("bluesky:jamie.example.org", "bluesky:did:plc:abcdefghijklmnop"),
        ("instagram:jamie.doe", "instagram:12345678"),
        ("facebook:jamie.doe", "facebook:100012345678901"),
        ("mastodon:robin@social.example.org", "mastodon:robin@example.org"),
    ],
)
def test_keys_of_every_kind(watchlist: WatchList, listed: str, other: str, again: Again) -> None:
    client = watchlist.add(ClientAdd(label="K", accounts=[listed]))
    assert watchlist.learn(Sighting(other, aliases=[listed])) == (other,)
    assert again().verdict(Sighting(other)).client == client.id


def test_all_ways_to_write_it_are_told(watchlist: WatchList, again: Again) -> None:
    client = watchlist.add(ClientAdd(label="K", accounts=["facebook:100012345678901"]))
    shown = Sighting("facebook:jamie.doe", aliases=["facebook:jamiedoe", "facebook:100012345678901"])
    assert watchlist.learn(shown) == ("facebook:jamie.doe", "facebook:jamiedoe")
    for reader in (watchlist, again()):
        for key in ("facebook:jamie.doe", "facebook:jamiedoe", "facebook:j.amiedoe"):
            assert reader.verdict(Sighting(key)).client == client.id


@pytest.mark.parametrize(
    "sighting",
    [
        pytest.param(Sighting("x:stranger", aliases=["x:777"], names=["Jamie Doe"]), id="a name is not enough"),
        pytest.param(Sighting("x:jamie_doe", aliases=["x:robin_hale"]), id="two handles"),
        pytest.param(Sighting("x:jamie_doe", aliases=["x:robin_hale", "x:1", "x:2"]), id="two numbers"),
        pytest.param(Sighting("x:jamie_doe", aliases=["instagram:12345678"]), id="another platform"),
        pytest.param(Sighting("mastodon:jamie@social.example.org", ["mastodon:j@example.org"]), id="another user"),
        pytest.param(Sighting("x:jamie_doe", aliases=["x:Not A Key", "x:home", "", "4242", "nowhere:1"]), id="no keys"),
    ],
)
def test_what_is_not_sure_is_not_kept(
    watchlist: WatchList, jamie: Client, sighting: Sighting, database: Database
) -> None:
    before, epoch = everything(database), watchlist.epoch
    assert watchlist.learn(sighting) == ()
    assert everything(database) == before
    assert watchlist.epoch == epoch


def test_a_handle_that_somebody_else_has_taken_teaches_nothing(watchlist: WatchList, jamie: Client) -> None:
    """An old handle may be free again: whoever has it now shows another number."""
    watchlist.learn(SHOWN)
    assert watchlist.learn(Sighting("x:jamie_doe", aliases=["x:9999"])) == ()
    assert watchlist.verdict(Sighting("x:9999")).verdict == "clear"


def test_people_who_are_not_listed_are_never_kept(watchlist: WatchList, jamie: Client, database: Database) -> None:
    before = everything(database)
    for number in range(50):
        sighting = Sighting(f"x:passer_{number}", aliases=[f"x:{number + 5000}"], names=["Passer By", "Jamie Doe"])
        assert not watchlist.teaches(sighting)
        assert watchlist.learn(sighting) == ()
    assert everything(database) == before


def test_what_two_clients_claim_is_nobody_s(watchlist: WatchList, jamie: Client, again: Again) -> None:
    robin = watchlist.add(ClientAdd(label="R. H.", accounts=["x:robin_hale"]))
    watchlist.learn(Sighting("x:robin_hale", aliases=["x:7777"]))
    for sighting in (
        Sighting("x:jamie_doe", aliases=["x:robin_hale", "x:4242"]),
        Sighting("x:jamie_doe", aliases=["x:7777", "x:jamie_castle"]),
        Sighting("x:jamie_doe", aliases=["x:7777"]),
    ):
        assert watchlist.learn(sighting) == ()
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:7777")).client == robin.id
        assert reader.verdict(Sighting("x:jamie_doe")).client == jamie.id
        assert account(reader, jamie).learned == []


def test_one_s_own_account_is_never_learned(watchlist: WatchList, jamie: Client) -> None:
    watchlist.own.add("x:ada_quill", "personal")
    for sighting in (
        Sighting("x:jamie_doe", aliases=["x:ada_quill", "x:4242"]),
        Sighting("x:ada_quill", aliases=["x:4242", "x:jamie_doe"]),
    ):
        assert watchlist.learn(sighting) == ()
    assert watchlist.verdict(Sighting("x:ada_quill")).verdict == "clear"


def test_a_page_that_lies_gets_no_further_than_a_few_keys(watchlist: WatchList, jamie: Client) -> None:
    watchlist.learn(SHOWN)
    for number in range(40):
        watchlist.learn(Sighting(f"x:liar_{number}", aliases=["x:4242"]))
    learned = account(watchlist, jamie).learned
    assert len(learned) == MOST_LEARNED
    assert "x:4242" in {alias.key for alias in learned}, "what came first stays"
    assert watchlist.verdict(Sighting("x:liar_39")).verdict == "clear"


def test_what_was_taken_away_is_not_learned_again(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.learn(SHOWN)
    watchlist.remove_account(jamie.id, "x:4242")
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:4242")).verdict == "clear"
        assert reader.verdict(Sighting("x:4242", aliases=["x:jamie_doe"])).client == jamie.id
        assert reader.learn(SHOWN) == ()
        assert reader.learn(Sighting("x:jamie_castle", aliases=["x:jamie_doe", "x:4242"])) == ()
        assert account(reader, jamie).learned == []


def test_what_was_taken_away_is_kept_as_a_code_only(watchlist: WatchList, jamie: Client, database: Database) -> None:
    watchlist.learn(SHOWN)
    watchlist.remove_account(jamie.id, "x:4242")
    assert len(database.rows("SELECT * FROM unlearned")) == 1
    assert "4242" not in everything(database)
    watchlist.remove(jamie.id)
    assert database.rows("SELECT * FROM unlearned") == []


def test_what_the_therapist_gives_goes_before_what_was_learned(
    watchlist: WatchList, jamie: Client, again: Again
) -> None:
    watchlist.learn(SHOWN)
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe", aliases=["x:4242"]))
    assert account(again(), jamie) == Account("x:jamie_doe", ["x:4242"])
    watchlist.remove_account(jamie.id, "x:4242")
    assert watchlist.learn(SHOWN) == ("x:4242",), "an alias that was given and taken away may be learned"
    watchlist.remove_account(jamie.id, "x:4242")
    watchlist.add_account(AccountAdd(jamie.id, "x:4242"))
    watchlist.remove_account(jamie.id, "x:4242")
    assert watchlist.learn(SHOWN) == ("x:4242",), "given after all, it is refused no longer"
    added = watchlist.add_account(AccountAdd(jamie.id, "x:4242"))
    assert [each.key for each in added.accounts] == [
        "x:jamie_doe",
        "mastodon:jamie@social.example.org",
        "x:4242",
    ]
    assert again().show(jamie.id) == added


def test_another_client_can_t_be_given_a_learned_key_unseen(watchlist: WatchList, jamie: Client) -> None:
    watchlist.learn(SHOWN)
    with pytest.raises(AlreadyThere, match=r"x:4242 belongs to J\. D\. already\. Remove it there first"):
        watchlist.add(ClientAdd(label="K", accounts=["x:4242"]))
    with pytest.raises(AlreadyThere, match=r"J\. D\.'s"):
        watchlist.own.add("x:4242", "personal")
    watchlist.remove_account(jamie.id, "x:4242")
    watchlist.own.add("x:4242", "personal")


def test_learned_keys_go_with_their_account(
    watchlist: WatchList, jamie: Client, again: Again, database: Database
) -> None:
    watchlist.learn(SHOWN)
    watchlist.remove_account(jamie.id, "x:jamie_doe")
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:4242")).verdict == "clear"
    assert database.rows("SELECT * FROM learned") == []
    watchlist.add_account(AccountAdd(jamie.id, "x:jamie_doe"))
    assert watchlist.learn(SHOWN) == ("x:4242",)


def test_not_my_client_is_said_of_the_alias_and_not_of_the_account(
    watchlist: WatchList, jamie: Client, again: Again, database: Database
) -> None:
    watchlist.learn(SHOWN)
    match = watchlist.verdict(Sighting("x:4242"))
    assert match.account == "x:4242"
    clearing = watchlist.clearing(jamie.id, "x:4242")
    for _ in range(2):
        watchlist.clear(jamie.id, clearing)
    assert "4242" not in everything(database)
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:4242", names=["Jamie Doe"])).verdict == "clear"
        assert reader.verdict(Sighting("x:jamie_doe")).client == jamie.id, "the client is warned of as before"
        assert reader.learn(SHOWN) == ()
    watchlist.unclear(clearing, "x:4242")
    for reader in (watchlist, again()):
        assert reader.verdict(Sighting("x:4242")).client == jamie.id
        assert [alias.key for alias in account(reader, jamie).learned] == ["x:4242"]


def test_not_my_client_is_taken_back_as_far_as_can_be(watchlist: WatchList, jamie: Client, again: Again) -> None:
    watchlist.learn(SHOWN)
    clearing = watchlist.clearing(jamie.id, "x:4242")
    watchlist.clear(jamie.id, clearing)
    watchlist.own.add("x:4242", "personal")
    watchlist.unclear(clearing, "x:4242")
    assert again().verdict(Sighting("x:4242")).verdict == "clear"
    watchlist.own.remove("x:4242")
    watchlist.learn(SHOWN)
    watchlist.clear(jamie.id, clearing)
    watchlist.remove_account(jamie.id, "x:jamie_doe")
    watchlist.unclear(clearing, "x:4242")
    assert again().verdict(Sighting("x:4242")).verdict == "clear"


def test_a_cleared_account_teaches_nothing(watchlist: WatchList, jamie: Client) -> None:
    watchlist.clear(jamie.id, watchlist.clearing(jamie.id, "x:jamie_doe"))
    assert watchlist.learn(SHOWN) == ()


def test_a_learned_key_is_found_by_a_search(watchlist: WatchList, jamie: Client) -> None:
    watchlist.learn(SHOWN)
    assert [client.id for client in watchlist.list(ClientList(search="4242")).clients] == [jamie.id]
