"""Who was given which version of the policy, and signed it: nobody signs what they weren't given yet.

A client is never asked about here: that is the watch list's. Rows outlive it, as all records of the practice do.
"""

from collections.abc import Sequence
from datetime import date, datetime

from agent.errors import BadInput, NotFound
from agent.practice.base import Base, Rows, new_id
from agent.practice.days import past_day
from agent.practice.policy.versions import Policy
from protocol.messages.practice_givings import PolicyGiving, PolicyStanding
from protocol.messages.practice_policy import PolicyVersion


class Givings:
    """What clients were given."""

    def __init__(self, base: Base, policy: Policy) -> None:
        self._base = base
        self._policy = policy

    def all(self) -> dict[str, list[PolicyGiving]]:
        """Give what each client was given, by id, the latest version first."""
        rows = self._base.rows(
            "SELECT g.client, p.number, g.given, g.signed FROM practice_given g "
            "JOIN practice_policies p ON p.id = g.policy ORDER BY g.client, p.number DESC"
        )
        found: dict[str, list[PolicyGiving]] = {}
        for client, *giving in rows:
            found.setdefault(client, []).append(PolicyGiving(*giving))
        return found

    def standing(self, givings: Sequence[PolicyGiving], latest: int | None) -> PolicyStanding:
        """Say how a client stands to the latest version; `latest` is None where there is none."""
        if not givings:
            return "missing"
        if givings[0].version != latest:
            return "outdated"
        return "signed" if givings[0].signed else "given"

    def give(self, client: str, label: str, version: int | None, given: str | None, signed: str | None) -> None:
        """Record that a client was given a version, and when they signed it; None takes a signature away.

        Without a version it is the latest, without `given` the day that is recorded, or today. Raises NotFound, and
        BadInput where the days are in an order that can't be.
        """
        entry = self.checked(client, version, given, signed)
        with self._base.changing() as rows:
            self._put(rows, client, label, entry)

    def give_all(self, entries: Sequence[tuple[str, str, PolicyGiving]]) -> None:
        """Record many that were checked, each a client's id, a label and what they were given: all of them, or none."""
        with self._base.changing() as rows:
            for client, label, entry in entries:
                self._put(rows, client, label, entry)

    def checked(self, client: str, version: int | None, given: str | None, signed: str | None) -> PolicyGiving:
        """Say what would be recorded; raises BadInput and NotFound."""
        found = self._policy.latest() if version is None else self._policy.version(version)
        today = self._base.today()
        if given is None:
            row = self._row(client, found.number)
            given = row[1] if row else str(today)
        day = past_day(given, "The day of giving", today)
        if day < _first_day(found):
            raise BadInput(
                f"Version {found.number} can't have been given on {day}: there was none before {_first_day(found)}. "
                "Change the day, or choose an earlier version."
            )
        if signed is not None and past_day(signed, "The day of signing", today) < day:
            raise BadInput(
                f"Version {found.number} can't have been signed on {signed}: it was given on {day}. "
                "Change one of the days."
            )
        return PolicyGiving(found.number, given, signed)

    def take_back(self, client: str, version: int) -> None:
        """Remove what was recorded by mistake; raises NotFound."""
        row = self._row(client, version)
        if row is None:
            raise NotFound(f"It isn't recorded that this client was given version {version}.")
        with self._base.changing() as rows:
            rows.remove("practice_given", row[0])

    def _put(self, rows: Rows, client: str, label: str, entry: PolicyGiving) -> None:
        row = self._row(client, entry.version)
        policy = self._base.row("SELECT id FROM practice_policies WHERE number = ?", entry.version)
        assert policy is not None  # noqa: S101 - `checked` has found it
        rows.about(client, label)
        rows.put(
            "practice_given",
            {
                "id": row[0] if row else new_id("g"),
                "client": client,
                "policy": policy[0],
                "given": entry.given,
                "signed": entry.signed,
            },
        )

    def _row(self, client: str, version: int) -> tuple[str, str] | None:
        row = self._base.row(
            "SELECT g.id, g.given FROM practice_given g JOIN practice_policies p ON p.id = g.policy "
            "WHERE g.client = ? AND p.number = ?",
            client,
            version,
        )
        return None if row is None else (row[0], row[1])


def _first_day(version: PolicyVersion) -> date:
    """Give the first day on which a version can have been given: it may be older than its copy here."""
    made = datetime.fromisoformat(version.made).astimezone().date()
    return min(made, date.fromisoformat(version.effective))
