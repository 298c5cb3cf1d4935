import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.practice.drafts import hints
from agent.practice.drafts.phrases import shipped
from agent.practice.drafts.reading import MOST_HINTS

GOOD = shipped().good


def test_hints_come_in_the_order_of_the_text_with_its_own_words() -> None:
    text = "You clearly have ADHD. Lovely weather.\nA client told me today: \u201cI\u2019m tired\u201d."
    assert [(hint.kind, hint.words) for hint in hints(text, GOOD)] == [
        ("diagnosis", "You clearly have ADHD"),
        ("client", "A client told"),
    ]


def test_one_place_is_hinted_at_once() -> None:
    assert len(hints("My hardest client cried.", GOOD)) == 1


def test_what_takes_a_phrase_back_counts_in_its_own_sentence_only() -> None:
    assert hints("Never do that. Stop taking your meds.", GOOD)
    assert not hints("Never stop taking your meds on your own.", GOOD)


def test_a_point_within_a_word_or_a_figure_ends_no_sentence() -> None:
    assert [hint.kind for hint in hints("Take 2.5 mg of diazepam.", GOOD)] == ["prescription"]


def test_own_topics_are_whole_words_with_any_ending_where_that_is_said() -> None:
    topics = ["elect*", "gun control", "  ", "*"]
    assert [hint.words for hint in hints("The Elections, and gun  control!", (), topics)] == [
        "Elections",
        "gun control",
    ]
    assert not hints("He was re-elected by begun controls.", (), ["elections", "gun control"])
    assert hints("C++ (really)", (), ["c++"])


def test_a_draft_that_is_full_of_it_gets_so_many_hints_and_no_more() -> None:
    assert len(hints("My client cried. " * 100, GOOD)) == MOST_HINTS


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for hint in hints(text, GOOD, [text[:20]]):
        assert hint.words


@pytest.mark.parametrize(
    "piece", ["a", "she he ", "the a my ", "5 mg ", "so, and, the ", '" she said ', ". ", "mein paar "]
)
def test_a_draft_of_the_most_letters_is_read_to_its_end(piece: str) -> None:
    end = " My client cried today."
    long = piece * ((20_000 - len(end)) // len(piece)) + end
    assert any("client" in hint.words.lower() for hint in hints(long, [own for own in GOOD if own.name == "my client"]))
    hints(long, GOOD)
