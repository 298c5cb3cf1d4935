from agent.commands.practice import labels
from protocol.messages.practice import (
    CrisisLine,
    CrisisNumbers,
    NumbersConfirm,
    NumbersShow,
    PracticeChanged,
    PracticeErase,
    PracticeUndo,
)
from protocol.messages.practice_consents import ConsentAdd, ConsentReply
from protocol.messages.retention import LegalHold, RetentionReply
from protocol.messages.watchlist import ClientEdit, ClientReply
from tests.support.command import PASSPHRASE
from tests.support.talk import Talk


async def test_numbers_are_confirmed_and_that_is_undone(talk: Talk) -> None:
    known = await talk.get(NumbersShow("US"), CrisisNumbers)
    assert (known.emergency, known.confirmed) == ("911", None)
    kept = await talk.get(NumbersConfirm("US", "911", [CrisisLine("Lifeline", "988")]), CrisisNumbers)
    assert kept.confirmed is not None
    assert kept.change is not None
    await talk.get(PracticeUndo(kept.change), PracticeChanged)
    assert await talk.get(NumbersShow("US"), CrisisNumbers) == known
    assert (await talk.refused(NumbersShow("usa"[:2])))[0] == "not_found"


async def test_under_a_legal_hold_nothing_is_erased(talk: Talk) -> None:
    client = await talk.client("Robin Hale", "x:robin_hale")
    await talk.get(ConsentAdd(client.id, "sharing"), ConsentReply)
    await talk.get(LegalHold(client.id, on=True), RetentionReply)
    code, sentence = await talk.refused(PracticeErase(client.id, PASSPHRASE))
    assert (code, "legal hold" in sentence) == ("not_allowed", True)
    await talk.get(LegalHold(client.id, on=False), RetentionReply)
    await talk.get(PracticeErase(client.id, PASSPHRASE), PracticeChanged)


async def test_only_who_knows_the_passphrase_takes_all_of_it_away(talk: Talk) -> None:
    client = await talk.client("Robin Hale", "x:robin_hale")
    await talk.get(ConsentAdd(client.id, "sharing"), ConsentReply)
    assert (await talk.refused(PracticeErase(client.id, "")))[0] == "wrong_secret"
    assert labels(talk.agent) == {client.id: "R. H."}


async def test_a_record_is_called_as_the_client_is_called_now(talk: Talk) -> None:
    client = await talk.client("Robin Hale", "x:robin_hale")
    await talk.get(ConsentAdd(client.id, "sharing"), ConsentReply)
    await talk.get(ClientEdit(client.id, label="Robin"), ClientReply)
    assert labels(talk.agent) == {client.id: "Robin"}
