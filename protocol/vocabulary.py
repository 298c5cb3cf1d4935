"""What an adapter may say: every word of `protocol/adapters/*.json`, declared here and nowhere else.

`protocol/adapters/README.md` is the prose, `schema.json` the same for other tools, and `extension/content` the engine
that acts upon it. A word that isn't declared is refused, so that a slip of the pen disables an adapter loudly.
In every selector `{name}` stands for the adapter's scope of that name.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from protocol.messages.words import Interaction, Role

VOCABULARY = 1
"""Raised whenever an older engine would misread a newer adapter."""

Selector = Annotated[str, Meta(min_length=1)]
Pattern = Annotated[str, Meta(min_length=1)]
Trigger = Annotated[str, Meta(pattern=r"^(click|double_click|enter|ctrl_enter|alt_enter|submit|key:.|modified_key:.)$")]
Key = Annotated[str, Meta(pattern="^[^A-Z]$")]
"""As it is written without the shift key."""
Kind = Literal["profile", "content"]
Confidence = Literal["high", "medium", "low"]
Host = Annotated[str, Meta(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
"""One that the browser may be asked for: no pattern, no address, no whole top-level domain."""
Where = Annotated[str, Meta(pattern=r"^(path\.[1-9]|(body|query)(\.[^.]+)+)$")]
"""A value of a request: `path.1`, the first `*` of its path; `query.NAME`; `body.STEP.STEP`."""


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of an adapter share."""


class LinkExample(Word, frozen=True):
    """A link and the account id that it names; null where it names none."""

    link: str
    id: str | None


class LinkRule(Word, frozen=True):
    """One form of link that names an account.

    `id` is a template: `$1` is the first group of `path`, `${host}` the first group of `host`, or all that it matched.
    """

    path: Pattern
    examples: Annotated[list[LinkExample], Meta(min_length=1)]
    host: Pattern | None = None
    query: dict[str, Pattern] = {}
    id: str = "$1"
    kind: Kind = "profile"


class Redirect(Word, frozen=True):
    """A host that leads elsewhere, and the parameter that says where."""

    host: str
    parameter: str


class Said(Word, frozen=True):
    """Something that a page says of itself: in an element, or in its address."""

    document: Selector | None = None
    read: Annotated[str, Meta(pattern=r"^(text|json|attribute:[a-z-]+)$")] = "text"
    path: list[str] = []
    pattern: Pattern | None = None
    at: Pattern | None = None


class Accounts(Word, frozen=True):
    """How links, handles and ids become account ids."""

    id: Pattern
    links: list[LinkRule]
    reserved: list[str] = []
    keep_case: Pattern = "^$"
    permanent: Pattern = "^$"
    not_hosts: list[Host] = []
    link_hosts: list[Host] = []
    redirects: list[Redirect] = []
    hosted: bool = False
    domain: list[Said] = []
    client: bool = False
    ignore: str = ""


class View(Word, frozen=True):
    """Pages whose opening their owner can see; `optional`: only if the therapist has switched that on."""

    name: str
    at: Pattern
    examples: Annotated[list[LinkExample], Meta(min_length=1)]
    interaction: Interaction = "view"
    kinds: tuple[Kind, ...] = ("content",)
    optional: bool = False


class Evidence(Word, frozen=True):
    """What an element must be for a control to be found in it; all that is said must hold."""

    match: Selector | None = None
    has: Selector | None = None
    lacks: Selector | None = None
    within: Selector | None = None
    outside: Selector | None = None
    group: Selector | None = None
    group_has: Selector | None = None
    group_lacks: Selector | None = None
    icon: list[str] = []
    size: tuple[int, int] | None = None
    label: list[str] = []
    at: Pattern | None = None
    not_at: Pattern | None = None


class Finder(Word, frozen=True):
    """One way to find the account that a control concerns."""

    at: Pattern | None = None
    not_at: Pattern | None = None
    closest: Selector | None = None
    outermost: Selector | None = None
    climb: Selector | None = None
    document: Selector | None = None
    from_frame: bool = False
    has: Selector | None = None
    lacks: Selector | None = None
    find: Selector | None = None
    veto: Selector | None = None
    veto_within: Selector | None = None
    named: Selector | None = None
    read: Annotated[
        str, Meta(pattern=r"^(link|text|value|handles|page|address|opener|tray|json|attribute:[a-z-]+)$")
    ] = "link"
    pattern: Pattern | None = None
    path: list[str | list[str]] = []
    interactions: list[Interaction] = []
    take: Literal["first", "last", "only", "all"] = "first"
    kinds: tuple[Kind, ...] = ("profile",)
    not_own: bool = False
    beside: bool = False
    itself: bool = False
    stop: bool = False
    more: bool = False


class Example(Word, frozen=True):
    """A piece of a page; `<… here>` marks what is pressed, `<… first>` what is pressed before it.

    `account` null: it cannot be named. `mentions`: accounts that the text names, besides.
    """

    html: str
    account: str | None
    url: str | None = None
    undo: bool = False
    mentions: list[str] = []


class Control(Word, frozen=True):
    """A control: what it does, how it is recognised, whom it concerns."""

    name: str
    interaction: Interaction | Literal["opener"]
    role: Role
    find: Annotated[list[Evidence], Meta(min_length=1)]
    concerns: list[str]
    examples: Annotated[list[Example], Meta(min_length=1)]
    on: Annotated[tuple[Trigger, ...], Meta(min_length=1)] = ("click",)
    undo: bool | list[Evidence] = False
    aliases: list[str] = []
    mentions: list[str] = []
    needs_account: bool = False


class Field(Word, frozen=True):
    """A value of a request, or the first group of `pattern` in it."""

    read: Where
    pattern: Pattern | None = None


class Sequence(Word, frozen=True):
    """Keys that mean something else when they come after another; with `says`, where the page says so."""

    first: Key
    next: Annotated[list[Key], Meta(min_length=1)]
    says: Said | None = None


class RequestRule(Word, frozen=True):
    """Which interaction a request makes, and which of its values name the account, or what it made."""

    interaction: Interaction
    methods: Annotated[tuple[str, ...], Meta(min_length=1)] = ("POST", "PUT")
    host: Pattern | None = None
    where: dict[Where, Pattern] = {}
    unless: dict[Where, Pattern] = {}
    account: list[Field] = []
    thing: list[Field] = []
    also: list[Interaction] = []


class Adapter(Word, frozen=True):
    """One platform."""

    vocabulary: int
    platform: Annotated[str, Meta(pattern="^[a-z]+$")]
    name: Annotated[str, Meta(pattern=r"^[A-Za-z][A-Za-z0-9]*$")]
    checked: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    accounts: Accounts
    controls: list[Control]
    hosts: list[Host] = []
    detect: list[Selector] = []
    clickable: Selector | None = None
    scopes: dict[str, Selector] = {}
    icons: dict[str, list[str]] = {}
    labels: dict[str, dict[str, list[str]]] = {}
    finders: dict[str, Annotated[list[Finder], Meta(min_length=1)]] = {}
    own: list[Finder] = []
    bio: list[Selector] = []
    views: list[View] = []
    sequences: list[Sequence] = []
    portal_paths: list[Pattern] = []
    quiet: list[Pattern] = []
    requests: dict[str, Interaction | RequestRule | list[RequestRule]] = {}
    confidence: dict[Interaction, Confidence] = {}
