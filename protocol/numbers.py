"""Whom to call in a crisis, by country: our data, which both sides read.

It is here, and not the agent's own, since the extension shows it also while the agent is away or the vault locked.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("numbers.json")


@cache
def known() -> dict[str, Any]:
    """Give the data: `noted` is the day on which it was written down, `countries` what is known of each, by code."""
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def countries() -> list[str]:
    """Give the countries for which there are numbers, by code."""
    return sorted(known()["countries"])
