"""The one door to PDF: a template of ours, filled with data, gives a tagged and accessible document.

    making.py       `pdf`: has a process of its own set a document, and waits for it
    setting.py      what that process does: data and a template -> PDF
    paper.typ       the look that all templates share
    report.typ      a title, and below it text, facts and tables: enough for most documents

Guarantees: what anybody typed reaches a template as data (JSON) and is never read as markup; nothing touches a disk or
a network; when the process has ended, nothing of it is left in memory. Templates import neighbours and no package.
"""

from agent.documents.making import pdf

__all__ = ["pdf"]
