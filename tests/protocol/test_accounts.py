"""Links, handles and keys become account keys, by the adapters' own rules; whatever is pasted."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.accounts import NoAccount, is_key, is_permanent, platform_of, resolve, user_of, variants
from protocol.reading import parse, shipped
from protocol.vocabulary import VOCABULARY, Adapter
from tests.support.vectors import cases, classes

LINKS = [
    (adapter.platform, example.link, example.id)
    for adapter in shipped()
    for rule in adapter.accounts.links
    for example in rule.examples
]


def resolved(text: str) -> str | None:
    try:
        return resolve(text)
    except NoAccount:
        return None


@pytest.mark.parametrize(
    "key", ["x:jamie", "x:4242", "mastodon:jamie@example.org", "linkedin:ACoAAB1xYz", "facebook:j.d"]
)
def test_a_key_is_what_it_would_be_kept_as(key: str) -> None:
    assert is_key(key)
    for other in (f"{key}!", f" {key}", key.upper(), key.partition(":")[2], f"nowhere:{key}", "", ":", "x:home", "x:"):
        assert not is_key(other)


@pytest.mark.parametrize(
    ("permanent", "handle"),
    [
        ("x:4242", "x:jamie_4242"),
        ("instagram:12345678", "instagram:jamie.12345678"),
        ("facebook:100012345678901", "facebook:jamie.doe"),
        ("linkedin:ACoAAB1xYz", "linkedin:jamie-doe-1a2b"),
        ("bluesky:did:plc:abcdef", "bluesky:jamie.example.org"),
        ("medium:1a2b3c4d5e6f", "medium:deadbeef"),
        ("vk:id1234", "vk:ida.doe"),
        ("reddit:t2_1a2b3c", "reddit:t2_jamie_castle"),
        ("youtube:UCabcdefghijklmnopqrstuv", "youtube:ucabcdefghijklmnopqrstuv"),
    ],
)
def test_what_never_changes_is_told_from_a_handle(permanent: str, handle: str) -> None:
    assert is_permanent(permanent)
    assert is_key(permanent)
    assert not is_permanent(handle)
    assert is_key(handle)


def test_no_key_of_a_platform_without_numbers_is_permanent() -> None:
    assert not is_permanent("mastodon:1234@example.org")
    assert not is_permanent("nowhere:1234")


def test_a_user_of_a_host() -> None:
    assert user_of("mastodon:jamie@example.org") == user_of("mastodon:jamie@social.example.org") == "mastodon:jamie"
    assert user_of("x:jamie") is None
    assert user_of("nowhere:jamie@example.org") is None


def test_every_class_of_the_vectors_is_run() -> None:
    assert classes("accounts.json") == {"link", "written"}


@pytest.mark.parametrize("case", cases("accounts.json", "link", "written"))
def test_it_means_what_the_vectors_say(case: dict[str, Any]) -> None:
    assert resolved(case["text"]) == case["account"]


@pytest.mark.parametrize(("platform", "link", "name"), LINKS)
def test_the_examples_of_the_adapters(platform: str, link: str, name: str | None) -> None:
    assert resolved(link) == (None if name is None else f"{platform}:{name}")


@pytest.mark.parametrize("text", ["", "jane", "https://x.com/home"])
def test_the_sentence_says_what_to_do(text: str) -> None:
    with pytest.raises(NoAccount, match="Paste the link"):
        resolve(text)


def test_a_redirect_that_leads_nowhere_in_the_end() -> None:
    assert resolved("https://l.facebook.com/l.php?u=https%3A%2F%2F%5Bx") is None
    assert resolved("https://l.facebook.com/l.php?u=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dx") is None


def test_what_a_platform_ignores_gives_another_key() -> None:
    assert variants("facebook:jane.doe") == ["facebook:janedoe"]
    assert variants("facebook:janedoe") == variants("x:jane") == variants("nowhere:a.b") == []


@pytest.mark.parametrize(
    ("link", "account"),
    [
        ("https://jane.example.org/", "made:jane"),
        ("https://Jane.example.org/about", "made:jane"),
        ("https://jane.example.org/other", None),
        ("https://example.org/about", None),
        ("https://docs.example.org/", "made:docs.example.org"),
    ],
)
def test_a_host_may_be_an_account(link: str, account: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [
        {"path": "^(?:/about)?$", "host": r"^(?!docs\.)([a-z]+)\.example\.org$", "id": "${host}", "examples": NONE},
        {"path": "^$", "host": r"^docs\..*$", "id": "${host}", "examples": NONE},
    ]
    monkeypatch.setattr("protocol.accounts.shipped", lambda: (made(rules),))
    assert resolved(link) == account


NONE = [{"link": "https://example.org/", "id": None}]


def made(links: list[dict[str, Any]]) -> Adapter:
    """A platform that nobody knows, with these forms of links."""
    told = {"vocabulary": VOCABULARY, "platform": "made", "name": "Made", "checked": "2026-11-24", "controls": []}
    accounts = {"id": "^[a-z.]+$", "links": links}
    return parse(msgspec.json.encode({**told, "hosts": ["example.org"], "accounts": accounts}))


@given(st.text(max_size=80) | st.from_regex(r"https?://(x|www\.facebook|m\.tiktok)\.com/[ -~]{0,40}", fullmatch=True))
def test_whatever_is_pasted_gives_a_key_that_means_itself(text: str) -> None:
    key = resolved(text)
    assert key is None or (resolve(key) == key and platform_of(key) in {each.platform for each in shipped()})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("https://x.com/home", "a page of X, but no one person's"),
        ("https://www.instagram.com/", "a page of Instagram, but no one person's"),
        ("www.linkedin.com/feed/", "a page of LinkedIn, but no one person's"),
        ("https://social.example/about/people", "doesn't know the site social.example"),
        (f"https://{'a' * 200}.example/jane", f"doesn't know the site {'a' * 60}. Paste"),
        ("jane doe", "That names no account that Framekeeper knows"),
        ("jane.doe", "That names no account that Framekeeper knows"),
        ("x:", "That names no account that Framekeeper knows"),
        ("https:///", "That names no account that Framekeeper knows"),
        ("x:not/a handle", "That names no account that Framekeeper knows"),
    ],
)
def test_a_wrong_link_says_why(text: str, why: str) -> None:
    with pytest.raises(NoAccount) as refused:
        resolve(text)
    assert why in str(refused.value)
