import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.watchlist.matching import Register, Resemblance
from tests.agent.watchlist.matching.pairs import pairs

THRESHOLD = 80
SIMPLE = st.text("abcdeijmnorst -.,'\u00e9\u0430\u0438", max_size=24)


def resembling(listed: str, shown: str, handle: str = "") -> list[Resemblance]:
    register = Register()
    register.put("c-1", listed)
    return register.resembling(shown, handle)


def points(listed: str, shown: str, handle: str = "") -> int:
    return max((found.points for found in resembling(listed, shown, handle)), default=0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jamie Doe", "jamie DOE"),
        ("Jamie Doe", "Doe, Jamie"),
        ("Jamie Doe", "Doe Jamie"),
        ("Jos\u00e9 N\u00fa\u00f1ez", "Jose Nunez"),
        ("Zo\u00eb \u0141ukasiewicz", "zoe lukasiewicz"),
        ("\uff2a\uff41\uff4d\uff49\uff45 \uff24\uff4f\uff45", "Jamie Doe"),
        ("Mary-Ann O\u2019Hara", "Mary Ann O'Hara"),
        ("Mary Ann Jones", "Maryann Jones"),
        ("\u2728 Jamie Doe \u2728", "Jamie Doe"),
        ("\u0130pek Y\u0131ld\u0131z", "ipek yildiz"),
        ("Robert Smith", "Bob Smith"),
        ("Rob Smith", "Bob Smith"),
        ("Jane Smith", "J. Smith"),
        ("Jane Smith", "Dr. Jane Smith, LMFT"),
        ("Jane Smith", "Jane Smith Ph.D."),
        ("Jane Smith", "Jane Smith (she/her) | Leeds"),
        ("Jane Smith", "Jane Smith and 12 others"),
        ("Jane Smith", "Jane Marie Smith"),
        ("Jane Smith", "Jane Smith-Jones"),
        ("Robert Smith", 'Robert "Bobby" Smith'),
        ("Alice White", "Alice Brown n\u00e9e White"),
        ("Ludwig van Beethoven", "Ludwig Beethoven"),
        ("Maria de la Cruz", "Maria Delacruz"),
        ("Mohammed al-Sayed", "Muhammad Elsayed"),
        ("\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432", "Ivan Petrov"),
        ("Anna Smith", "\u0410nn\u0430 Smith"),
        ("J\u00fcrgen M\u00fcller", "Juergen Mueller"),
        ("Jennifer Wilkerson", "Jennifer Wilkersen"),
        ("Sarah Smith", "Sara Smyth"),
        ("J.R. Smith", "J. R. Smith"),
        ("\u5c71\u7530\u592a\u90ce", "\u5c71\u7530 \u592a\u90ce"),
    ],
)
def test_names_that_resemble_each_other(one: str, other: str) -> None:
    assert points(one, other) >= THRESHOLD
    assert points(other, one) >= THRESHOLD


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon Smith", "Ronjon Arrowsmith"),
        ("Jamie Doe", "Jamie"),
        ("Jamie Doe", "Jamie Jamie"),
        ("Jamie Doe", "J. D."),
        ("Jane Smith", "Jane S."),
        ("Jane Smith", "K. Smith"),
        ("Mary Ann Jones", "Mary Ann"),
        ("Mary Ann Jones", "Mary Ann Smith"),
        ("Jane M. Smith", "Jane A. Smith"),
        ("Maria Hall", "Mario Hall"),
        ("Karen Hall", "Kara Hall"),
        ("John Harris", "John Morris"),
        ("Jan Smith", "Ian Smith"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert points(one, other) < THRESHOLD
    assert points(other, one) < THRESHOLD


def test_a_name_written_as_one_word_is_compared_whole() -> None:
    assert points("Jane Smith", "janesmith") >= THRESHOLD
    assert points("Jane Smith", "maryjanesmithers") == 0


def test_a_handle_helps_a_name_and_is_none_by_itself() -> None:
    assert points("Jane Smith", "Jane S.") < THRESHOLD <= points("Jane Smith", "Jane S.", "jane.smith")
    assert points("Jane Smith", "", "jane.smith") == points("Jane Smith", "Somebody Else", "jane.smith") == 0


def test_the_likest_comes_first_each_client_once_and_with_reasons() -> None:
    register = Register()
    for client, name in (("c-1", "J. Smith"), ("c-2", "Robert Smith"), ("c-2", "Bob Smith"), ("c-3", "Mary Doe")):
        register.put(client, name)
    found = register.resembling("Bob Smith")
    assert [(each.client, each.points) for each in found] == [("c-2", 100)]
    assert found[0].why == (("same", "bob", "bob"), ("same", "smith", "smith"))


@given(st.lists(st.tuples(st.sampled_from(["c-1", "c-2"]), SIMPLE), unique=True, max_size=6))
def test_what_was_put_can_be_dropped(names: list[tuple[str, str]]) -> None:
    register = Register()
    for client, name in names:
        register.put(client, name)
    for client, name in names:
        register.drop(client, name)
    assert register == Register()


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=30))
def test_nothing_makes_it_fail(listed: str, shown: str, handle: str) -> None:
    assert 0 <= points(listed, shown, handle) <= 100


@given(SIMPLE)
def test_asking_keeps_nothing(shown: str) -> None:
    register, asked = Register(), Register()
    for each in (register, asked):
        each.put("c-1", "Jamie Doe")
    asked.resembling(shown)
    assert register.words.keys() == asked.words.keys()
    assert (register.sounds, register.near) == (asked.sounds, asked.near)
    assert register.together.keys() == asked.together.keys()


@pytest.mark.parametrize("seed", [1, 2])
def test_finds_the_same_people_and_few_others(seed: int) -> None:
    made = pairs(seed, 500)
    found = [points(pair.listed, pair.shown) >= THRESHOLD for pair in made]
    right = sum(pair.same and hit for pair, hit in zip(made, found, strict=True))
    wrong = [(pair.rule, pair.listed, pair.shown) for pair, hit in zip(made, found, strict=True) if pair.same != hit]
    assert right / sum(pair.same for pair in made) >= 0.95, wrong
    assert right / sum(found) >= 0.90, wrong
