"""The register of consents: what a client has agreed to be shown or shared, for how long, and whether it still holds.

A consent that was given and taken back stays, withdrawn: what was shared meanwhile may have to be taken down. Where the
law of the place bars something, a consent to it is recorded and doesn't count.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from agent.errors import AlreadyThere, BadInput, NotFound
from agent.practice import places
from agent.practice.base import Base, new_id
from agent.practice.days import past_day, read_day
from protocol.messages.practice_consents import (
    Bar,
    Consent,
    ConsentAdd,
    ConsentKind,
    ConsentList,
    ConsentSays,
    ConsentsReply,
    ConsentState,
)
from protocol.messages.words import Interaction

_FIELDS = ("id", "client", "label", "kind", "scope", "platform", "given", "expires", "withdrawn", "added")
_COLUMNS = ", ".join(f"p.{name}" if name == "label" else f"c.{name}" for name in _FIELDS)


COVERS: dict[Interaction, frozenset[ConsentKind]] = {
    "share": frozenset({"sharing", "photograph", "testimonial"}),
    "mention": frozenset({"sharing", "testimonial"}),
}
"""Which kinds of consent an interaction with a client can rest on."""
_STRENGTH: tuple[ConsentState, ...] = ("valid", "barred", "withdrawn", "expired")


def covers(consent: Consent, interaction: Interaction, platform: str) -> bool:
    """Whether a consent, as long as it holds, is to an interaction on a platform."""
    return consent.kind in COVERS.get(interaction, ()) and consent.platform in {"", platform}


class Consents:
    """The consents of an open vault. `country` gives the code of where the practice is, empty if that isn't known."""

    def __init__(self, base: Base, country: Callable[[], str]) -> None:
        self._base = base
        self._country = country

    def page(self, request: ConsentList) -> ConsentsReply:
        """Give a page of all consents, or of one client's, the latest given first."""
        parameters = (request.client, request.client, request.limit + 1, request.skip)
        found = self._read(
            "WHERE ? IS NULL OR c.client = ? ORDER BY c.given DESC, c.added DESC, c.id LIMIT ? OFFSET ?", *parameters
        )
        is_more = len(found) > request.limit
        return ConsentsReply(found[: request.limit], request.skip + request.limit if is_more else None)

    def show(self, consent: str) -> Consent:
        """Give one consent; raises NotFound."""
        found = self._read("WHERE c.id = ?", consent)
        if not found:
            raise NotFound("There is no such consent. See them with `framekeeper consent list`.")
        return found[0]

    def says(self, client: str, interaction: Interaction, platform: str) -> ConsentSays | None:
        """Say whether a client has consented to an interaction on a platform; None where that takes no consent."""
        if interaction not in COVERS:
            return None
        found = [one for one in self._read("WHERE c.client = ?", client) if covers(one, interaction, platform)]
        if not found:
            return ConsentSays("none")
        best = max(found, key=lambda one: (-_STRENGTH.index(one.state), one.given))
        day = best.withdrawn if best.state == "withdrawn" else best.expires
        return ConsentSays(best.state, best.kind, best.scope, day)

    def ending(self, until: date) -> list[Consent]:
        """Give what has ended by a day or ends then, the first first; not what was renewed or taken back since."""
        holding = self._read("WHERE c.withdrawn IS NULL")
        longest = {_what(one): one.expires for one in sorted(holding, key=lambda one: one.expires or "~")}
        return sorted(
            (
                one
                for one in holding
                if one.expires is not None and one.expires == longest[_what(one)] and one.expires <= str(until)
                if one.state != "barred"
            ),
            key=lambda one: one.expires or "",
        )

    def add(self, request: ConsentAdd, label: str) -> Consent:
        """Record a consent of a client, who is called `label`; raises BadInput."""
        today = self._base.today()
        given = past_day(request.given, "The day of the consent", today) if request.given else today
        expires = read_day(request.expires, "The last day of the consent") if request.expires else None
        if expires is not None and expires < given:
            raise BadInput(
                f"The consent would end on {expires}, before it was given on {given}. Change one of the days."
            )
        consent = new_id("k")
        row = {
            "id": consent,
            "client": request.client,
            "kind": request.kind,
            "scope": request.scope.strip(),
            "platform": request.platform.strip().lower(),
            "given": str(given),
            "expires": None if expires is None else str(expires),
            "withdrawn": None,
            "added": self._base.now(),
        }
        with self._base.changing() as rows:
            rows.about(request.client, label)
            rows.put("practice_consents", row)
        return self.show(consent)

    def withdraw(self, consent: str, on: str | None) -> Consent:
        """Note on which day a client took a consent back; raises NotFound, BadInput and AlreadyThere."""
        before, today = self.show(consent), self._base.today()
        if before.withdrawn is not None:
            raise AlreadyThere(f"This consent was withdrawn on {before.withdrawn} already. Undo that first.")
        day = past_day(on, "The day of the withdrawal", today) if on else today
        if day < date.fromisoformat(before.given):
            raise BadInput(f"It can't be withdrawn on {day}: it was given on {before.given}. Change the day.")
        with self._base.changing() as rows:
            rows.edit("practice_consents", consent, withdrawn=str(day))
        return self.show(consent)

    def remove(self, consent: str) -> Consent:
        """Take away a consent that was recorded by mistake; gives what it was. Raises NotFound."""
        before = self.show(consent)
        with self._base.changing() as rows:
            rows.remove("practice_consents", consent)
        return before

    def _read(self, where: str, *parameters: Any) -> list[Consent]:
        rows = self._base.rows(
            f"SELECT {_COLUMNS} FROM practice_consents c JOIN practice_people p ON p.id = c.client {where}",  # noqa: S608
            *parameters,
        )
        return [self._consent(row) for row in rows]

    def _consent(self, row: tuple[Any, ...]) -> Consent:
        known = dict(zip(_FIELDS, row, strict=True))
        bar = places.bar(self._country(), known["kind"])
        state = _state(known["expires"], known["withdrawn"], bar, str(self._base.today()))
        return Consent(**known, state=state, bar=bar)


def _what(consent: Consent) -> tuple[str, str, str]:
    return consent.client, consent.kind, consent.platform


def _state(expires: str | None, withdrawn: str | None, bar: Bar | None, today: str) -> ConsentState:
    """Say how a consent stands: what was taken back counts before what the law says, and that before its end."""
    if withdrawn is not None:
        return "withdrawn"
    if bar is not None:
        return "barred"
    return "expired" if expires is not None and expires < today else "valid"
