"""The policy's data: clauses, words and standards, read once and strictly, so that a slip in them fails at once."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from protocol.messages.practice_policy import PolicyKind, PolicyLanguage, Profession

FOLDER = Path(__file__).parent
LANGUAGES: tuple[PolicyLanguage, ...] = ("en", "es", "de")


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a clause, one of: a text by its key, a list, the lines to sign on, or the therapist's own text.

    It stands where each answer in `when` is one of those named.
    """

    text: str = ""
    list: str = ""
    signatures: str = ""
    own: str = ""
    when: dict[str, Any] = {}


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A clause, and the numbers of the boundaries (PRACTICE.md) that it keeps."""

    clause: str
    boundaries: list[int]
    parts: list[Part]


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All clauses, of the policy and of the clause for an informed-consent form."""

    about: str
    policy: list[Clause]
    consent: list[Clause]

    def of(self, kind: PolicyKind) -> list[Clause]:
        """Give the clauses of one of the two."""
        return self.policy if kind == "policy" else self.consent


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language."""

    title: str
    consent_title: str
    subtitle: str
    mark: str
    no_number: str
    unchecked: str
    unconfirmed: str
    blank: str
    date: str
    months: list[str]
    response_1: str
    response_n: str
    professions: dict[Profession, str]
    channels: dict[str, str]
    signatures: dict[PolicyKind, list[str]]
    clauses: dict[str, dict[str, str]]


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard that is cited for these professions in these countries."""

    code: str
    text: str
    professions: list[Profession]
    countries: list[str]


class _Standards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    noted: str
    standards: list[Standard]


@cache
def clauses() -> Clauses:
    """Give the clauses."""
    return msgspec.json.decode((FOLDER / "clauses.json").read_bytes(), type=Clauses)


@cache
def words(language: PolicyLanguage) -> Words:
    """Give the words of a language."""
    return msgspec.json.decode((FOLDER / "words" / f"{language}.json").read_bytes(), type=Words)


@cache
def standards() -> list[Standard]:
    """Give all standards."""
    return msgspec.json.decode((FOLDER / "standards.json").read_bytes(), type=_Standards).standards
