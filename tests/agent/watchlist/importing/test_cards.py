from hypothesis import given
from hypothesis import strategies as st

from agent.watchlist.importing.people import Person
from tests.agent.watchlist.importing.support import names, reading, sentence, skipped


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(text: str | bytes) -> Person:
    (person,) = reading(text).found.people
    return person


def test_version_2_with_quoted_printable() -> None:
    text = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen",
        "FN;CHARSET=UTF-8;QUOTED-PRINTABLE:J=C3=BCrgen=",
        "=20M=C3=BCller",
        "EMAIL;INTERNET:j@example.org",
        version="2.1",
    )
    person = only(text)
    assert (person.names, *person.emails) == (["Jürgen Müller"], "j@example.org")
    latin = card("N;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen", version="2.1")
    assert names(latin) == [["Jürgen Müller"]]


def test_versions_3_and_4() -> None:
    text = card("N:Doe;Jane;Marie;Dr.;", "FN:Dr. Jane Doe", "NICKNAME:Janie", "item1.URL:https://x.com/Jane_Doe")
    person = only(text)
    assert person.names == ["Jane Doe", "Dr. Jane Doe", "Jane Marie Doe", "Janie Doe"]
    assert person.accounts == ["x:jane_doe"]
    folded = card("FN:Jane", "  Doe", "KIND:individual", version="4.0")
    assert names(folded) == [["Jane Doe"]]
    assert names(card("FN:Smith\\, Jane \\\\ Ltd", version="4.0")) == [["Jane \\ Ltd Smith"]]


def test_profiles_become_accounts() -> None:
    text = card(
        "FN:Jane Doe",
        "X-SOCIALPROFILE;type=twitter;x-user=jane_doe:x-apple:jane_doe",
        'SOCIALPROFILE;SERVICE-TYPE="Mastodon":https://example.org/@jane',
        "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:jane",
        "URL:https://www.instagram.com/jane.doe/",
        "URL:https://janedoe.example/",
        version="4.0",
    )
    assert only(text).accounts == ["x:jane_doe", "mastodon:jane@example.org", "instagram:jane.doe"]


def test_what_is_private_is_not_read() -> None:
    text = card("FN:Jane Doe", "BDAY:1990-01-01", "ADR:;;1 Street;Town", "NOTE:F32.1", "PHOTO;BASE64:QUJD", " QUJD")
    found = reading(text)
    assert "1990" not in repr(found)
    assert "F32.1" not in repr(found)
    assert "Street" not in repr(found)


def test_what_is_no_card_costs_only_itself() -> None:
    text = card("FN:Jane Doe", "this is no line", "FN") + card("FN:A Practice", "X-ABShowAs:COMPANY")
    text += (
        card("EMAIL:nobody@example.org")
        + "BEGIN:VCARD\r\nFN:Cut Off\r\n"
        + card("FN:John Smith")
        + "BEGIN:VCARD\r\nFN:Ma"
    )
    assert names(text) == [["Jane Doe"], ["John Smith"]]
    assert skipped(text) == [(2, "organisation"), (3, "no_name"), (4, "incomplete"), (6, "incomplete")]


@given(st.lists(st.text(max_size=60) | st.sampled_from(["N:a;b", "FN:x=", "END:VCARD", "BEGIN:VCARD", "URL;=:;\\"])))
def test_whatever_is_in_a_card_gets_an_answer(lines: list[str]) -> None:
    said = sentence("BEGIN:VCARD\n" + "\n".join(lines))
    assert not said or said.endswith(".")
