"""The therapist's own accounts, each with what it is for."""

from typing import Annotated

from msgspec import Meta

from protocol.messages.words import AccountKey, Message, OwnRole, Text, Time

MOST_OWN = 200
"""As many own accounts as are kept, so that the list fits into one message."""


class OwnAccount(Message, frozen=True):
    """One of the therapist's accounts; `key` is `platform:id`."""

    key: AccountKey
    role: OwnRole
    added: Time


class OwnAdd(Message, frozen=True, tag="own.add"):
    """`account` is a link or a key; a client's is refused."""

    account: Text
    role: OwnRole


class OwnList(Message, frozen=True, tag="own.list"):
    """All own accounts, or those with one role."""

    role: OwnRole | None = None


class OwnEdit(Message, frozen=True, tag="own.edit"):
    """Change what an own account is for. `account` is a link or a key."""

    account: Text
    role: OwnRole


class OwnRemove(Message, frozen=True, tag="own.remove"):
    """Take an own account off the list. `account` is a link or a key."""

    account: Text


class OwnReply(Message, frozen=True, tag="own.reply"):
    """One own account, as it is or was."""

    own: OwnAccount


class OwnListReply(Message, frozen=True, tag="own.list.reply"):
    """By key."""

    own: Annotated[list[OwnAccount], Meta(max_length=MOST_OWN)]


Request = OwnAdd | OwnList | OwnEdit | OwnRemove
Reply = OwnReply | OwnListReply
