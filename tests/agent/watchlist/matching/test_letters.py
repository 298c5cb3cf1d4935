from hypothesis import given
from hypothesis import strategies as st

from agent.watchlist.matching.letters import plain, spellings


@given(st.text(max_size=60))
def test_folding_settles(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_two_scripts() -> None:
    assert spellings("\u0440\u043e\u0441\u0441") == ("ross", "pocc")
    assert spellings("\u0430nn\u0430") == ("anna",)
    assert spellings("j0hn") == ("john",)
    assert spellings("2024") == ("2024",)
