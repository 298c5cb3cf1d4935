import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import AlreadyThere, BadInput, NotFound
from agent.watchlist import forms
from protocol.accounts import resolve
from protocol.messages.watchlist import AccountAdd, Client, ClientAdd, ClientEdit

NOW = "2026-11-22T10:00:00.000Z"


def fill(**fields: object) -> Client:
    return forms.fill(ClientAdd(**fields), resolve, NOW)  # type: ignore[arg-type]


def test_fills_in_what_is_missing() -> None:
    client = fill(names=["Jamie Doe"], accounts=["https://x.com/Jamie_Doe", "x:jamie_doe", "@jd@social.example.org"])
    assert re.fullmatch("c-[0-9a-hjkmnp-tv-z]{10}", client.id)
    assert (client.label, client.status, client.since, client.notes) == ("J. D.", "current", None, "")
    assert [account.key for account in client.accounts] == ["x:jamie_doe", "mastodon:jd@social.example.org"]
    assert fill(label="K").id != fill(label="K").id


def test_wants_a_label_or_a_name() -> None:
    for fields in ({}, {"names": ["✨", " "]}, {"label": "  "}):
        with pytest.raises(BadInput, match="neither a label nor a name"):
            fill(**fields)


@pytest.mark.parametrize("since", ["2026", "2026-11", "2026-11-22"])
def test_takes_dates_as_exact_as_they_are_known(since: str) -> None:
    assert fill(label="K", since=since).since == since
    assert fill(label="K", since="").since is None


@given(
    st.text(min_size=1, max_size=12)
    | st.sampled_from(["2026-13", "2026-1-1", "22.11.2026", "2026-11-32", "\uff12\uff10\uff12\uff16"])
)
def test_refuses_other_dates(since: str) -> None:
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", since):
        return
    with pytest.raises(BadInput, match="2026-11-22"):
        fill(label="K", since=since)


def test_refuses_notes_that_are_not_text() -> None:
    with pytest.raises(BadInput):
        fill(label="K", notes="\udcff")


def test_edits_only_what_is_given() -> None:
    client = fill(label="K", names=["Jamie Doe"], since="2026", notes="n")
    assert forms.edited(client, ClientEdit(client.id)) == client
    edited = forms.edited(client, ClientEdit(client.id, label="", names=["Robin Hale"], since="", status="former"))
    assert (edited.label, edited.names, edited.since, edited.status) == ("R. H.", ["Robin Hale"], None, "former")
    assert (edited.notes, edited.id) == ("n", client.id)
    assert forms.edited(client, ClientEdit(client.id, notes="m")).notes == "m"


def test_adds_accounts_and_aliases() -> None:
    client = fill(label="K")
    client = forms.with_account(client, AccountAdd(client.id, "x:one", "inbound_contact", ["x:1", "x:one"]), resolve)
    assert client.accounts[0].aliases == ["x:1"]
    assert client.accounts[0].handle_source == "inbound_contact"
    client = forms.with_account(client, AccountAdd(client.id, "x:one", aliases=["x:0"]), resolve)
    assert client.accounts[0].aliases == ["x:0", "x:1"]
    assert client.accounts[0].handle_source == "inbound_contact"
    client = forms.with_account(client, AccountAdd(client.id, "x:two"), resolve)
    assert forms.keys(client) == {"x:0", "x:1", "x:one", "x:two"}
    for request in (
        AccountAdd(client.id, "x:two"),
        AccountAdd(client.id, "x:one", aliases=["x:1"]),
        AccountAdd(client.id, "x:1"),
        AccountAdd(client.id, "x:three", aliases=["x:two"]),
    ):
        with pytest.raises(AlreadyThere, match="K has the account x:"):
            forms.with_account(client, request, resolve)


def test_takes_accounts_and_aliases_away() -> None:
    client = forms.with_account(fill(label="K"), AccountAdd("c", "x:one", aliases=["x:1"]), resolve)
    assert forms.keys(forms.without_account(client, "x:1")) == {"x:one"}
    assert forms.keys(forms.without_account(client, "x:one")) == set()
    with pytest.raises(NotFound, match="K has no account x:two"):
        forms.without_account(client, "x:two")
