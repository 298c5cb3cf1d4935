"""Contacts and boundary crossings, recorded by hand: what no warning can see. What was said is never copied."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.practice import Day
from protocol.messages.words import AccountKey, Flag, Message, Short, Text, Time

ContactKind = Literal["tagged", "wrote", "commented", "requested", "reviewed", "shared", "met", "other"]
"""`requested`: to be friends, to follow; `met`: not online."""
ContactBy = Literal["client", "therapist"]
"""Who did it. A crossing by the therapist is recorded in the same way."""
Handling = Literal["open", "ignored", "redirected", "declined", "answered", "discussed", "removed"]
"""What the therapist did about it; `open`: nothing yet, so that it is due."""
Flags = Annotated[list[Flag], Meta(max_length=3)]


class Contact(Message, frozen=True):
    """One contact with a client outside of therapy. `platform` is empty where it was none."""

    id: str
    client: str
    label: str
    kind: ContactKind
    by: ContactBy
    day: Day
    platform: str
    account: str
    handling: Handling
    note: str
    flags: Flags
    added: Time
    changed: Time


class ContactAdd(Message, frozen=True, tag="contact.add"):
    """Record a contact; without `day` it was today. `account` gives the platform, if it is given."""

    client: Short
    kind: ContactKind
    by: ContactBy = "client"
    day: Day | None = None
    platform: Short = ""
    account: AccountKey | None = None
    handling: Handling = "open"
    note: Text = ""
    flags: Flags = []


class ContactEdit(Message, frozen=True, tag="contact.edit"):
    """Change what isn't null."""

    contact: Short
    kind: ContactKind | None = None
    by: ContactBy | None = None
    day: Day | None = None
    handling: Handling | None = None
    note: Text | None = None
    flags: Flags | None = None


class ContactRemove(Message, frozen=True, tag="contact.remove"):
    """It was recorded by mistake."""

    contact: Short


class ContactList(Message, frozen=True, tag="contact.list"):
    """A page of all contacts, or of one client's, or of those that are open or flagged, the latest first."""

    client: Short | None = None
    handling: Handling | None = None
    flag: Flag | None = None
    skip: Annotated[int, Meta(ge=0)] = 0
    limit: Annotated[int, Meta(ge=1, le=100)] = 100


class ContactReply(Message, frozen=True, tag="contact.reply"):
    """One contact, as it is or, removed, was; `change` undoes what was done."""

    contact: Contact
    change: int | None = None


class ContactsReply(Message, frozen=True, tag="contacts.reply"):
    """The latest first; `more` is the `skip` of the next page, null at the end."""

    contacts: list[Contact]
    more: int | None = None


Request = ContactAdd | ContactEdit | ContactRemove | ContactList
Reply = ContactReply | ContactsReply
