"""The therapist's own profiles: a checklist for each platform, the day on which each item was done, and the bio's line.

Which items there are is data, each marked as followed on the site or not. A bio is read in memory and forgotten.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from agent.errors import NotFound
from agent.practice.base import Base
from agent.practice.days import past_day
from protocol.messages.own import OwnAccount
from protocol.messages.practice_profiles import CheckItem, Profile, ProfileCheck, ProfileDone
from protocol.messages.words import OwnRole

DATA = Path(__file__).with_name("checklists.json")


class _Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: CheckItem
    where: str
    checked: bool
    roles: tuple[OwnRole, ...] = get_args(OwnRole)


class _Checklists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    noted: str
    signs: dict[str, list[str]]
    lines: dict[str, str]
    platforms: dict[str, list[_Item]]
    anywhere: list[_Item]


@cache
def known() -> _Checklists:
    """Give the data: the checklists, the proposed lines, and what tells a bio that has such a line."""
    return msgspec.json.decode(DATA.read_bytes(), type=_Checklists)


def items(platform: str, role: OwnRole) -> Iterator[_Item]:
    """Give the items of an account; a platform of which nothing is known has those that apply anywhere."""
    data = known()
    return (each for each in data.platforms.get(platform, data.anywhere) if role in each.roles)


def says_so(bio: str, line: str) -> bool:
    """Say whether a bio has the therapist's own line, or says in other words that it is for education only."""
    text = _folded(bio)
    signs = [line, *(sign for of_language in known().signs.values() for sign in of_language)]
    return any(f" {folded} " in f" {text} " for folded in map(_folded, signs) if folded)


def _folded(text: str) -> str:
    """Give the words alone: neither case nor what stands between words, nor the letters' styles, make a difference."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


class Profiles:
    """The checklists of an open vault."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def show(self, own: Iterable[OwnAccount], days: int) -> list[Profile]:
        """Give the checklist of each account; what was done is due again after so many days."""
        done = {
            row_id: (day, note) for row_id, day, note in self._base.rows("SELECT id, done, note FROM practice_checks")
        }
        return [
            Profile(
                one.key,
                platform,
                one.role,
                [self._check(each, done.get(f"{each.item}@{one.key}"), days) for each in items(platform, one.role)],
            )
            for one in own
            for platform in (one.key.partition(":")[0],)
        ]

    def note(self, own: OwnAccount, request: ProfileDone) -> None:
        """Note that an item was done, or that it wasn't; raises NotFound and BadInput."""
        platform = own.key.partition(":")[0]
        if request.item not in {each.item for each in items(platform, own.role)}:
            raise NotFound(
                f"{request.item} isn't on the checklist of {own.key}. See what is with `framekeeper profiles list`."
            )
        row_id = f"{request.item}@{own.key}"
        before = self._base.row("SELECT note FROM practice_checks WHERE id = ?", row_id)
        note = request.note.strip() if request.note is not None else (before[0] if before else "")
        day = self._day(request.day) if request.done else None
        row = {"id": row_id, "account": own.key, "item": request.item, "done": day, "note": note}
        with self._base.changing() as rows:
            if day is None and not note:
                rows.remove("practice_checks", row_id)
            else:
                rows.put("practice_checks", row)

    def _day(self, given: str | None) -> str:
        today = self._base.today()
        return str(today if given is None else past_day(given, "The day on which it was done", today))

    def _check(self, item: _Item, noted: tuple[str | None, str] | None, days: int) -> ProfileCheck:
        done, note = noted or (None, "")
        again = date.fromisoformat(done) + timedelta(days=days) if done else None
        is_due = again is None or again <= self._base.today()
        return ProfileCheck(item.item, item.where, item.checked, is_due, done, str(again) if again else None, note)
