import pytest

from agent.errors import BadInput, WeakPassphrase
from agent.vault.passphrase import refuse_weak, to_bytes


@pytest.mark.parametrize("weak", ["", "   ", "password", "letmein2024", "qwertyuiop", "jamie1987"])
def test_refuses_what_would_be_guessed(weak: str) -> None:
    with pytest.raises(WeakPassphrase, match=r"\.$"):
        refuse_weak(weak)


def test_gives_advice() -> None:
    with pytest.raises(WeakPassphrase, match="Add another word or two"):
        refuse_weak("password")


@pytest.mark.parametrize(
    "strong",
    ["seven quiet otters mend a kite", "vK3#pq9!zLw2", "välkommen åter grönskande älv", "otter kite anemone " * 50],
)
def test_takes_what_would_not(strong: str) -> None:
    refuse_weak(strong)


def test_reads_the_same_passphrase_from_every_keyboard() -> None:
    assert to_bytes("caf\u00e9") == to_bytes("cafe\u0301") == "café".encode()


def test_refuses_what_is_not_text() -> None:
    with pytest.raises(BadInput):
        to_bytes("\udcff")
    with pytest.raises(BadInput):
        refuse_weak("seven quiet otters mend a kite \udcff")
