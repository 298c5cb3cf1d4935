"""The therapist's own profiles: what is set up on each platform, when that was done, and what the bio says."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.practice import Day
from protocol.messages.words import AccountKey, Message, OwnRole, Short, Text

CheckItem = Literal[
    "private",
    "messages",
    "contact_sync",
    "findable",
    "suggestions",
    "connections",
    "activity_status",
    "visits",
    "tagging",
    "story",
    "comments",
    "location",
    "search_engines",
    "bio",
]
"""What a platform lets one choose; which of it applies where is data (`agent/practice/checklists.json`)."""
MOST_BIO = 20_000
"""Letters of a bio that are read, and of what stands around it."""


class ProfileCheck(Message, frozen=True):
    """One item of a checklist. `where` is the way through the platform's menus, `verified` whether somebody went it.

    `done` is null until it was done; it is due again from `again` on.
    """

    item: CheckItem
    where: str
    verified: bool
    is_due: bool
    done: Day | None = None
    again: Day | None = None
    note: str = ""


class Profile(Message, frozen=True):
    """One own account with its checklist."""

    account: AccountKey
    platform: str
    role: OwnRole
    checks: list[ProfileCheck]


class ProfilesList(Message, frozen=True, tag="profiles.list"):
    """A page of the own accounts, by key, or that of one, which is a link or a key."""

    account: Text | None = None
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=50)] = 50


class ProfileDone(Message, frozen=True, tag="profile.done"):
    """An item was done on a `day`, without one today; `done` false takes that back. What is null stays."""

    account: Text
    item: CheckItem
    done: bool = True
    day: Day | None = None
    note: Short | None = None


class ProfilesReply(Message, frozen=True, tag="profiles.reply"):
    """`more` is the `skip` of the next page; `noted` is when the menus were written down.

    `lines` are proposed for a bio, by language; `line` is the therapist's own, empty while there is none. `days`: after
    so many an item is due again. `change` undoes what was done.
    """

    profiles: list[Profile]
    noted: Day
    lines: dict[str, str]
    line: str
    days: int
    more: int | None = None
    change: int | None = None


class ProfileBio(Message, frozen=True, tag="profile.bio"):
    """Read a bio, in memory: does it say that the account is for education only? Nothing of it is kept."""

    text: Annotated[str, Meta(max_length=MOST_BIO)]


class ProfileBioReply(Message, frozen=True, tag="profile.bio.reply"):
    """`line` is what to put there: the therapist's own, or the proposed one in the language that the caller speaks."""

    says: bool
    line: str


Request = ProfilesList | ProfileDone | ProfileBio
Reply = ProfilesReply | ProfileBioReply
