"""Clients, their accounts, and links resolved to accounts."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.words import (
    AccountKey,
    HandleSource,
    Message,
    Names,
    OwnRole,
    Sentence,
    Short,
    Status,
    Text,
    Time,
    VerdictName,
)


class Learned(Message, frozen=True):
    """Another key of an account that a page showed `beside` one that was known."""

    key: AccountKey
    beside: AccountKey
    time: Time


class Account(Message, frozen=True):
    """One identity of a client; `key` is `platform:id`. `aliases` were given, `learned` were shown by pages."""

    key: AccountKey
    aliases: list[AccountKey] = []
    handle_source: HandleSource = "client_provided"
    learned: list[Learned] = []


class Client(Message, frozen=True):
    """A person in the therapist's care, as the watch list holds them. Who is `archived` is watched for as well."""

    id: str
    label: str
    names: list[str]
    status: Status
    since: str | None
    notes: str
    accounts: list[Account]
    added: Time
    changed: Time
    archived: bool = False


class ClientAdd(Message, frozen=True, tag="client.add"):
    """`accounts` as links or keys. Without `label`, initials are made from the first name given."""

    label: Short = ""
    names: Names = []
    accounts: Annotated[list[Text], Meta(max_length=50)] = []
    status: Status = "current"
    since: Short | None = None
    notes: Text = ""


class ClientList(Message, frozen=True, tag="client.list"):
    """A page of the watch list, sorted as asked, then by label. `search` looks in labels, names and accounts.

    `archived`: only those who are, or only those who aren't.
    """

    search: Short = ""
    status: Status | None = None
    after: str | None = None
    limit: Annotated[int, Meta(ge=1, le=500)] = 200
    sort: Literal["label", "status", "since", "changed"] = "label"
    descending: bool = False
    archived: bool | None = None


class ClientShow(Message, frozen=True, tag="client.show"):
    """One client by id."""

    client: str


class ClientEdit(Message, frozen=True, tag="client.edit"):
    """Null leaves a field as it is."""

    client: str
    label: Short | None = None
    names: Names | None = None
    status: Status | None = None
    since: Short | None = None
    notes: Text | None = None
    archived: bool | None = None


class AccountGiven(Message, frozen=True):
    """An account as a form has it: `account` is a link or a key."""

    account: Text
    handle_source: HandleSource = "client_provided"


class ClientSave(Message, frozen=True, tag="client.save"):
    """A client whole, as a form has them: accounts that aren't named are taken away.

    Where `is_new`, the id is of the sender's making, so that asking again after a reply was lost adds nobody twice.
    """

    client: Annotated[str, Meta(pattern="^c-[0-9a-z]{10}$")]
    label: Short = ""
    names: Names = []
    status: Status = "current"
    since: Short | None = None
    notes: Text = ""
    accounts: Annotated[list[AccountGiven], Meta(max_length=50)] = []
    is_new: bool = False
    archived: bool = False


class ClientUndo(Message, frozen=True, tag="client.undo"):
    """Undo a change of the watch list, by the number that its reply gave, until the vault is locked.

    The reply gives a number too.
    """

    change: Annotated[int, Meta(ge=1)]


class ClientRemove(Message, frozen=True, tag="client.remove"):
    """Remove a client and their accounts from the watch list. The override log keeps its entries."""

    client: str


class AccountAdd(Message, frozen=True, tag="account.add"):
    """`account` and `aliases` (a numeric id, old handles) are links or keys."""

    client: str
    account: Text
    handle_source: HandleSource = "client_provided"
    aliases: Annotated[list[Text], Meta(max_length=8)] = []


class AccountRemove(Message, frozen=True, tag="account.remove"):
    """`account` is a link or a key; of an alias, only that is removed. One that was learned isn't learned again."""

    client: str
    account: Text


class ClientReply(Message, frozen=True, tag="client.reply"):
    """One client, as they are or, removed, were. `change` is what undoes it, null where nothing was changed."""

    client: Client
    change: int | None = None


class ClientsReply(Message, frozen=True, tag="clients.reply"):
    """`more` is the `after` of the next page, null at the end."""

    clients: list[Client]
    total: int
    more: str | None = None


class Resolve(Message, frozen=True, tag="resolve"):
    """Which accounts do these links mean, and are they on the list? For `framekeeper check`."""

    links: Annotated[list[Text], Meta(min_length=1, max_length=200)]


class Resolved(Message, frozen=True):
    """`account` is null where the link names no account; `problem` then says why.

    `own_role` is set where it is one of the therapist's own.
    """

    link: str
    account: AccountKey | None
    verdict: VerdictName
    label: str | None = None
    client: str | None = None
    problem: Sentence = ""
    own_role: OwnRole | None = None


class ResolveReply(Message, frozen=True, tag="resolve.reply"):
    """In the order asked."""

    links: list[Resolved]


class NameTry(Message, frozen=True, tag="name.try"):
    """Which clients would a name on a page resemble? Nothing of it is kept."""

    name: Annotated[Short, Meta(min_length=1)]


class NameReason(Message, frozen=True):
    """Why two names are alike: two words, and in which way. Of the whole name, and without words, are the last four.

    `more`: one has words that the other hasn't; `together`: written as one word; `handle`: the handle has both.
    """

    why: Literal["same", "short", "related", "sound", "initial", "misspelt", "swapped", "more", "together", "handle"]
    shown: str = ""
    listed: str = ""


class NameLikeness(Message, frozen=True):
    """A client whom the name resembles: the name on the list, and how much, in points of 100."""

    client: str
    label: str
    name: str
    points: int
    reasons: list[NameReason]


class NameTried(Message, frozen=True, tag="name.tried"):
    """The likest first, those below the threshold too. From `threshold` points on an account is `possible`."""

    found: list[NameLikeness]
    threshold: int


Request = (
    ClientAdd
    | ClientList
    | ClientShow
    | ClientEdit
    | ClientSave
    | ClientRemove
    | ClientUndo
    | AccountAdd
    | AccountRemove
    | Resolve
    | NameTry
)
Reply = NameTried | ClientReply | ClientsReply | ResolveReply
