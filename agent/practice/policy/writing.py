"""From answers to words. What the therapist typed is put in as it stands, and never read as anything else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from agent.practice import places
from agent.practice.policy.data import Part, Words, clauses, standards, words
from protocol.messages.practice import CrisisNumbers
from protocol.messages.practice_policy import (
    Citation,
    PolicyAnswers,
    PolicyBlock,
    PolicyKind,
    PolicyLanguage,
    PolicySection,
    PolicyText,
)


class Facts(msgspec.Struct, frozen=True):
    """What the words need besides the answers; `number` is None for a draft, `numbers` where no country is known."""

    today: date
    number: int | None = None
    numbers: CrisisNumbers | None = None


def citations(answers: PolicyAnswers) -> list[Citation]:
    """Give what is cited for the profession and country, and whether the therapist has read it there."""
    return [
        Citation(one.code, one.text, one.code in answers.checked)
        for one in standards()
        if answers.profession in one.professions and answers.country in one.countries
    ]


def is_barred(answers: PolicyAnswers) -> bool:
    """Whether the law of the place bars testimonials."""
    return places.bar(answers.country, "testimonial") is not None


def write(answers: PolicyAnswers, facts: Facts, language: PolicyLanguage, kind: PolicyKind = "policy") -> PolicyText:
    """Write the policy, or the clause for an informed-consent form."""
    writer = _Writer(answers, facts, words(language))
    return PolicyText(
        language=language,
        country=answers.country,
        title=writer.words.title if kind == "policy" else writer.words.consent_title,
        subtitle=writer.fill(writer.words.subtitle),
        mark=writer.words.mark if facts.number is None else "",
        sections=list(writer.sections(kind)),
    )


def effective(answers: PolicyAnswers, today: date) -> date:
    """Give the day from which a policy is in force; today where that isn't said, or can't be read."""
    try:
        return date.fromisoformat(answers.effective)
    except ValueError:
        return today


class _Writer:
    def __init__(self, answers: PolicyAnswers, facts: Facts, its_words: Words) -> None:
        self.answers = answers
        self.facts = facts
        self.words = its_words
        self.values = self._values()
        self.choices = self._choices()

    def _values(self) -> dict[str, str]:
        """Give what stands for each name in braces; what is missing is a blank to see."""
        answers, said = self.answers, self.words
        typed = {name: " ".join(getattr(answers, name).split()) for name in _TYPED}
        days = answers.response_days
        values = {
            **typed,
            "work": said.professions[answers.profession],
            "response": said.response_1 if days == 1 else said.response_n.format(days=days),
            "former_years": str(answers.former_years),
            "list_years": str(answers.list_years),
            "effective": self._date(effective(answers, self.facts.today)),
            "number": said.no_number if self.facts.number is None else str(self.facts.number),
            "emergency": self.facts.numbers.emergency if self.facts.numbers else "",
        }
        return {name: value or said.blank for name, value in values.items()}

    def _choices(self) -> dict[str, Any]:
        return {
            **msgspec.structs.asdict(self.answers),
            **{f"works_with_{who}": who in self.answers.works_with for who in ("minors", "couples", "groups")},
            "is_barred": is_barred(self.answers),
            "is_kept_for_years": self.answers.list_years > 1,
            "has_citations": bool(citations(self.answers)),
        }

    def _date(self, day: date) -> str:
        return self.words.date.format(day=day.day, month=self.words.months[day.month - 1], year=day.year)

    def fill(self, text: str) -> str:
        """Put the values in; a brace that the therapist typed is none of ours."""
        return text.format_map(self.values)

    def sections(self, kind: PolicyKind) -> Iterator[PolicySection]:
        for clause in clauses().of(kind):
            blocks = [
                block for part in clause.parts if self._holds(part) for block in self._blocks(clause.clause, part)
            ]
            if blocks:
                yield PolicySection(clause.clause, self.words.clauses[clause.clause]["heading"], blocks)

    def _holds(self, part: Part) -> bool:
        return all(self.choices[answer] in wanted for answer, wanted in part.when.items())

    def _blocks(self, clause: str, part: Part) -> Iterator[PolicyBlock]:
        if part.text:
            yield PolicyBlock("text", self.fill(self.words.clauses[clause][part.text]))
        elif part.signatures:
            kind: PolicyKind = "policy" if part.signatures == "policy" else "consent"
            yield PolicyBlock("signatures", items=[self.fill(line) for line in self.words.signatures[kind]])
        elif part.own:
            paragraphs = [line.strip() for line in str(self.choices[part.own]).splitlines()]
            yield from (PolicyBlock("text", line) for line in paragraphs if line)
        elif items := self._items(part.list):
            yield PolicyBlock("list", items=items)

    def _items(self, what: str) -> list[str]:
        if what == "channels":
            return [self.fill(self.words.channels[channel]) for channel in dict.fromkeys(self.answers.channels)]
        if what == "citations":
            return [self._marked(one.text, one.checked, self.words.unchecked) for one in citations(self.answers)]
        numbers = self.facts.numbers
        if numbers is None:
            return [self.words.blank]
        is_sure = numbers.confirmed is not None
        lines = [self._marked(f"{line.name}: {line.number}", is_sure, self.words.unconfirmed) for line in numbers.lines]
        return lines or [self._marked(numbers.emergency, is_sure, self.words.unconfirmed)]

    @staticmethod
    def _marked(text: str, is_sure: bool, mark: str) -> str:
        return text if is_sure else mark.format_map({"text": text})


_TYPED = ("therapist", "practice", "portal", "email", "phone")
