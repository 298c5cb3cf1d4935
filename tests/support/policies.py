"""Answers and facts for a policy that can be finished."""

from datetime import date

from agent.practice.policy.writing import Facts, write
from protocol.messages.practice import CrisisLine, CrisisNumbers
from protocol.messages.practice_policy import PolicyAnswers, PolicyKind, PolicyLanguage, PolicyText

LINES = [CrisisLine("988 Lifeline", "988"), CrisisLine("Text line", "741741")]
NUMBERS = CrisisNumbers("US", "911", LINES, "988lifeline.org", "2026-11-28", False, "2026-11-28T10:00:00.000Z")
TODAY = date(2026, 11, 22)


def answers(**more: object) -> PolicyAnswers:
    fields: dict[str, object] = {
        "therapist": "Ada Quill",
        "practice": "Quill Practice",
        "profession": "psychologist",
        "country": "US",
        "portal": "https://portal.example.org",
        "email": "ada@example.org",
        "phone": "555 0100",
        "channels": ["portal", "email"],
    }
    return PolicyAnswers(**fields | more)  # type: ignore[arg-type]


def written(
    given: PolicyAnswers | None = None,
    language: PolicyLanguage = "en",
    kind: PolicyKind = "policy",
    number: int | None = 1,
    numbers: CrisisNumbers | None = NUMBERS,
) -> PolicyText:
    return write(given or answers(), Facts(TODAY, number, numbers), language, kind)


def said(text: PolicyText, *clauses: str) -> str:
    """Give all that a text says, or what some clauses say, one paragraph or item a line."""
    return "\n".join(
        line
        for section in text.sections
        if not clauses or section.clause in clauses
        for line in (
            section.heading,
            *(each for block in section.blocks for each in (block.text, *block.items) if each),
        )
    )


def prose(text: PolicyText) -> str:
    """Give the paragraphs alone: names and numbers in lists aren't prose."""
    return "\n".join(block.text for section in text.sections for block in section.blocks if block.kind == "text")
