import pytest

from agent.practice.scrubbing import GONE, Person, Scrubber

JAMIE = Person("c-1", "J. D.", ("Jamie Doe", "Zoë Müller-Doe"), ("x:jamie_doe", "mastodon:jamie@social.example.org"))
ROBIN = Person("c-2", "R. H.", ("Robin Hale",), ("instagram:robin.hale",))


def scrubbed(text: str) -> str:
    return Scrubber([JAMIE, ROBIN]).text(text, "Client")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jamie Doe wrote.", "Client A wrote."),
        ("JAMIE wrote to Robin, and jamie again.", "Client A wrote to Client B, and Client A again."),
        ("J. D. and R. H. met.", "Client A and Client B met."),
        ("zoe\u0308 müller-doe", "Client A"),
        ("Müller said so; Hale too.", "Client A said so; Client B too."),
        ("jamie_doe liked it, robin.hale as well", "Client A liked it, Client B as well"),
        ("see https://x.com/jamie_doe/status/1 or x.com/jamie_doe", f"see {GONE} or {GONE}"),
        ("ask @jamie_doe, \uff20robin.hale or @jamie@social.example.org", f"ask {GONE}, {GONE} or {GONE}"),
        ("mail jamie.doe@example.org or call +1 (555) 010-7788", f"mail {GONE} or call {GONE}"),
        ("Arrowsmith Robinson was halesome on 3 May.", "Arrowsmith Robinson was halesome on 3 May."),
        ("Zoe came.", "Client A came."),
        ("", ""),
    ],
)
def test_whom_a_text_could_be_about_is_taken_out_and_no_more(text: str, expected: str) -> None:
    assert scrubbed(text) == expected


def test_letters_are_given_in_the_order_in_which_people_come_up() -> None:
    scrubber = Scrubber([JAMIE, ROBIN])
    assert (scrubber.name("c-2"), scrubber.name("c-1"), scrubber.name("c-2")) == ("A", "B", "A")
    assert scrubber.text("Jamie and Robin", "Klient") == "Klient B and Klient A"


def test_more_people_than_letters() -> None:
    scrubber = Scrubber([])
    names = [scrubber.name(str(number)) for number in range(704)]
    assert names[25:28] == ["Z", "AA", "AB"]
    assert names[-2:] == ["AAA", "AAB"]
    assert len(set(names)) == 704


def test_letters_that_count_as_alike_are_the_same_name() -> None:
    assert Scrubber([Person("c-3", "J.", ("Jesse Kline",))]).text("Je\u017f\u017fe \u212aline", "Client") == "Client A"


def test_nobody_known_takes_nobody_out() -> None:
    assert Scrubber([]).text("Jamie Doe", "Client") == "Jamie Doe"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jamie met Robin on 2026-11-22.", "Jamie met Client A on 2026-11-22."),
        ("@jamie_doe and @robin.hale, x.com/jamie_doe", f"@jamie_doe and {GONE}, x.com/jamie_doe"),
        ("J. D. called +1 (555) 010-7788", f"J. D. called {GONE}"),
    ],
)
def test_one_client_may_stay_named(text: str, expected: str) -> None:
    assert Scrubber([JAMIE, ROBIN], kept=JAMIE).text(text, "Client") == expected
