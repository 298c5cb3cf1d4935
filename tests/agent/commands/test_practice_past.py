from protocol.messages.due import Due, DueReply
from protocol.messages.practice import (
    PracticeChanged,
    PracticeErased,
    PracticeErasePast,
    PracticePast,
    PracticePastReply,
    PracticeUndo,
)
from protocol.messages.practice_consents import ConsentAdd, ConsentReply
from protocol.messages.practice_contacts import ContactAdd, ContactList, ContactReply, ContactsReply
from protocol.messages.retention import LegalHold, RetentionReply
from protocol.messages.settings import Settings, SettingsReply
from protocol.messages.watchlist import ClientEdit, ClientList, ClientRemove, ClientReply, ClientsReply
from tests.support.talk import Talk


async def recorded(talk: Talk) -> str:
    """A contact and a consent of today, with a client whose therapy ends today."""
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    today = str(talk.clock().astimezone().date())
    await talk.get(ContactAdd(client, "wrote", day=today), ContactReply)
    await talk.get(ConsentAdd(client, "sharing", given=today, expires=today), ConsentReply)
    await talk.get(ClientEdit(client, status="former", since=today), ClientReply)
    return client


async def past(talk: Talk) -> list[str]:
    reply = await talk.get(PracticePast(), PracticePastReply)
    assert reply.total == len(reply.past)
    return [one.kind for one in reply.past]


async def test_records_are_past_after_their_years_and_go_together_when_that_is_asked_for(talk: Talk) -> None:
    await recorded(talk)
    talk.clock.turn(days=7 * 365)
    assert await past(talk) == []
    talk.clock.turn(days=4)
    assert await past(talk) == ["consent", "contact"]
    assert ("records_past", 2) in [(one.kind, one.count) for one in (await talk.get(Due(), DueReply)).due]
    assert (await talk.get(PracticePast(limit=1), PracticePastReply)).total == 2
    assert (await talk.refused(PracticeErasePast(1))) == (
        "bad_input",
        "It would be 2 records, not 1. Look at them again.",
    )
    erased = await talk.get(PracticeErasePast(2), PracticeErased)
    assert (erased.records, await past(talk)) == (2, [])
    assert (await talk.get(ContactList(), ContactsReply)).contacts == []
    assert erased.change is not None
    await talk.get(PracticeUndo(erased.change), PracticeChanged)
    assert await past(talk) == ["consent", "contact"]


async def test_nothing_is_past_while_somebody_is_in_care(talk: Talk) -> None:
    client = await recorded(talk)
    talk.clock.turn(days=3000)
    assert await past(talk) == ["consent", "contact"]
    await talk.get(ClientEdit(client, status="current"), ClientReply)
    assert await past(talk) == []


async def test_a_legal_hold_is_respected_of_one_who_is_off_the_list_too(talk: Talk) -> None:
    client = await recorded(talk)
    await talk.get(ClientRemove(client), ClientReply)
    talk.clock.turn(days=3000)
    assert await past(talk) == ["consent", "contact"]
    held = await talk.get(LegalHold(client, on=True), RetentionReply)
    assert [one.label for one in held.holds] == ["J. D."]
    assert await past(talk) == []
    assert (await talk.refused(PracticeErasePast(2)))[0] == "bad_input"
    await talk.get(LegalHold(client, on=False), RetentionReply)
    await talk.get(Settings(legal_hold=True), SettingsReply)
    assert await past(talk) == []
    assert (await talk.refused(PracticeErasePast(2)))[0] == "not_allowed"
    await talk.get(Settings(legal_hold=False, retention_log_years=0), SettingsReply)
    assert await past(talk) == []
