from protocol.messages import (
    ClientList,
    ClientRemove,
    ClientReply,
    ClientsReply,
    ConsentAdd,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentsReply,
    ConsentWithdraw,
    PracticeChanged,
    PracticeErase,
    PracticeUndo,
)
from tests.support.talk import Talk


async def jamie(talk: Talk) -> str:
    return (await talk.get(ClientList(), ClientsReply)).clients[0].id


async def test_a_consent_comes_is_withdrawn_and_undone(talk: Talk) -> None:
    client = await jamie(talk)
    added = await talk.get(ConsentAdd(client, "sharing", "One post", "instagram"), ConsentReply)
    assert (added.consent.label, added.consent.state) == ("J. D.", "valid")
    gone = await talk.get(ConsentWithdraw(added.consent.id), ConsentReply)
    assert gone.consent.state == "withdrawn"
    assert gone.change is not None
    undone = await talk.get(PracticeUndo(gone.change), PracticeChanged)
    assert (await talk.get(ConsentList(), ConsentsReply)).consents == [added.consent]
    assert undone.change is not None
    removed = await talk.get(ConsentRemove(added.consent.id), ConsentReply)
    assert removed.consent == added.consent
    assert (await talk.refused(PracticeUndo(undone.change)))[0] == "not_allowed"


async def test_only_a_client_on_the_watch_list_consents(talk: Talk) -> None:
    code, sentence = await talk.refused(ConsentAdd("c-nobody", "sharing"))
    assert (code, "client list" in sentence) == ("not_found", True)


async def test_records_outlive_the_watch_list_and_the_lock_until_they_are_erased(talk: Talk) -> None:
    client = await jamie(talk)
    await talk.get(ConsentAdd(client, "sharing"), ConsentReply)
    await talk.get(ClientRemove(client), ClientReply)
    talk.reopen()
    (kept,) = (await talk.get(ConsentList(client), ConsentsReply)).consents
    assert kept.label == "J. D."
    erased = await talk.get(PracticeErase(client), PracticeChanged)
    assert (await talk.get(ConsentList(), ConsentsReply)).consents == []
    assert erased.change is not None
    await talk.get(PracticeUndo(erased.change), PracticeChanged)
    assert (await talk.get(ConsentList(), ConsentsReply)).consents == [kept]
