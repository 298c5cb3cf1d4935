import io
import re
from datetime import timedelta

from pypdf import PdfReader

from protocol.messages.files import FileBegin, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.log import LogCheck, LogCheckReply, LogNote
from protocol.messages.practice_consents import ConsentAdd, ConsentReply, ConsentWithdraw
from protocol.messages.practice_contacts import ContactAdd, ContactReply
from protocol.messages.practice_crisis import CrisisBegin, CrisisClose, CrisisFollowUp, CrisisReply, CrisisTake
from protocol.messages.practice_supervision import DilemmaReply, DilemmaSave, SupervisionDiscussed, SupervisionReply
from protocol.messages.retention import LogErase, LogErased
from protocol.messages.state import Done
from protocol.messages.timeline import ClientRecord, ClientTimeline, ClientTimelineReply, Moment
from protocol.messages.warnings import ClearingUndo
from protocol.messages.watchlist import (
    ClientAdd,
    ClientEdit,
    ClientList,
    ClientRemove,
    ClientReply,
    ClientsReply,
    ClientUndo,
)
from tests.support.command import PASSPHRASE
from tests.support.talk import Talk


async def jamie(talk: Talk) -> str:
    return (await talk.get(ClientList(), ClientsReply)).clients[0].id


async def page(talk: Talk, client: str, **more: object) -> ClientTimelineReply:
    return await talk.get(ClientTimeline(client, **more), ClientTimelineReply)  # type: ignore[arg-type]


async def whole(talk: Talk, request: ClientRecord) -> bytes:
    ready = await talk.get(request, FileReady)
    assert ready.name.startswith("client-record-2")
    data, offset = b"", 0
    while True:
        part = await talk.get(FileRead(ready.file, offset), FilePart)
        data += part.data
        if part.more is None:
            return data
        offset = part.more


async def filled(talk: Talk) -> str:
    """Give a client of whom there is something of every kind that needs no policy."""
    client = await jamie(talk)
    view = await talk.open()
    await talk.override(view)
    talk.clock.now += timedelta(days=1)
    await talk.get(LogNote(view.warning, "Kim Other saw it.", ["record", "supervision"]), Done)
    await talk.decide(await talk.open(interaction="message"), "heeded")
    await talk.get(ContactAdd(client, "wrote", note="About Kim Other, 2026-11-20."), ContactReply)
    consent = (await talk.get(ConsentAdd(client, "photograph", "One picture"), ConsentReply)).consent
    await talk.get(ConsentWithdraw(consent.id), ConsentReply)
    await talk.get(DilemmaSave("A like", client=client, facts="Facts", consulted="Sam Mentor"), DilemmaReply)
    await talk.get(SupervisionDiscussed(f"log:{view.warning}", "Say so."), SupervisionReply)
    await talk.get(ClientEdit(client, status="former", since="2026-11"), ClientReply)
    return client


def said(moments: list[Moment]) -> list[list[str]]:
    return [each.says for each in moments]


async def test_everything_about_a_client_is_on_one_page_in_the_order_of_time(talk: Talk) -> None:
    client = await filled(talk)
    reply = await page(talk, client, order="oldest")
    assert reply.client is not None
    assert (reply.label, reply.client.status, reply.total, reply.more) == ("J. D.", "former", 9, None)
    assert [each.day for each in reply.moments] == sorted(each.day for each in reply.moments)
    assert {tuple(says) for says in said(reply.moments)} == {
        ("timelineAdded",),
        ("timelineWarning", "do_follow"),
        ("timelineWarning", "do_message"),
        ("timelineContact", "contact_wrote"),
        ("timelineConsentGiven", "consentKind_photograph"),
        ("timelineConsentWithdrawn", "consentKind_photograph"),
        ("timelineDilemma",),
        ("timelineDiscussed", "timelineWarning"),
        ("timelineChanged", "columnStatus", "columnSince"),
    }
    latest = await page(talk, client)
    assert latest.moments == reply.moments[::-1]
    assert {each.kind: each.count for each in reply.counts} == {
        "client": 2, "warning": 2, "contact": 1, "consent": 2, "supervision": 2
    }  # fmt: skip


async def test_a_warning_tells_what_became_of_it_and_when_a_note_was_added(talk: Talk) -> None:
    client = await filled(talk)
    first = (await page(talk, client, kinds=["warning"], order="oldest")).moments[0]
    details = {each.name: each for each in first.details}
    assert details["columnOutcome"].says == ["outcome_overridden", "use_granted"]
    assert details["columnAccount"].text == "x:jamie_doe"
    assert (details["columnNote"].text, details["flags"].says) == (
        "Kim Other saw it.",
        ["flag_record", "flag_supervision"],
    )
    assert details["columnNote"].day is not None


async def test_not_my_client_is_a_kind_of_its_own_and_may_be_taken_back(talk: Talk) -> None:
    client = await jamie(talk)
    view = await talk.open()
    await talk.decide(view, "not_my_client")
    (cleared,) = (await page(talk, client, kinds=["cleared"])).moments
    assert "columnState" not in {each.name for each in cleared.details}
    await talk.get(ClearingUndo(view.warning), Done)
    (taken,) = (await page(talk, client, kinds=["cleared"])).moments
    assert "columnState" in {each.name for each in taken.details}


async def test_a_crisis_is_told_step_by_step_with_what_the_log_has_of_it(talk: Talk) -> None:
    client = await jamie(talk)
    crisis = (await talk.get(CrisisBegin(client), CrisisReply)).crisis.id
    await talk.get(CrisisTake(crisis, "client", "no_answer", "Rang twice."), CrisisReply)
    await talk.get(CrisisFollowUp(crisis, "record"), CrisisReply)
    await talk.get(CrisisClose(crisis, "Safe."), CrisisReply)
    moments = (await page(talk, client, kinds=["crisis"])).moments
    assert {tuple(says) for says in said(moments)} == {
        ("entry_crisis_hold",),
        ("timelineCrisis",),
        ("crisisStep_client", "crisisResult_no_answer"),
        ("timelineCrisisAfter", "crisisFollow_record"),
        ("timelineCrisisClosed",),
    }


async def test_changes_are_noted_without_what_stood_there_and_so_is_their_undoing(talk: Talk) -> None:
    client = await jamie(talk)
    change = (await talk.get(ClientEdit(client, names=["Jamie Doe", "Jim"]), ClientReply)).change
    await talk.get(ClientUndo(change or 0), ClientReply)
    await talk.get(ClientEdit(client, names=["Jamie Doe"]), ClientReply)
    moments = (await page(talk, client, kinds=["client"])).moments
    assert said(moments) == [["timelineChanged", "names"], ["timelineChanged", "names"], ["timelineAdded"]]


async def test_pages_miss_nothing_and_days_can_be_chosen(talk: Talk) -> None:
    client = await jamie(talk)
    for number in range(1, 8):
        await talk.get(ContactAdd(client, "met", day=f"2026-01-0{number}", note="n" * 3000), ContactReply)
    request, found = ClientTimeline(client, kinds=["contact"], limit=3), []
    skip: int | None = 0
    while skip is not None:
        reply = await page(talk, client, kinds=["contact"], limit=3, skip=skip)
        found += reply.moments
        skip = reply.more
    assert [each.day[-1] for each in found] == list("7654321")
    assert request.order == "latest"
    chosen = await page(talk, client, since="2026-01-03", until="2026-01-04")
    assert [each.day[-1] for each in chosen.moments] == ["4", "3"]
    assert "after the last" in (await talk.refused(ClientTimeline(client, since="2026-02-01", until="2026-01-01")))[1]
    assert "isn't a day" in (await talk.refused(ClientTimeline(client, since="soon")))[1]


async def test_who_is_off_the_list_keeps_a_page_and_nobody_has_none(talk: Talk) -> None:
    client = await jamie(talk)
    await talk.open()
    await talk.get(ClientRemove(client), ClientReply)
    reply = await page(talk, client)
    assert (reply.client, reply.label, reply.total) == (None, "J. D.", 1)
    other = (await talk.get(ClientAdd(names=["Kim Other"]), ClientReply)).client.id
    await talk.get(ContactAdd(other, "met"), ContactReply)
    await talk.get(ClientRemove(other), ClientReply)
    assert (await page(talk, other)).label == "K. O."
    assert "Nothing is recorded" in (await talk.refused(ClientTimeline("c-0000000000")))[1]


async def test_a_record_has_it_all_with_a_checkpoint_and_the_log_knows_it_again(talk: Talk) -> None:
    client = await filled(talk)
    await talk.client("Kim Other", "x:kim_other")
    made = (await whole(talk, ClientRecord(client, format="md", others=True))).decode()
    for text in ("Jamie Doe", "jamie\\_doe", "Kim Other saw it.", "Sam Mentor", "Photograph", "Checkpoint"):
        assert text in made
    data = await whole(talk, ClientRecord(client, language="de"))
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(data)).pages)
    assert "Akte zu J. D." in text
    file = (await talk.get(FileBegin(len(data)), FileReady)).file
    await talk.get(FileWrite(file, 0, data), Done)
    assert (await talk.get(LogCheck(file), LogCheckReply)).exported


async def test_a_record_without_others_names_only_the_client(talk: Talk) -> None:
    client = await filled(talk)
    await talk.client("Kim Other", "x:kim_other")
    await talk.client("Jamie Smith", "x:jsmith")
    await talk.get(ContactAdd(client, "met", note="Jamie came with Jamie Smith, @jsmith and @jamie_doe"), ContactReply)
    made = (await whole(talk, ClientRecord(client, format="md"))).decode()
    assert "Kim" not in made
    assert "Sam Mentor" not in made
    assert re.search(r"Jamie came with Client [AB], \\\[…\\\] and @jamie\\_doe", made)
    assert "2026-11-20" in made
    assert "jsmith" not in made


async def test_an_erased_entry_is_gone_from_the_page(talk: Talk) -> None:
    client = await jamie(talk)
    view = await talk.open()
    await talk.get(LogErase([view.warning], count=1, passphrase=PASSPHRASE), LogErased)
    assert (await page(talk, client, kinds=["warning"])).total == 0
