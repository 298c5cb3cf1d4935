"""The texts of the extension, for what the agent puts on paper in the therapist's language.

They stand in `_locales` and nowhere else, so that one word is one word on the screen and on paper.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

BASE = "en"
"""The language that has every text."""
Say = Callable[..., str]
"""Gives the text of a key; values take the places of $1, $2, …"""


def extension_folder() -> Path:
    """Give the extension: beside the packages in a checkout, inside them when installed."""
    here = Path(__file__).resolve().parent
    installed = here / "_extension"
    return installed if installed.is_dir() else here.parent / "extension"


def texts(lang: str) -> Say:
    """Give the texts of a language, such as `es` or `en-US`; those of English where there are none."""
    found = _read(BASE) | _read(lang.partition("-")[0].lower())

    def say(key: str, *values: object) -> str:
        text = found[key]
        for number, value in enumerate(values, 1):
            text = text.replace(f"${number}", str(value))
        return text

    return say


@cache
def _read(language: str) -> dict[str, str]:
    folder = extension_folder() / "_locales"
    if language not in {path.name for path in folder.iterdir()}:
        return {}
    messages = json.loads((folder / language / "messages.json").read_text(encoding="utf-8"))
    return {key: message["message"] for key, message in messages.items()}
