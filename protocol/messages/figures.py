"""What the override log adds up to: by week, by place, by tier and month. Weeks and months are local to the agent."""

from protocol.messages.words import Interaction, Message, Tier, Time


class WeekFigures(Message, frozen=True):
    """A week's entries by outcome; `start` is its Monday, YYYY-MM-DD."""

    start: str
    heeded: int
    overridden: int
    not_my_client: int
    expired: int
    undecided: int
    missed: int


class PlaceFigures(Message, frozen=True):
    """The entries of one interaction on one platform."""

    platform: str
    interaction: Interaction
    warnings: int
    overridden: int
    missed: int


class MonthFigures(Message, frozen=True):
    """A month's warnings of one tier; `month` is YYYY-MM.

    `false_alarms` were answered "Not my client" and that wasn't taken back. `exact` counts warnings on listed accounts
    that somebody answered, `exact_wrong` the false alarms among them. `seconds` is the median time to decide.
    """

    month: str
    tier: Tier
    warnings: int
    heeded: int
    overridden: int
    false_alarms: int
    expired: int
    exact: int
    exact_wrong: int
    seconds: float | None


class LogFigures(Message, frozen=True, tag="log.figures"):
    """What entries from `since` until before `until` add up to; without, from the first entry until now."""

    since: Time | None = None
    until: Time | None = None


class LogFiguresReply(Message, frozen=True, tag="log.figures.reply"):
    """Weeks, places and months that have something; `days` is how long the time is.

    Good is: of tier A less than `good_overridden` is overridden, there are at most `good_daily` warnings a day, and no
    exact match is wrong.
    """

    since: Time
    until: Time
    days: float
    weeks: list[WeekFigures]
    places: list[PlaceFigures]
    months: list[MonthFigures]
    good_overridden: float = 0.1
    good_daily: float = 2.0


Request = LogFigures
Reply = LogFiguresReply
