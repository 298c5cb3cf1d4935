"""What the law of a place bars, as far as it is known here: data, each with its source and whether that was read."""

from functools import cache
from pathlib import Path

import msgspec

from protocol.messages.practice_consents import Bar, ConsentKind

DATA = Path(__file__).with_name("places.json")


class _Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    country: str
    kinds: list[ConsentKind]
    reason: str
    source: str
    checked: bool


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    noted: str
    bars: list[_Rule]


@cache
def rules() -> list[_Rule]:
    """Give all rules."""
    return msgspec.json.decode(DATA.read_bytes(), type=_Rules).bars


def bar(country: str, kind: ConsentKind) -> Bar | None:
    """Say what bars something in a country, by its code; None: nothing that is known here."""
    for rule in rules():
        if rule.country == country and kind in rule.kinds:
            return Bar(rule.code, rule.reason, rule.source, rule.checked)
    return None
