"""Which holds are suspended for a while: all of them by a pause, one by a snooze.

A snooze is for one interaction toward one account, lives in memory and ends when the vault locks, which only means
that a warning comes again. A pause is read back from the log. Both are events of the log, which records them when
they begin; what was done during one is not recorded.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from protocol.messages.words import Interaction

SNOOZE = timedelta(minutes=15)
"""How long a snooze lasts (PRACTICE.md)."""


class Suspended:
    """The pause and the snoozes that run. `watched` is the end that somebody waits for. Times are aware."""

    def __init__(self) -> None:
        self.watched: datetime | None = None
        self._paused_until: datetime | None = None
        self._snoozed: dict[tuple[str, str, Interaction], datetime] = {}

    def pause(self, until: datetime) -> None:
        """Suspend every hold; a pause that runs already gets a new end."""
        self._paused_until = until

    def resume(self) -> None:
        """End a pause; without one, do nothing."""
        self._paused_until = None

    def paused_until(self, now: datetime) -> datetime | None:
        """Give the end of the pause that runs, if one does."""
        self._forget_ended(now)
        return self._paused_until

    def snooze(self, client: str, account: str, interaction: Interaction, until: datetime) -> None:
        """Suspend one hold; `client` is an id, `account` as the log has it."""
        self._snoozed[client, account, interaction] = until

    def next_end(self, now: datetime) -> datetime | None:
        """Say when something that is suspended is held again; None if nothing is suspended."""
        self._forget_ended(now)
        ends = [*self._snoozed.values(), *([self._paused_until] if self._paused_until else [])]
        return min(ends, default=None)

    def remaining(
        self, client: str, account: str, interactions: Sequence[Interaction], now: datetime
    ) -> list[Interaction]:
        """Give those interactions, in order, whose holds are not suspended."""
        if self.paused_until(now) is not None:
            return []
        return [each for each in interactions if (client, account, each) not in self._snoozed]

    def _forget_ended(self, now: datetime) -> None:
        if self._paused_until is not None and self._paused_until <= now:
            self._paused_until = None
        for key in [key for key, until in self._snoozed.items() if until <= now]:
            del self._snoozed[key]
