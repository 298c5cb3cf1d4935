"""What practice systems and address books call things, in three languages: `words.json`, read at the first need."""

from functools import cache
from pathlib import Path

import msgspec

from protocol.messages.imports import ImportField
from protocol.messages.words import Status


class Known(msgspec.Struct, frozen=True):
    """Headings by field, words for a status, names of platforms, and words of headings that are nobody's business."""

    fields: dict[ImportField, list[str]]
    statuses: dict[Status, list[str]]
    platforms: dict[str, str]
    private: frozenset[str]
    private_beginnings: tuple[str, ...]

    def field(self, heading: str) -> ImportField | None:
        """Give what a column holds by its heading, folded."""
        return next((field for field, headings in self.fields.items() if heading in headings), None)

    def status(self, word: str) -> Status | None:
        """Give a status by a word for it, folded."""
        return next((status for status, words in self.statuses.items() if word in words), None)

    def is_private(self, word: str) -> bool:
        """Whether a word of a heading is about what has no place on a watch list."""
        return word in self.private or word.startswith(self.private_beginnings)


@cache
def known() -> Known:
    """Read the words."""
    return msgspec.json.decode(Path(__file__).with_name("words.json").read_bytes(), type=Known)
