"""What was seen and done in a crisis, step by step with its times; it goes on until the therapist closes it.

It is written down beside the acting and is no condition of any of it. What a client posted isn't copied here.
"""

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from agent.errors import BadInput, NotAllowed, NotFound
from agent.practice.base import Base, new_id
from agent.times import wire_time
from protocol.messages.practice_crisis import (
    CrisesReply,
    Crisis,
    CrisisBegin,
    CrisisClose,
    CrisisEdit,
    CrisisFollow,
    CrisisFollowName,
    CrisisFollowUp,
    CrisisList,
    CrisisStep,
    CrisisTake,
)

AFTER = timedelta(hours=24)
"""Within this time after it began, what comes afterwards is to be seen to (PRACTICE.md)."""
AHEAD = timedelta(minutes=5)
"""How far a browser's clock may be ahead of ours."""
FOLLOWS: tuple[CrisisFollowName, ...] = ("record", "session", "supervision", "policy")
_TABLE = "practice_crises"
_STORED = tuple(name for name in Crisis.__struct_fields__ if name != "due")
_COLUMNS = ", ".join(f"p.{name}" if name == "label" else f"c.{name}" for name in _STORED)
_WHERE = """
WHERE (?1 IS NULL OR c.client = ?1) AND (NOT ?2 OR c.closed IS NULL) ORDER BY c.begun DESC, c.id LIMIT ?3 OFFSET ?4
"""
_steps = msgspec.json.Decoder(list[CrisisStep])
_follows = msgspec.json.Decoder(list[CrisisFollow])


class CrisisRegister:
    """The records of an open vault."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def page(self, request: CrisisList) -> CrisesReply:
        """Give a page of records, the latest first."""
        found = self._read(_WHERE, request.client, request.open, request.limit + 1, request.skip)
        is_more = len(found) > request.limit
        return CrisesReply(found[: request.limit], request.skip + request.limit if is_more else None)

    def show(self, crisis: str) -> Crisis:
        """Give one record; raises NotFound."""
        found = self._read("WHERE c.id = ?", crisis)
        if not found:
            raise NotFound("There is no such record. See them with `framekeeper crisis list`.")
        return found[0]

    def begin(self, request: CrisisBegin, label: str) -> Crisis:
        """Begin a record about a client, who is called `label`; gives the one that goes on, if there is one."""
        going_on = self.page(CrisisList(client=request.client, open=True, limit=1)).crises
        if going_on:
            self._base.change = None
            return going_on[0]
        crisis, now = new_id("k"), self._base.now()
        row = {
            "id": crisis,
            "client": request.client,
            "begun": now,
            "platform": request.platform.strip().lower(),
            "danger": None,
            "seen_at": now,
            "seen_how": "",
            "steps": "[]",
            "followed": "[]",
            "outcome": "",
            "closed": None,
        }
        with self._base.changing() as rows:
            rows.about(request.client, label)
            rows.put(_TABLE, row)
        return self.show(crisis)

    def edit(self, request: CrisisEdit) -> Crisis:
        """Change what isn't None; raises NotFound, BadInput, and NotAllowed where it is closed."""
        before = self._open(request.crisis)
        given: dict[str, Any] = {
            "danger": request.danger,
            "seen_at": None if request.seen_at is None else self._seen(request.seen_at),
            "seen_how": None if request.seen_how is None else request.seen_how.strip(),
            "outcome": None if request.outcome is None else request.outcome.strip(),
        }
        columns = {name: value for name, value in given.items() if value is not None and value != getattr(before, name)}
        with self._base.changing() as rows:
            if columns:
                rows.edit(_TABLE, before.id, **columns)
        return self.show(before.id)

    def take(self, request: CrisisTake) -> Crisis:
        """Note that a step was taken just now, or wasn't; raises NotFound, and NotAllowed where it is closed."""
        before = self._open(request.crisis)
        steps = [each for each in before.steps if each.step != request.step]
        if request.result is not None:
            steps.append(CrisisStep(request.step, self._base.now(), request.result, request.note.strip()))
        return self._put(before.id, steps=steps)

    def follow(self, request: CrisisFollowUp) -> Crisis:
        """Note that something was seen to afterwards, or wasn't; raises NotFound."""
        before = self.show(request.crisis)
        followed = [each for each in before.followed if each.follow != request.follow]
        if request.done:
            known = [each for each in before.followed if each.follow == request.follow]
            followed += known or [CrisisFollow(request.follow, self._base.now())]
        return self._put(before.id, followed=followed)

    def close(self, request: CrisisClose) -> Crisis:
        """Close a record with its outcome; raises NotFound, BadInput, and NotAllowed where it is closed already."""
        before = self._open(request.crisis)
        if not request.outcome.strip():
            raise BadInput("Write down how it ended, in a few words.")
        return self._put(before.id, outcome=request.outcome.strip(), closed=self._base.now())

    def remove(self, crisis: str) -> Crisis:
        """Take away a record that was begun by mistake; gives what it was. Raises NotFound."""
        before = self.show(crisis)
        with self._base.changing() as rows:
            rows.remove(_TABLE, crisis)
        return before

    def open(self) -> int:
        """Count the records that go on."""
        (count,) = self._base.row("SELECT count(*) FROM practice_crises WHERE closed IS NULL") or (0,)
        return int(count)

    def waiting(self) -> dict[CrisisFollowName, tuple[int, date]]:
        """Give what is still to be seen to after a crisis: of how many, and the first day by which."""
        found: dict[CrisisFollowName, tuple[int, date]] = {}
        for begun, followed in self._base.rows("SELECT begun, followed FROM practice_crises ORDER BY begun DESC"):
            done = {each.follow for each in _follows.decode(followed)}
            day = (datetime.fromisoformat(begun) + AFTER).astimezone().date()
            for name in FOLLOWS:
                if name not in done:
                    found[name] = (found.get(name, (0, day))[0] + 1, day)
        return {name: found[name] for name in FOLLOWS if name in found}

    def _put(self, crisis: str, **columns: Any) -> Crisis:
        written = {
            name: msgspec.json.encode(value).decode() if isinstance(value, list) else value
            for name, value in columns.items()
        }
        with self._base.changing() as rows:
            rows.edit(_TABLE, crisis, **written)
        return self.show(crisis)

    def _open(self, crisis: str) -> Crisis:
        found = self.show(crisis)
        if found.closed is not None:
            raise NotAllowed("This record is closed. Write what came later into the client's own record.")
        return found

    def _seen(self, text: str) -> str:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise BadInput(f"{text!a} isn't a time. Write it like 2026-11-22T10:00:00Z.") from None
        if moment.tzinfo is None:
            moment = moment.astimezone()
        if moment > datetime.fromisoformat(self._base.now()) + AHEAD:
            raise BadInput("It can't have been seen later than now. Change the time.")
        return wire_time(moment)

    def _read(self, where: str, *parameters: Any) -> list[Crisis]:
        rows = self._base.rows(
            f"SELECT {_COLUMNS} FROM practice_crises c JOIN practice_people p ON p.id = c.client {where}",  # noqa: S608
            *parameters,
        )
        return [_crisis(row) for row in rows]


def _crisis(row: tuple[Any, ...]) -> Crisis:
    known = dict(zip(_STORED, row, strict=True))
    return Crisis(
        **known
        | {
            "steps": _steps.decode(known["steps"]),
            "followed": _follows.decode(known["followed"]),
            "due": wire_time(datetime.fromisoformat(known["begun"]) + AFTER),
        }
    )
