"""The draft of the policy, and its versions: never changed, and never deleted once clients were given one."""

from datetime import date, timedelta
from typing import Any

import msgspec

from agent.errors import BadInput, NotAllowed, NotFound
from agent.practice.base import Base, new_id
from agent.practice.numbers import Numbers
from agent.practice.policy import checking, writing
from agent.practice.policy.data import LANGUAGES
from protocol.messages.practice import CrisisNumbers
from protocol.messages.practice_policy import (
    PolicyAnswers,
    PolicyDraftReply,
    PolicyKind,
    PolicyLanguage,
    PolicyText,
    PolicyVersion,
)

REVIEW = timedelta(days=365)
"""How long after it was made or reviewed a version is due to be reviewed (PRACTICE.md)."""
KINDS: tuple[PolicyKind, ...] = ("policy", "consent")
_DRAFT = "policy"
_ANSWERS = msgspec.json.Decoder(PolicyAnswers)
_TEXTS = msgspec.json.Decoder(dict[str, PolicyText])


class Policy:
    """The policy of an open vault."""

    def __init__(self, base: Base, numbers: Numbers) -> None:
        self._base = base
        self._numbers = numbers

    def country(self) -> str:
        """Give the code of the country where the practice is, as last answered; empty if it never was."""
        return self.answers().country

    def answers(self) -> PolicyAnswers:
        """Give the draft's answers, or the latest version's, or the first ones.

        The day on which the latest version came into force is its own: the next one would be dated back by it.
        """
        draft = self._base.row("SELECT answers FROM practice_drafts WHERE id = ?", _DRAFT)
        if draft:
            return _ANSWERS.decode(draft[0])
        latest = self._base.row("SELECT answers FROM practice_policies ORDER BY number DESC LIMIT 1")
        return msgspec.structs.replace(_ANSWERS.decode(latest[0]), effective="") if latest else PolicyAnswers()

    def draft(self) -> PolicyDraftReply:
        """Give what is being written, and what keeps it from being finished."""
        row = self._base.row("SELECT saved FROM practice_drafts WHERE id = ?", _DRAFT)
        answers = self.answers()
        problems = checking.problems(answers, self._crisis_numbers(answers))
        return PolicyDraftReply(answers, row[0] if row else None, problems, writing.citations(answers))

    def save(self, answers: PolicyAnswers) -> PolicyDraftReply:
        """Keep the draft as it is typed; an earlier one isn't kept for undoing, or every letter would be."""
        encoded = msgspec.json.encode(answers).decode()
        with self._base.typing() as cursor:
            cursor.execute(
                "INSERT INTO practice_drafts VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET answers = excluded.answers, saved = excluded.saved",
                (_DRAFT, encoded, self._base.now()),
            )
        return self.draft()

    def discard(self) -> PolicyDraftReply:
        """Throw the draft away."""
        with self._base.changing() as rows:
            rows.remove("practice_drafts", _DRAFT)
        return self.draft()

    def finish(self) -> PolicyVersion:
        """Make the draft, or the latest version's answers, a new version; raises BadInput while a problem is left."""
        answers = self.answers()
        numbers = self._crisis_numbers(answers)
        left = checking.problems(answers, numbers)
        if left:
            raise BadInput(
                left[0].sentence if len(left) == 1 else f"{left[0].sentence} {len(left) - 1} more to see to."
            )
        number = 1 + (self._base.row("SELECT coalesce(max(number), 0) FROM practice_policies") or (0,))[0]
        today = self._base.today()
        answers = msgspec.structs.replace(answers, effective=str(writing.effective(answers, today)))
        facts = writing.Facts(today, number, numbers)
        texts = {
            f"{kind} {language}": writing.write(answers, facts, language, kind)
            for kind in KINDS
            for language in LANGUAGES
        }
        row = {
            "id": new_id("p"),
            "number": number,
            "made": self._base.now(),
            "reviewed": str(today),
            "answers": msgspec.json.encode(answers).decode(),
            "texts": msgspec.json.encode(texts).decode(),
        }
        with self._base.changing() as rows:
            rows.put("practice_policies", row)
            rows.remove("practice_drafts", _DRAFT)
        return self.version(number)

    def text(self, version: int | None, language: PolicyLanguage, kind: PolicyKind = "policy") -> PolicyText:
        """Give the draft in words, or a version as it was finished; raises NotFound."""
        if version is None:
            answers = self.answers()
            facts = writing.Facts(self._base.today(), None, self._crisis_numbers(answers))
            return writing.write(answers, facts, language, kind)
        texts = _TEXTS.decode(self._row("texts", version)[0])
        return texts[f"{kind} {language}"]

    def versions(self) -> list[PolicyVersion]:
        """Give all versions, the latest first."""
        rows = self._base.rows(
            "SELECT number, made, answers, reviewed, "
            "(SELECT count(*) FROM practice_given g WHERE g.policy = p.id), "
            "(SELECT count(signed) FROM practice_given g WHERE g.policy = p.id) "
            "FROM practice_policies p ORDER BY number DESC"
        )
        return [self._version(row, is_latest=place == 0) for place, row in enumerate(rows)]

    def version(self, number: int) -> PolicyVersion:
        """Give one version; raises NotFound."""
        self._row("id", number)
        return next(version for version in self.versions() if version.number == number)

    def latest(self) -> PolicyVersion:
        """Give the latest version; raises NotFound."""
        found = self.versions()
        if not found:
            raise NotFound("There is no finished policy yet. Finish one first, with `framekeeper policy finish`.")
        return found[0]

    def reviewed(self) -> PolicyVersion:
        """Note that the latest version was read again and stays; raises NotFound."""
        latest = self.latest()
        with self._base.changing() as rows:
            rows.edit("practice_policies", self._row("id", latest.number)[0], reviewed=str(self._base.today()))
        return self.latest()

    def remove(self, number: int) -> None:
        """Delete a version; raises NotFound, and NotAllowed if clients were given it."""
        version = self.version(number)
        if version.signed:
            raise NotAllowed(
                f"Clients have signed version {number}, so it stays: it says what they agreed to. "
                "Finish a new version instead."
            )
        if version.given:
            raise NotAllowed(
                f"Clients were given version {number}, so it stays. "
                "Take that back first, if it was recorded by mistake."
            )
        with self._base.changing() as rows:
            rows.remove("practice_policies", self._row("id", number)[0])

    def _row(self, column: str, number: int) -> tuple[Any, ...]:
        row = self._base.row(f"SELECT {column} FROM practice_policies WHERE number = ?", number)  # noqa: S608 - our names
        if row is None:
            raise NotFound(f"There is no version {number}. See them with `framekeeper policy versions`.")
        return row

    def _version(self, row: tuple[Any, ...], *, is_latest: bool) -> PolicyVersion:
        number, made, answers, reviewed, given, signed = row
        due = date.fromisoformat(reviewed) + REVIEW
        return PolicyVersion(
            number=number,
            made=made,
            effective=_ANSWERS.decode(answers).effective,
            reviewed=reviewed,
            review_due=str(due),
            is_due=is_latest and due <= self._base.today(),
            given=given,
            signed=signed,
        )

    def _crisis_numbers(self, answers: PolicyAnswers) -> CrisisNumbers | None:
        try:
            return self._numbers.show(answers.country)
        except NotFound:
            return None
