from datetime import timedelta

from protocol.messages.due import Due, DueReply
from protocol.messages.log import LogNote
from protocol.messages.practice_consents import ConsentAdd, ConsentKind, ConsentReply, ConsentWithdraw
from protocol.messages.practice_contacts import ContactAdd, ContactEdit, ContactReply
from protocol.messages.practice_supervision import SupervisionNext, SupervisionReply
from protocol.messages.settings import Settings, SettingsReply
from protocol.messages.state import Done
from protocol.messages.watchlist import ClientEdit, ClientList, ClientReply, ClientsReply
from tests.support.talk import Talk


async def due(talk: Talk) -> dict[str, tuple[int, str | None]]:
    return {item.kind: (item.count, item.day) for item in (await talk.get(Due(), DueReply)).due}


async def test_at_first_there_is_no_policy(talk: Talk) -> None:
    assert await due(talk) == {"policy_none": (1, None)}


async def test_contacts_wait_until_something_was_done(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    contact = (await talk.get(ContactAdd(client, "wrote"), ContactReply)).contact
    assert (await due(talk))["contacts_open"] == (1, None)
    await talk.get(ContactEdit(contact.id, handling="redirected"), ContactReply)
    assert "contacts_open" not in await due(talk)


async def test_what_is_flagged_is_called_to_mind_until_the_flag_is_taken_away(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    asked = ContactAdd(client, "wrote", handling="answered", flags=["next_session", "record"])
    contact = (await talk.get(asked, ContactReply)).contact
    await talk.get(ContactAdd(client, "met", handling="ignored", flags=["supervision"]), ContactReply)
    view = await talk.open()
    await talk.get(LogNote(view.warning, "", ["record"]), Done)
    once = (1, None)
    found = await due(talk)
    assert (found["contacts_session"], found["contacts_record"], found["log_record"]) == (once, once, once)
    assert "next_session" not in found
    await talk.get(ContactEdit(contact.id, flags=["record"]), ContactReply)
    await talk.get(LogNote(view.warning, "", [], ["record"]), Done)
    assert {"contacts_session", "log_record"}.isdisjoint(await due(talk))


async def test_consents_that_end_are_called_to_mind_until_they_are_renewed_or_taken_back(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    today = talk.clock().astimezone().date()
    ends = [str(today + timedelta(days=days)) for days in (10, 40, 400)]

    async def consent(expires: str | None, kind: ConsentKind) -> str:
        return (await talk.get(ConsentAdd(client, kind, expires=expires), ConsentReply)).consent.id

    await consent(ends[0], "sharing")
    await consent(ends[1], "photograph")
    taken_back = await consent(ends[0], "other")
    await talk.get(ConsentWithdraw(taken_back), ConsentReply)
    assert (await due(talk))["consents_ending"] == (1, ends[0])
    talk.clock.turn(days=11)
    found = await due(talk)
    assert (found["consents_expired"], found["consents_ending"]) == ((1, None), (1, ends[1]))
    await consent(ends[2], "sharing")
    await consent(None, "photograph")
    assert {"consents_expired", "consents_ending"}.isdisjoint(await due(talk))


async def test_flags_and_supervision_are_called_to_mind_a_week_before(talk: Talk) -> None:
    view = await talk.open()
    await talk.get(LogNote(view.warning, "", ["next_session", "supervision"]), Done)
    today = talk.clock().astimezone().date()
    far, near = str(today + timedelta(days=8)), str(today + timedelta(days=7))
    await talk.get(SupervisionNext(far), SupervisionReply)
    found = await due(talk)
    assert (found["next_session"], found["supervision_waiting"]) == ((1, None), (1, None))
    assert "supervision_day" not in found
    await talk.get(SupervisionNext(near), SupervisionReply)
    assert (await due(talk))["supervision_day"] == (1, near)


async def test_what_is_past_its_time_is_proposed(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0]
    view = await talk.open()
    await talk.decide(view, "heeded")
    await talk.get(Settings(retention_log_years=1), SettingsReply)
    assert "retention_past" not in await due(talk)
    await former(talk, client.id)
    talk.clock.turn(days=800)
    assert (await due(talk))["retention_past"] == (1, None)


async def former(talk: Talk, client: str) -> None:
    since = str(talk.clock().date())
    await talk.get(ClientEdit(client, status="former", since=since), ClientReply)
