"""Whom a text names: each sentence with the words by which it does, and innocent ones that could be taken for it."""

import pytest

from agent.watchlist.matching.naming import Naming

NAMES = {
    "c-doe": ("Jamie Doe", "Zephyrine"),
    "c-rob": ("Robert Arrowsmith",),
    "c-lee": ("Anna-Lena Müller-Vogt",),
    "c-will": ("Will Young",),
    "c-maria": ("María García López",),
    "c-kim": ("Kim",),
    "c-ivan": ("Иван Петров",),
    "c-jd": ("J. D.",),
}
NAMING = [
    ("Had coffee with Jamie Doe today.", "c-doe"),
    ("JAMIE DOE!", "c-doe"),
    ("thinking of jamie doe", "c-doe"),
    ("Jamie Doe's post was lovely", "c-doe"),
    ("Thanks to Jamie B. Doe for this", "c-doe"),
    ("Doe, Jamie (2026)", "c-doe"),
    ("I mean Jamie\u00a0Doe.", "c-doe"),
    ("Ask Zephyrine about it", "c-doe"),
    ("Bob Arrowsmith wrote a book", "c-rob"),
    ("With Robert Arrowsmith and others", "c-rob"),
    ("Anna Lena Muller at the fair", "c-lee"),
    ("Anna Vogt", "c-lee"),
    ("Will Young sang.", "c-will"),
    ("Maria Garcia came", "c-maria"),
    ("María López también", "c-maria"),
    ("Встретил: Иван Петров", "c-ivan"),
]
INNOCENT = [
    "Jamie came, and so did John Doe.",
    "A doe in the woods. Jamie smiled.",
    "Ronjon Arrowsmith isn't Robert.",
    "will young people read this?",
    "Will people who are Young at heart come?",
    "Kim is a common first name.",
    "zephyrine is a word here",
    "J. D. Salinger wrote it.",
    "We met Anna. Müller is another person.",
    "Jamie. Doe is something else.",
    "Robert and Jamie went home.",
    "Five ways to sleep better",
    "García Márquez wrote novels",
    "López and García are common",
    "",
]


def naming() -> Naming:
    made = Naming()
    for client, names in NAMES.items():
        for name in names:
            made.put(client, name)
    return made


@pytest.mark.parametrize(("text", "client"), NAMING)
def test_a_text_names_a_client(text: str, client: str) -> None:
    assert {each.client for each in naming().found(text)} == {client}


@pytest.mark.parametrize("text", INNOCENT)
def test_a_text_names_nobody(text: str) -> None:
    assert list(naming().found(text)) == []


def test_a_name_that_is_dropped_names_nobody_and_leaves_nothing() -> None:
    made = naming()
    for client, names in NAMES.items():
        for name in names:
            made.drop(client, name)
    assert made == Naming()


def test_order_makes_no_difference() -> None:
    one, other = Naming(), Naming()
    for client in ("c-1", "c-2"):
        one.put(client, "Jamie Doe")
    for client in ("c-2", "c-1"):
        other.put(client, "Jamie Doe")
    assert one == other
