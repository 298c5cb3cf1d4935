"""What `client import` calls things: fields, steps, and why a row was skipped or remarked on."""

from collections.abc import Sequence
from typing import get_args

from agent.errors import BadInput
from protocol.messages.imports import ImportColumn, ImportField, ImportStep

FIELDS: tuple[ImportField, ...] = get_args(ImportField)
KINDS = {"csv": "A table", "xlsx": "A workbook", "vcard": "Contacts"}
STEPS: dict[ImportStep, str] = {
    "reading": "Reading",
    "comparing": "Comparing",
    "writing": "Writing",
    "finishing": "Finishing",
    "done": "Done",
}
REMARKS: dict[str, str] = {
    "no_name": "there is no name",
    "name_too_long": "the name is longer than 200 characters",
    "formula": "the name is a formula; write the name itself",
    "incomplete": "the file ends in the middle of it",
    "unreadable": "it can't be read",
    "quote": "a quotation mark isn't closed, so rows after it may be missing",
    "organisation": "it is an organisation, not a person",
    "too_many": "an import takes 200,000 people; this row and all after it",
    "status_unknown": "the status isn't known, so current",
    "status_kept": "the status on the list was kept",
    "first_name_only": "a name alone is never recognised; add a family name or an account",
    "account_taken": "the account is somebody else's already",
    "account_own": "the account is one of your own",
    "link_unknown": "the link names no account that is known",
}


def column_named(name: str, columns: Sequence[ImportColumn]) -> int:
    """Find a column by its heading or its number, from 1; raises BadInput."""
    headings = [column.heading.strip().casefold() for column in columns]
    if name.strip().casefold() in headings:
        return headings.index(name.strip().casefold())
    if name.isdecimal() and 0 < int(name) <= len(columns):
        return int(name) - 1
    raise BadInput(
        f"There is no column {name[:40]!a}. The file has: {', '.join(column.heading for column in columns)}."
    )
