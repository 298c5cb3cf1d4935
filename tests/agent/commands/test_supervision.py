import io
import re
from itertools import product
from random import Random

from pypdf import PdfReader

from protocol.messages.files import FilePart, FileRead, FileReady
from protocol.messages.log import LogNote
from protocol.messages.practice_contacts import ContactAdd, ContactReply
from protocol.messages.practice_crisis import CrisisCardOpen, CrisisCardReply
from protocol.messages.practice_supervision import (
    DilemmaRemove,
    DilemmaReply,
    DilemmaSave,
    Supervision,
    SupervisionAgenda,
    SupervisionDiscussed,
    SupervisionNext,
    SupervisionReply,
)
from protocol.messages.state import Done
from protocol.messages.watchlist import ClientAdd, ClientList, ClientRemove, ClientReply, ClientsReply
from tests.support.talk import Talk

MANY = 1000
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()  # noqa: SIM905


async def jamie(talk: Talk) -> str:
    return (await talk.get(ClientList(), ClientsReply)).clients[0].id


async def warned(talk: Talk, note: str = "") -> int:
    view = await talk.open()
    await talk.get(LogNote(view.warning, note, ["supervision"]), Done)
    return view.warning


async def whole(talk: Talk, request: SupervisionAgenda) -> bytes:
    ready = await talk.get(request, FileReady)
    assert ready.name.startswith("supervision-2")
    data, offset = b"", 0
    while True:
        part = await talk.get(FileRead(ready.file, offset), FilePart)
        data += part.data
        if part.more is None:
            return data
        offset = part.more


async def test_what_is_flagged_waits_until_it_was_discussed(talk: Talk) -> None:
    client = await jamie(talk)
    sequence = await warned(talk)
    contact = (await talk.get(ContactAdd(client, "wrote", flags=["supervision"]), ContactReply)).contact
    await talk.get(ContactAdd(client, "met"), ContactReply)
    dilemma = (await talk.get(DilemmaSave("A like", client=client), DilemmaReply)).dilemma
    reply = await talk.get(Supervision(), SupervisionReply)
    items = {f"log:{sequence}", f"contact:{contact.id}", f"dilemma:{dilemma.id}"}
    assert ({each.item for each in reply.waiting}, reply.total) == (items, 3)
    left = await talk.get(SupervisionDiscussed(f"log:{sequence}", "Say so in session."), SupervisionReply)
    assert {each.item for each in left.waiting} == items - {f"log:{sequence}"}
    (done,) = (await talk.get(Supervision(discussed=True), SupervisionReply)).waiting
    assert (done.item, done.outcome) == (f"log:{sequence}", "Say so in session.")
    assert (await talk.get(SupervisionDiscussed(f"log:{sequence}"), SupervisionReply)).total == 3
    assert "supervision list" in (await talk.refused(SupervisionDiscussed("log:99999", "x")))[1]
    assert (await talk.get(DilemmaRemove(dilemma.id), DilemmaReply)).dilemma.label == "J. D."


async def test_what_the_log_has_of_a_crisis_is_on_the_agenda_and_names_nobody(talk: Talk) -> None:
    client = await jamie(talk)
    opened = await talk.get(CrisisCardOpen(client), CrisisCardReply)
    assert opened.logged is not None
    await talk.get(LogNote(opened.logged, "J. D. at night", ["supervision"]), Done)
    await talk.get(ClientRemove(client), ClientReply)
    text = (await whole(talk, SupervisionAgenda("md", "en"))).decode()
    assert "Client A: Crisis card opened" in text
    assert "Client A at night" in text
    assert "J. D." not in text


async def test_pages_fit_into_messages_and_miss_nothing(talk: Talk) -> None:
    for number in range(40):
        await talk.get(DilemmaSave(f"Number {number}", facts="\u4e2d" * 4000, options="\u4e2d" * 4000), DilemmaReply)
    titles: list[str] = []
    skip: int | None = 0
    while skip is not None:
        reply = await talk.get(Supervision(skip=skip), SupervisionReply)
        titles += [each.dilemma.title for each in reply.waiting if each.dilemma]
        skip = reply.more
    assert sorted(titles) == sorted(f"Number {number}" for number in range(40))


async def test_who_is_off_the_watch_list_stays_in_a_dilemma_but_does_not_come_into_one(talk: Talk) -> None:
    client = await jamie(talk)
    made = (await talk.get(DilemmaSave("A like", client=client), DilemmaReply)).dilemma
    await talk.get(ClientRemove(client), ClientReply)
    kept = (await talk.get(DilemmaSave("A like", made.id, client, facts="More."), DilemmaReply)).dilemma
    assert (kept.client, kept.label) == (client, "J. D.")
    assert (await talk.refused(DilemmaSave("Another", client=client)))[0] == "not_found"
    (waiting,) = (await talk.get(Supervision(), SupervisionReply)).waiting
    assert waiting.dilemma is not None
    assert waiting.dilemma.label == "J. D."


async def test_the_next_supervision_is_kept(talk: Talk) -> None:
    reply = await talk.get(SupervisionNext("2027-01-10", "A."), SupervisionReply)
    assert (reply.next_day, reply.next_with) == ("2027-01-10", "A.")
    assert reply.change is not None


async def test_an_agenda_for_nobody_says_so(talk: Talk) -> None:
    text = (await whole(talk, SupervisionAgenda("md", "de"))).decode()
    assert "Nichts wartet auf Supervision." in text


def planted() -> list[tuple[str, str, str]]:
    """A thousand people, each with a first name, a last name and a handle, no two of them alike."""
    words = ["".join(each) for each in product(SYLLABLES, repeat=3)]
    words = Random(4).sample(words, 3 * MANY)  # noqa: S311 - names, not secrets
    return list(zip(words[::3], words[1::3], words[2::3], strict=True))


async def plant(talk: Talk, people: list[tuple[str, str, str]]) -> None:
    """Put them on the watch list, and write about them, each in a dilemma or another."""
    for one, two, handle in people:
        names = [f"{one.title()} {two.title()}"]
        await talk.get(ClientAdd(f"{one[0].upper()}. {two.title()}", names, [f"x:{handle}"]), ClientReply)
    for at in range(0, MANY, 10):
        about = people[at : at + 10]
        said = " ".join(f"{one.upper()} {two} (@{name}, https://x.com/{name}), {name};" for one, two, name in about)
        title, decision = f"{about[0][0].title()} again", f"Ask {about[1][1].title()}."
        await talk.get(DilemmaSave(title, facts=said, decision=decision), DilemmaReply)
    await warned(talk, f"{people[5][0]} and {people[6][2]}")
    somebody = (await talk.get(ClientList(search=people[7][2]), ClientsReply)).clients[0].id
    for platform in (f"{people[7][0]}'s blog", "instagram"):
        asked = ContactAdd(somebody, "wrote", platform=platform, note=f"Of {people[8][0]}", flags=["supervision"])
        await talk.get(asked, ContactReply)


async def test_an_agenda_leaks_none_of_a_thousand_names_and_handles(talk: Talk) -> None:
    people = planted()
    await plant(talk, people)
    secrets = {word for person in people for word in person} | {"jamie", "doe", "j. d."}
    for notes in (True, False):
        markdown = (await whole(talk, SupervisionAgenda("md", notes=notes))).decode()
        pages = PdfReader(io.BytesIO(await whole(talk, SupervisionAgenda("pdf", notes=notes)))).pages
        for text in (markdown, "\n".join(page.extract_text() for page in pages)):
            words = set(re.findall(r"[\w.]+", text.lower()))
            assert {"client", "a"} <= words
            assert ("zz" in words) == notes
            assert ("blog" in words) == notes
            assert "Platform: Instagram" in " ".join(text.split()).replace("Platform Instagram", "Platform: Instagram")
            assert secrets & words == set()
            assert "j. d." not in text.lower()
