from hypothesis import given
from hypothesis import strategies as st

from agent.watchlist.matching.likeness import likeness
from agent.watchlist.matching.readings import Word

WORD = st.sampled_from("jane jan j smith smyth s robert bob rob wilkerson wilkersen marie m doe maria mario".split())
READING = st.lists(WORD.map(Word), min_size=2, max_size=4).map(tuple)


@given(READING, READING)
def test_is_the_same_either_way_round(one: tuple[Word, ...], other: tuple[Word, ...]) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there and round(there.score, 6)) == (back and round(back.score, 6))
