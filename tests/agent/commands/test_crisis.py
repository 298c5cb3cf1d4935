import pytest

from agent.errors import DiskFull
from agent.overridelog import OverrideLog
from protocol.messages.log import Entry, LogFilter, LogList, LogReply
from protocol.messages.practice import PracticeChanged, PracticeErase, PracticeUndo
from protocol.messages.practice_crisis import (
    CrisesReply,
    CrisisBegin,
    CrisisCard,
    CrisisCardOpen,
    CrisisCardReply,
    CrisisCardSave,
    CrisisClose,
    CrisisEdit,
    CrisisFollowUp,
    CrisisList,
    CrisisRemove,
    CrisisReply,
    CrisisShow,
    CrisisTake,
)
from protocol.messages.retention import LegalHold, LogErase, LogErased, Retention, RetentionReply
from protocol.messages.watchlist import ClientList, ClientRemove, ClientReply, ClientsReply
from tests.support.command import PASSPHRASE
from tests.support.talk import Talk


async def jamie(talk: Talk) -> str:
    return (await talk.get(ClientList(), ClientsReply)).clients[0].id


async def logged(talk: Talk) -> list[Entry]:
    return (await talk.get(LogList(crisis=True), LogReply)).entries


async def test_one_press_holds_and_begins_and_a_second_changes_neither(talk: Talk) -> None:
    client = await jamie(talk)
    begun = await talk.get(CrisisBegin(client, platform="x"), CrisisReply)
    assert (begun.crisis.label, begun.crisis.platform) == ("J. D.", "x")
    assert begun.held_until == "2026-11-23T12:00:00.000Z"
    assert begun.change is not None
    talk.clock.turn(minutes=1)
    again = await talk.get(CrisisBegin(client, hours=1), CrisisReply)
    assert (again.crisis, again.held_until, again.change) == (begun.crisis, begun.held_until, None)
    assert [one.kind for one in await logged(talk)] == ["crisis_hold"]
    assert (await talk.refused(CrisisBegin("c-nobody")))[0] == "not_found"


async def test_a_hold_that_was_ended_begins_again_with_the_next_press(talk: Talk) -> None:
    client = await jamie(talk)
    begun = await talk.get(CrisisBegin(client), CrisisReply)
    talk.agent.require_open()[1].release(client)
    assert (await talk.get(CrisisShow(begun.crisis.id), CrisisReply)).held_until is None
    assert (await talk.get(CrisisBegin(client), CrisisReply)).held_until is not None


async def test_a_record_goes_its_way(talk: Talk) -> None:
    crisis = (await talk.get(CrisisBegin(await jamie(talk)), CrisisReply)).crisis.id
    await talk.get(CrisisEdit(crisis, danger="not_now", seen_how="a post"), CrisisReply)
    taken = await talk.get(CrisisTake(crisis, "client", "reached"), CrisisReply)
    assert taken.change is not None
    await talk.get(PracticeUndo(taken.change), PracticeChanged)
    assert (await talk.get(CrisisShow(crisis), CrisisReply)).crisis.steps == []
    closed = await talk.get(CrisisClose(crisis, "safe"), CrisisReply)
    assert closed.held_until is not None
    assert (await talk.refused(CrisisTake(crisis, "client")))[0] == "not_allowed"
    after = await talk.get(CrisisFollowUp(crisis, "policy"), CrisisReply)
    assert (await talk.get(CrisisList(), CrisesReply)).crises == [after.crisis]
    removed = await talk.get(CrisisRemove(crisis), CrisisReply)
    assert removed.change is not None
    assert (await talk.get(CrisisList(), CrisesReply)).crises == []


async def test_each_opening_of_a_card_is_in_the_log_and_no_saving_is(talk: Talk) -> None:
    client = await jamie(talk)
    opened = await talk.get(CrisisCardOpen(client), CrisisCardReply)
    assert (opened.card, opened.label) == (CrisisCard(), "J. D.")
    saved = await talk.get(CrisisCardSave(client, "555 0100", "Elm Street 4"), CrisisCardReply)
    assert (saved.logged, saved.card.phone) == (None, "555 0100")
    again = await talk.get(CrisisCardOpen(client), CrisisCardReply)
    assert again.card == saved.card
    entries = await logged(talk)
    assert [(one.kind, one.sequence, one.client) for one in entries] == [
        ("crisis_card", again.logged, client),
        ("crisis_card", opened.logged, client),
    ]
    assert (await talk.refused(CrisisCardOpen("c-nobody")))[0] == "not_found"
    assert (await talk.refused(CrisisCardSave("c-nobody", "1")))[0] == "not_found"


async def test_a_full_disk_keeps_no_card_closed(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await jamie(talk)
    saved = await talk.get(CrisisCardSave(client, "555 0100"), CrisisCardReply)

    def full(*_: object) -> int:
        raise DiskFull

    with monkeypatch.context() as patch:
        patch.setattr(OverrideLog, "add_card_opened", full)
        opened = await talk.get(CrisisCardOpen(client), CrisisCardReply)
    assert (opened.card, opened.logged) == (saved.card, None)


async def test_the_card_of_somebody_off_the_list_opens_until_it_is_erased(talk: Talk) -> None:
    client = await jamie(talk)
    await talk.get(CrisisCardSave(client, "555 0100"), CrisisCardReply)
    crisis = (await talk.get(CrisisBegin(client), CrisisReply)).crisis
    await talk.get(ClientRemove(client), ClientReply)
    opened = await talk.get(CrisisCardOpen(client), CrisisCardReply)
    assert (opened.label, opened.card.phone) == ("J. D.", "555 0100")
    assert (await talk.get(CrisisShow(crisis.id), CrisisReply)).crisis.label == "J. D."
    await talk.get(PracticeErase(client, PASSPHRASE), PracticeChanged)
    assert (await talk.refused(CrisisCardOpen(client)))[0] == "not_found"
    assert (await talk.get(CrisisList(), CrisesReply)).crises == []


async def test_a_legal_hold_keeps_all_of_it(talk: Talk) -> None:
    client = await jamie(talk)
    crisis = (await talk.get(CrisisBegin(client), CrisisReply)).crisis
    await talk.get(CrisisCardOpen(client), CrisisCardReply)
    await talk.get(LegalHold(client, True), RetentionReply)
    for request in (
        PracticeErase(client, PASSPHRASE),
        CrisisRemove(crisis.id),
        LogErase(client=client, count=2, passphrase=PASSPHRASE),
    ):
        assert (await talk.refused(request))[0] == "not_allowed"
    await talk.get(LegalHold(client, False), RetentionReply)
    assert await talk.get(LogErase(client=client, count=2, passphrase=PASSPHRASE), LogErased) == LogErased(
        2, erased=True
    )
    assert await logged(talk) == []


async def test_openings_and_holds_pass_their_retention_as_warnings_do(talk: Talk) -> None:
    client = await jamie(talk)
    await talk.get(CrisisCardSave(client, "555 0100"), CrisisCardReply)
    await talk.get(CrisisCardOpen(client), CrisisCardReply)
    await talk.get(CrisisBegin(client), CrisisReply)
    talk.clock.turn(days=8 * 366)
    assert (await talk.get(Retention(), RetentionReply)).total == 0
    await talk.get(ClientRemove(client), ClientReply)
    past = await talk.get(Retention(), RetentionReply)
    assert [(one.kind, one.interaction, one.label) for one in past.past] == [
        ("crisis_card", None, "J. D."),
        ("crisis_hold", None, "J. D."),
    ]
    assert (await talk.get(LogErase(past=True, count=2, passphrase=PASSPHRASE), LogErased)).erased
    assert talk.agent.require_open()[1].entries(LogFilter(crisis=True)).entries == []
