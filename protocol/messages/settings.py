"""What the therapist may choose, how it stands, and what is asked for to change it."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.words import Message, Short

TierCell = Literal[
    "current.follow",
    "current.message",
    "current.comment",
    "current.react",
    "current.view",
    "former.follow",
    "former.message",
    "former.comment",
    "former.react",
    "former.view",
    "prospective.follow",
    "prospective.message",
    "prospective.comment",
    "prospective.react",
    "prospective.view",
    "possible.follow",
    "possible.message",
    "possible.comment",
    "possible.react",
    "possible.view",
]
"""A client's status, or `possible`, and a group of interactions by its first (`agent/watchlist/tiers.py`)."""
TierChoice = Literal["A", "B", "C", "none"]
WhenAway = Literal["hold", "pass"]
"""What becomes of a press that can't be checked because the agent is away or locked."""
WhenUnnamed = Literal["daily", "always", "pass"]
"""When the therapist is asked about a control whose account can't be named: once a site and day, each time, never."""
IdleMinutes = Annotated[int, Meta(ge=1, le=240)]
WithoutMinutes = Literal[5, 15, 30, 60]
Threshold = Annotated[int, Meta(ge=60, le=100)]
Years = Annotated[int, Meta(ge=0, le=100)]
"""0: for good."""
Topics = Annotated[list[Short], Meta(max_length=100)]
"""The therapist's own words for what polarises; `*` stands for any ending."""


ProfileDays = Annotated[int, Meta(ge=30, le=730)]


class Chosen(Message, frozen=True):
    """All settings, each with what holds until the therapist chooses otherwise.

    `tiers` has only what differs from the recommended; `idle_lock` and `without_minutes` are in minutes,
    `name_threshold` in points of 100, `retention_log_years` in years, 0 being for good. `draft_hints`: whether what is
    being written is read for phrases to think about; `draft_topics` count on professional accounts only. What was done
    on an own profile is due again after `profile_days`; `profile_line` is for its bio, empty for the proposed one.
    """

    profile_views: bool = False
    tiers: dict[TierCell, TierChoice] = {}
    idle_lock: IdleMinutes = 15
    when_away: WhenAway = "hold"
    when_unnamed: WhenUnnamed = "daily"
    without_minutes: WithoutMinutes = 15
    name_threshold: Threshold = 80
    retention_log_years: Years = 7
    legal_hold: bool = False
    draft_hints: bool = True
    draft_topics: Topics = []
    profile_days: ProfileDays = 180
    profile_line: Short = ""


class Rules(Message, frozen=True):
    """What a browser has to know when nobody can be asked: the settings of these names. They name nobody."""

    when_away: WhenAway
    when_unnamed: WhenUnnamed
    without_minutes: WithoutMinutes


class Settings(Message, frozen=True, tag="settings"):
    """Change the settings that are given, of `tiers` those cells, and say how all of them stand."""

    profile_views: bool | None = None
    tiers: dict[TierCell, TierChoice] = {}
    idle_lock: IdleMinutes | None = None
    when_away: WhenAway | None = None
    when_unnamed: WhenUnnamed | None = None
    without_minutes: WithoutMinutes | None = None
    name_threshold: Threshold | None = None
    retention_log_years: Years | None = None
    legal_hold: bool | None = None
    draft_hints: bool | None = None
    draft_topics: Topics | None = None
    profile_days: ProfileDays | None = None
    profile_line: Short | None = None


class SettingsReply(Message, frozen=True, tag="settings.reply"):
    """How the settings stand.

    `recommended` is the whole table of tiers as it is at first. `lock_after`: in seconds, what this run of the agent
    was told, which wins over `idle_lock`. `damaged` names settings that couldn't be read and stand at their default.
    """

    settings: Chosen
    recommended: dict[TierCell, TierChoice]
    lock_after: float | None = None
    damaged: list[str] = []


Request = Settings
Reply = SettingsReply
