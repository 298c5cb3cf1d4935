"""Which holds are suspended for a while: all of them by a pause, one by a snooze.

A snooze is for one interaction toward one account, lives in memory and ends when the vault locks, which only means
that a warning comes again. A pause is read back from the log. Both are events of the log, which records them when
they begin; what was done during one is not recorded.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from protocol.messages import Interaction

SNOOZE = timedelta(minutes=15)
"""How long a snooze lasts (PRACTICE.md)."""


class Suspended:
    """Pauses and snoozes. `epoch` rises whenever a verdict that was given before may have changed by one."""

    def __init__(self) -> None:
        self.epoch = 0
        self._paused_until: datetime | None = None
        self._snoozed: dict[tuple[str, str, Interaction], datetime] = {}

    def pause(self, until: datetime) -> None:
        """Suspend every hold; a pause that runs already gets a new end."""
        self._paused_until = until
        self.epoch += 1

    def resume(self) -> None:
        """End a pause; without one, do nothing."""
        self._paused_until = None
        self.epoch += 1

    def paused_until(self, now: datetime) -> datetime | None:
        """Give the end of the pause that runs, if one does."""
        if self._paused_until is not None and self._paused_until <= now:
            self.resume()
        return self._paused_until

    def snooze(self, client: str, account: str, interaction: Interaction, until: datetime) -> None:
        """Suspend one hold; `client` is an id, `account` the key on the list or the key seen."""
        self._snoozed[client, account, interaction] = until
        self.epoch += 1

    def remaining(
        self, client: str, account: str, interactions: Sequence[Interaction], now: datetime
    ) -> list[Interaction]:
        """Give those interactions, in order, whose holds are not suspended."""
        if self.paused_until(now) is not None:
            return []
        if not self._snoozed:
            return list(interactions)
        self._forget_ended(now)
        return [each for each in interactions if (client, account, each) not in self._snoozed]

    def _forget_ended(self, now: datetime) -> None:
        ended = [key for key, until in self._snoozed.items() if until <= now]
        for key in ended:
            del self._snoozed[key]
        self.epoch += bool(ended)
