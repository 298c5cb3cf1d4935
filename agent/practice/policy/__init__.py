"""The social media policy: a therapist's answers become a policy in plain words, in three languages.

    clauses.json    the clauses in order, which boundary each keeps, and which answers choose which words
    words/*.json    those words, one file a language
    standards.json  what is cited, by profession and country, none checked until the therapist has
    data.py         reads these, strictly
    writing.py      answers -> words: pure
    checking.py     what is missing, and what contradicts itself: pure
    differences.py  what two versions say otherwise, clause by clause: pure
    files.py        words -> Markdown, HTML, DOCX, and what the PDF is filled with: pure
    versions.py     the draft and the versions, in the vault
    giving.py       who was given which version, and signed it, in the vault
    importing.py    days of giving and signing from a CSV file: pure

A version keeps its words as they were when it was finished, so that a later Framekeeper doesn't change what was signed.
"""

from agent.practice.policy.giving import Givings
from agent.practice.policy.versions import Policy

__all__ = ["Givings", "Policy"]
