import pytest

from agent.errors import BadInput
from agent.vault import recovery
from agent.vault.secret import Secret


def test_takes_one_and_not_both_or_none() -> None:
    assert Secret.of("otters", None).value == b"otters"
    assert Secret.of(None, recovery.write(bytes(16))).value == bytes(16)
    for passphrase, code in ((None, None), ("otters", recovery.write(bytes(16)))):
        with pytest.raises(BadInput, match="either the passphrase or the recovery code"):
            Secret.of(passphrase, code)


def test_does_not_show_itself() -> None:
    assert "otters" not in repr(Secret.of("otters", None))


def test_says_what_was_wrong() -> None:
    assert "passphrase" in Secret.of("otters", None).refusal
    assert "recovery code" in Secret.of(None, recovery.write(bytes(16))).refusal
