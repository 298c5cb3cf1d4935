from protocol.messages import RecordsChanged
from protocol.messages.practice import PracticeChanged, PracticeUndo
from protocol.messages.practice_contacts import (
    ContactAdd,
    ContactEdit,
    ContactList,
    ContactRemove,
    ContactReply,
    ContactsReply,
)
from protocol.messages.watchlist import ClientList, ClientRemove, ClientReply, ClientsReply
from tests.support.talk import Talk


async def test_a_contact_comes_is_changed_and_undone(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    added = await talk.get(ContactAdd(client, "wrote", account="https://x.com/jamie_doe"), ContactReply)
    assert (added.contact.label, added.contact.account, added.contact.platform) == ("J. D.", "x:jamie_doe", "x")
    done = await talk.get(ContactEdit(added.contact.id, handling="redirected"), ContactReply)
    assert done.change is not None
    assert (await talk.get(PracticeUndo(done.change), PracticeChanged)).change is not None
    assert (await talk.get(ContactList(), ContactsReply)).contacts == [added.contact]
    assert (await talk.get(ContactRemove(added.contact.id), ContactReply)).contact == added.contact


async def test_other_windows_hear_of_what_was_changed_and_of_no_verdict(talk: Talk) -> None:
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    added = await talk.get(ContactAdd(client, "wrote"), ContactReply)
    assert talk.notices == [RecordsChanged()]
    assert added.change is not None
    await talk.get(PracticeUndo(added.change), PracticeChanged)
    assert talk.notices == [RecordsChanged()] * 2
    await talk.refused(PracticeUndo(added.change))
    await talk.get(ContactList(), ContactsReply)
    assert len(talk.notices) == 2
    talk.reopen()
    await talk.get(ContactAdd(client, "wrote"), ContactReply)
    assert len(talk.notices) == 3


async def test_it_is_with_a_client_on_the_list_and_outlives_that(talk: Talk) -> None:
    assert (await talk.refused(ContactAdd("c-nobody", "met")))[0] == "not_found"
    client = (await talk.get(ClientList(), ClientsReply)).clients[0].id
    assert "link" in (await talk.refused(ContactAdd(client, "met", account="no account")))[1]
    await talk.get(ContactAdd(client, "met"), ContactReply)
    await talk.get(ClientRemove(client), ClientReply)
    (left,) = (await talk.get(ContactList(), ContactsReply)).contacts
    assert left.label == "J. D."
