from protocol.messages.practice import PracticeChanged, PracticeErase, PracticeUndo
from protocol.messages.practice_consents import (
    ConsentAdd,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentSays,
    ConsentsReply,
    ConsentWithdraw,
)
from protocol.messages.state import Done
from protocol.messages.warnings import Sighting, WarningUse, WarningView
from protocol.messages.watchlist import ClientList, ClientRemove, ClientReply, ClientsReply
from tests.support.command import PASSPHRASE
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
    erased = await talk.get(PracticeErase(client, PASSPHRASE), PracticeChanged)
    assert (await talk.get(ConsentList(), ConsentsReply)).consents == []
    assert erased.change is not None
    await talk.get(PracticeUndo(erased.change), PracticeChanged)
    assert (await talk.get(ConsentList(), ConsentsReply)).consents == [kept]


async def shared(talk: Talk, **more: str) -> WarningView:
    return await talk.open(interaction="share", **more)


async def test_a_warning_on_a_share_or_mention_says_whether_there_is_a_consent(talk: Talk) -> None:
    client = await jamie(talk)
    assert (await shared(talk)).consent == ConsentSays("none")
    assert (await talk.open(interaction="follow")).consent is None
    await talk.get(ConsentAdd(client, "recording"), ConsentReply)
    await talk.get(ConsentAdd(client, "sharing", "One post", "instagram"), ConsentReply)
    assert (await shared(talk)).consent == ConsentSays("none")
    here = await talk.get(ConsentAdd(client, "sharing", "All posts", "x", expires="2027-01-31"), ConsentReply)
    says = ConsentSays("valid", "sharing", "All posts", "2027-01-31")
    assert (await shared(talk)).consent == (await talk.open(interaction="mention")).consent == says
    gone = await talk.get(ConsentWithdraw(here.consent.id), ConsentReply)
    assert (await shared(talk)).consent == ConsentSays("withdrawn", "sharing", "All posts", gone.consent.withdrawn)


async def test_a_name_that_resembles_a_client_s_has_consented_to_nothing(talk: Talk) -> None:
    client = await jamie(talk)
    await talk.get(ConsentAdd(client, "sharing"), ConsentReply)
    view = await talk.open(Sighting("x:somebody", names=["Jamie Doe"]), interaction="mention")
    assert (view.verdict, view.consent) == ("possible", None)


async def test_a_consent_withdrawn_after_a_share_was_allowed_says_what_was_shared(talk: Talk) -> None:
    client = await jamie(talk)
    given = await talk.get(ConsentAdd(client, "sharing"), ConsentReply)
    view = await shared(talk)
    await talk.override(view)
    lapsed = await shared(talk)
    await talk.override(lapsed)
    await talk.get(WarningUse(lapsed.warning, "lapsed"), Done)
    await talk.decide(await shared(talk), "heeded")
    await talk.override(await talk.open(interaction="follow"))
    assert (await talk.get(ConsentList(), ConsentsReply)).consents[0].shares == []
    gone = await talk.get(ConsentWithdraw(given.consent.id), ConsentReply)
    assert [one.sequence for one in gone.consent.shares] == [view.warning]
    (listed,) = (await talk.get(ConsentList(client), ConsentsReply)).consents
    assert (listed.shares[0].interaction, listed.shares[0].platform) == ("share", "x")
