"""A draft that names a client: the verdict by its text alone, the warning, what the log has, and "Not my client"."""

from protocol.messages.log import LogList, LogReply
from protocol.messages.practice_consents import ConsentAdd, ConsentReply
from protocol.messages.warnings import Check, ClearingList, ClearingsReply, Sighting, Verdict, Verdicts
from protocol.messages.watchlist import Client, ClientList, ClientsReply
from tests.support.talk import Talk


def draft(text: str) -> Sighting:
    return Sighting("x:~1a2b", text=text)


async def verdict(talk: Talk, text: str) -> Verdict:
    return (await talk.get(Check([draft(text)]), Verdicts)).verdicts[0]


async def jamie(talk: Talk) -> Client:
    return (await talk.get(ClientList(), ClientsReply)).clients[0]


async def test_a_text_that_names_a_client_is_listed_and_held_as_a_mention(talk: Talk) -> None:
    found = await verdict(talk, "So proud of Jamie Doe today")
    assert (found.verdict, "mention" in found.holds) == ("listed", True)
    for text in ("So proud of Jamie today", "nothing", "A doe"):
        assert (await verdict(talk, text)).verdict == "clear"


async def test_the_warning_is_of_tier_a_says_if_there_is_a_consent_and_the_log_has_no_word_of_the_text(
    talk: Talk,
) -> None:
    client = await jamie(talk)
    view = await talk.open(draft("Jamie Doe, a secret sentence"), interaction="mention")
    assert (view.tier, view.client, view.label, view.platform) == ("A", client.id, "J. D.", "x")
    assert view.account.startswith("x:~")
    assert view.consent is not None
    assert view.consent.state == "none"
    await talk.get(ConsentAdd(client.id, "sharing"), ConsentReply)
    again = await talk.open(draft("Jamie Doe again"), interaction="mention")
    assert again.consent is not None
    assert (again.consent.state, again.account) == ("valid", view.account)
    entry = (await talk.get(LogList(), LogReply)).entries[0]
    assert (entry.interaction, entry.account, entry.note) == ("mention", view.account, "")
    log = repr(talk.agent.vault.database.rows("SELECT CAST(body AS TEXT) FROM log_bodies"))
    assert "secret" not in log
    assert "1a2b" not in log
    assert "Doe" not in log


async def test_not_my_client_is_remembered_for_the_name_and_can_be_taken_back(talk: Talk) -> None:
    client = await talk.client("Robin Hale", "x:robin_hale")
    view = await talk.open(draft("met Robin Hale"), interaction="mention")
    await talk.decide(view, "not_my_client")
    assert (await verdict(talk, "another text about Robin Hale")).verdict == "clear"
    assert (await verdict(talk, "Robin Hale and Jamie Doe")).verdict == "listed"
    (clearing,) = (await talk.get(ClearingList(client.id), ClearingsReply)).clearings
    assert clearing.interaction == "mention"


async def test_who_is_current_is_said_first(talk: Talk) -> None:
    await talk.client("Robin Hale", "x:robin_hale", status="former")
    view = await talk.open(draft("Robin Hale and Jamie Doe"), interaction="mention")
    assert view.label == "J. D."


async def test_a_handle_in_a_draft_s_key_counts_for_nothing(talk: Talk) -> None:
    found = await talk.get(Check([Sighting("x:jamie_doe", text="nobody"), Sighting("x:jamie_doe")]), Verdicts)
    assert [each.verdict for each in found.verdicts] == ["clear", "listed"]
