"""From a link, handle or key to an account key, by the adapters' own rules.

`extension/content/identity.js` does the same in JavaScript; both pass `protocol/vectors/accounts.json`.
"""

import re
import unicodedata
from functools import cache
from typing import NoReturn
from urllib.parse import SplitResult, parse_qs, unquote, urljoin, urlsplit

from protocol.reading import shipped
from protocol.vocabulary import Adapter, LinkRule

_MAX_REDIRECTS = 3
_MOST_HOST = 60
"""Letters of a site's name that a sentence shows."""
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JUNK = re.compile(r"""[\s.,;:!?'"<>()\[\]{}»«\u201c\u201d\u2019]+$""")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_HOSTED = re.compile(r"^@?[^@\s/:]+@[^@\s/:]+\.[^@\s/:]+$")


class NoAccount(ValueError):
    """A text that names no account; the sentence says what to do."""


def resolve(text: str) -> str:
    """Return the account key that a link, a key or `@user@host` means; raises NoAccount."""
    cleaned = _JUNK.sub("", _INVISIBLE.sub("", text).strip().lstrip("<(\"'"))
    if not cleaned:
        raise NoAccount("Nothing was given. Paste the link of the person's profile.")
    found = _from_key(cleaned) or _from_hosted(cleaned) or _from_url(cleaned)
    return found or _refuse(cleaned)


def _refuse(text: str) -> NoReturn:
    """Say why a text names no account: a page that is nobody's, a site that isn't known, or no link at all."""
    url = _split(text if _SCHEME.match(text) else f"https://{text}")
    host = _host(url) if url and ("/" in text) and "." in (url.hostname or "") else ""
    known = next((each.name for each in shipped() if host and _is_under(host, each.hosts)), "")
    if known:
        raise NoAccount(f"That is a page of {known}, but no one person's. Paste the link of a profile there.")
    if host:
        raise NoAccount(
            f"Framekeeper doesn't know the site {host[:_MOST_HOST]}. Paste the link of a profile on a site that it "
            "knows, or write an account on a Mastodon server like @jane@example.org."
        )
    raise NoAccount(
        "That names no account that Framekeeper knows. Paste the link of the person's profile, "
        "or write it like instagram:jane.doe."
    )


def platform_of(key: str) -> str:
    """Return the platform of an account key."""
    return key.partition(":")[0]


def key_of(adapter: Adapter, name: str, host: str = "") -> str | None:
    """Return the key of a handle or id; None if it can't be one of this platform."""
    rules = adapter.accounts
    name = _INVISIBLE.sub("", name.strip()).removeprefix("@")
    if rules.hosted and "@" not in name and host:
        name = f"{name}@{host}"
    if name.lower() in _reserved(adapter) or not re.search(rules.id, name, re.IGNORECASE):
        return None
    return f"{adapter.platform}:{name if re.search(rules.keep_case, name) else name.lower()}"


def variants(key: str) -> list[str]:
    """Return other keys that the platform treats as the same account."""
    ignored = _ignored().get(platform_of(key), "")
    return [key.replace(ignored, "")] if ignored and ignored in key else []


def is_key(text: str) -> bool:
    """Whether this is an account key as it is kept, of a platform that is known."""
    return _from_key(text) == text


def is_permanent(key: str) -> bool:
    """Whether this key is of a kind that never changes, and that an account has only one of."""
    name = key.partition(":")[2]
    return any(re.search(pattern, name) for pattern in _permanent().get(platform_of(key), ()))


def user_of(key: str) -> str | None:
    """Return the platform and user of a key like `mastodon:user@host`; None where platforms have no hosts."""
    user, at, _host = key.partition("@")
    return user if at and platform_of(key) in _hosted() else None


@cache
def _permanent() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in shipped():
        found.setdefault(each.platform, []).append(each.accounts.permanent)
    return found


@cache
def _hosted() -> frozenset[str]:
    return frozenset(each.platform for each in shipped() if each.accounts.hosted)


@cache
def _ignored() -> dict[str, str]:
    """Give what each platform ignores in a handle; needed for every verdict, so read once."""
    return {each.platform: each.accounts.ignore for each in shipped()}


def _from_key(text: str) -> str | None:
    platform, colon, name = text.partition(":")
    adapter = next((each for each in shipped() if each.platform == platform.lower()), None)
    return key_of(adapter, name) if adapter and colon and not name.startswith("//") else None


def _from_hosted(text: str) -> str | None:
    if not _HOSTED.match(text):
        return None
    keys = (key_of(adapter, text) for adapter in shipped() if adapter.accounts.hosted)
    return next((key for key in keys if key), None)


def _from_url(text: str) -> str | None:
    url = _split(text if _SCHEME.match(text) else f"https://{text}")
    if url is None or url.scheme not in {"http", "https"} or "." not in (url.hostname or ""):
        return None
    named = [adapter for adapter in shipped() if adapter.hosts]
    for adapter in named:
        if _is_under(_host(url), [*adapter.hosts, *adapter.accounts.link_hosts]):
            return _linked(adapter, url, 0)
    anywhere = (_linked(adapter, url, 0) for adapter in shipped() if not adapter.hosts)
    return next((key for key in anywhere if key), None)


def _linked(adapter: Adapter, url: SplitResult, depth: int) -> str | None:
    query = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
    rules = adapter.accounts
    for redirect in rules.redirects:
        if _host(url) == redirect.host and query.get(redirect.parameter) and depth < _MAX_REDIRECTS:
            target = _split(query[redirect.parameter], url.geturl())
            return _from_target(adapter, target, depth + 1) if target else None
    return None if _is_under(_host(url), rules.not_hosts) else _ruled(adapter, url, query)


def _from_target(adapter: Adapter, target: SplitResult, depth: int) -> str | None:
    if _is_under(_host(target), adapter.hosts):
        return _linked(adapter, target, depth)
    return _from_url(target.geturl())


def _ruled(adapter: Adapter, url: SplitResult, query: dict[str, str]) -> str | None:
    try:
        path = unicodedata.normalize("NFC", unquote(url.path.rstrip("/"), errors="strict"))
    except UnicodeDecodeError:
        return None
    names = (_name(rule, _host(url), path, query) for rule in adapter.accounts.links)
    # A client's own host is no account's domain: a local name there could be anybody's.
    home = "" if adapter.accounts.client else _host(url)
    keys = (key_of(adapter, name, home) for name in names if name)
    return next((key for key in keys if key), None)


def _name(rule: LinkRule, host: str, path: str, query: dict[str, str]) -> str | None:
    found = re.search(rule.path, path, re.IGNORECASE)
    hosted = re.search(rule.host or "", host)
    if not found or not hosted or not all(re.search(each, query.get(name, "")) for name, each in rule.query.items()):
        return None
    named = {**query, "host": hosted[hosted.re.groups and 1] or ""} if rule.host else query

    def filled(template: re.Match[str]) -> str:
        what = template[1]
        return named.get(what[1:-1], "") if what.startswith("{") else (found[int(what)] or "")

    return re.sub(r"\$(\d|\{[A-Za-z_]+\})", filled, rule.id)


def _split(text: str, base: str = "") -> SplitResult | None:
    try:
        url = urlsplit(urljoin(base, text))
    except ValueError:
        return None
    return url if url.hostname else None


def _host(url: SplitResult) -> str:
    return (url.hostname or "").lower().rstrip(".")


def _is_under(host: str, hosts: list[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _reserved(adapter: Adapter) -> set[str]:
    return {word.lower() for word in adapter.accounts.reserved}
