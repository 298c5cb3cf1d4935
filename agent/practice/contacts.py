"""Contacts and boundary crossings that the therapist records by hand, with what was done about each.

A contact may be harmless: nothing here judges it. What was written or shown isn't copied; the note is the therapist's.
"""

from typing import Any

from agent.errors import BadInput, NotFound
from agent.practice.base import Base, new_id
from agent.practice.days import past_day
from protocol.messages.practice_contacts import Contact, ContactAdd, ContactEdit, ContactList, ContactsReply
from protocol.messages.words import Flag

_FIELDS = tuple(Contact.__struct_fields__)
_COLUMNS = ", ".join(f"p.{name}" if name == "label" else f"c.{name}" for name in _FIELDS)
_WHERE = """
WHERE (?1 IS NULL OR c.client = ?1) AND (?2 IS NULL OR c.handling = ?2)
AND (?3 IS NULL OR ' ' || c.flags || ' ' LIKE '% ' || ?3 || ' %')
ORDER BY c.day DESC, c.added DESC, c.id LIMIT ?4 OFFSET ?5
"""


class Contacts:
    """The contacts of an open vault."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def page(self, request: ContactList) -> ContactsReply:
        """Give a page of contacts, the latest first."""
        found = self._read(_WHERE, request.client, request.handling, request.flag, request.limit + 1, request.skip)
        is_more = len(found) > request.limit
        return ContactsReply(found[: request.limit], request.skip + request.limit if is_more else None)

    def show(self, contact: str) -> Contact:
        """Give one contact; raises NotFound."""
        found = self._read("WHERE c.id = ?", contact)
        if not found:
            raise NotFound("There is no such contact. See them with `framekeeper contact list`.")
        return found[0]

    def add(self, request: ContactAdd, label: str) -> Contact:
        """Record a contact with a client, who is called `label`; raises BadInput."""
        contact, now = new_id("x"), self._base.now()
        account = request.account or ""
        platform = account.partition(":")[0] or request.platform.strip().lower()
        row = {
            "id": contact,
            "client": request.client,
            "kind": request.kind,
            "by": request.by,
            "day": self._day(request.day),
            "platform": platform,
            "account": account,
            "handling": request.handling,
            "note": request.note.strip(),
            "flags": _flags(request.flags),
            "added": now,
            "changed": now,
        }
        with self._base.changing() as rows:
            rows.about(request.client, label)
            rows.put("practice_contacts", row)
        return self.show(contact)

    def edit(self, request: ContactEdit) -> Contact:
        """Change what isn't None; raises NotFound and BadInput."""
        before = self.show(request.contact)
        given: dict[str, Any] = {
            "kind": request.kind,
            "by": request.by,
            "day": None if request.day is None else self._day(request.day),
            "handling": request.handling,
            "note": None if request.note is None else request.note.strip(),
            "flags": None if request.flags is None else _flags(request.flags),
        }
        columns = {name: value for name, value in given.items() if value is not None}
        known = {"flags": _flags(before.flags)}
        if all(value == known.get(name, getattr(before, name)) for name, value in columns.items()):
            columns = {}
        with self._base.changing() as rows:
            if columns:
                rows.edit("practice_contacts", before.id, **columns, changed=self._base.now())
        return self.show(before.id)

    def remove(self, contact: str) -> Contact:
        """Take away a contact, recorded by mistake, and what came of it; gives what it was. Raises NotFound."""
        before = self.show(contact)
        with self._base.changing() as rows:
            rows.remove("practice_contacts", contact)
            rows.remove("practice_discussed", f"contact:{contact}")
        return before

    def open(self) -> int:
        """Count the contacts about which nothing was done yet."""
        (count,) = self._base.row("SELECT count(*) FROM practice_contacts WHERE handling = 'open'") or (0,)
        return int(count)

    def flagged(self, flag: Flag) -> int:
        """Count the contacts that are to be come back to in this way."""
        query = "SELECT count(*) FROM practice_contacts WHERE ' ' || flags || ' ' LIKE '% ' || ? || ' %'"
        (count,) = self._base.row(query, flag) or (0,)
        return int(count)

    def _day(self, given: str | None) -> str:
        today = self._base.today()
        if given is None:
            return str(today)
        if not given:
            raise BadInput("Say on which day it was. Write it like 2026-11-22.")
        return str(past_day(given, "The day of the contact", today))

    def _read(self, where: str, *parameters: Any) -> list[Contact]:
        rows = self._base.rows(
            f"SELECT {_COLUMNS} FROM practice_contacts c JOIN practice_people p ON p.id = c.client {where}",  # noqa: S608
            *parameters,
        )
        return [_contact(row) for row in rows]


def _contact(row: tuple[Any, ...]) -> Contact:
    known = dict(zip(_FIELDS, row, strict=True))
    return Contact(**known | {"flags": known["flags"].split()})


def _flags(flags: list[Any]) -> str:
    """Give flags as they are stored: once each, in order, with spaces between them."""
    return " ".join(sorted(set(flags)))
