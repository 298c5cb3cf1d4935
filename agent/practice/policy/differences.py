"""What two texts of the policy say otherwise, clause by clause, sentence by sentence."""

import difflib
import re

from protocol.messages.practice_policy import PolicyClauseChange, PolicyLine, PolicySection, PolicyText

_SENTENCE = re.compile(r"(?<=[.!?:”»“])\s+")


def differences(before: PolicyText, after: PolicyText) -> list[PolicyClauseChange]:
    """Give the clauses that differ, in the order of the later text; those that are gone come last."""
    olds = {section.clause: section for section in before.sections}
    news = {section.clause: section for section in after.sections}
    found = []
    for clause in [*news, *(clause for clause in olds if clause not in news)]:
        old, new = olds.get(clause), news.get(clause)
        lines = _lines(_sentences(old), _sentences(new))
        if any(line.kind != "same" for line in lines):
            heading = (new or old or news[clause]).heading
            found.append(PolicyClauseChange(clause, heading, lines))
    return found


def _sentences(section: PolicySection | None) -> list[str]:
    if section is None:
        return []
    texts = [text for block in section.blocks for text in (*_SENTENCE.split(block.text), *block.items)]
    return [section.heading, *(text for text in texts if text)]


def _lines(before: list[str], after: list[str]) -> list[PolicyLine]:
    lines: list[PolicyLine] = []
    for kind, old, old_end, new, new_end in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [PolicyLine("same", text) for text in before[old:old_end]]
        else:
            lines += [PolicyLine("gone", text) for text in before[old:old_end]]
            lines += [PolicyLine("new", text) for text in after[new:new_end]]
    return lines
