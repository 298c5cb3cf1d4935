"""Supervision: what the log, the contacts and the dilemmas have for it, joined; and the agenda, which names nobody."""

from collections.abc import Iterator

import msgspec

from agent.commands.practice import label_of, labels
from agent.commands.registry import Agent, Caller, handles
from agent.documents import pdf
from agent.errors import NotFound
from agent.practice import agenda
from agent.practice.scrubbing import Person, Scrubber
from agent.texts import texts
from protocol.messages.files import FileReady
from protocol.messages.log import LogFilter
from protocol.messages.practice_contacts import ContactList
from protocol.messages.practice_supervision import (
    Dilemma,
    DilemmaRemove,
    DilemmaReply,
    DilemmaSave,
    Supervision,
    SupervisionAgenda,
    SupervisionDiscussed,
    SupervisionNext,
    SupervisionReply,
    Waiting,
)
from protocol.messages.watchlist import ClientList
from protocol.reading import platform_names

PAGE_BYTES = 400_000
"""A page ends early where its items, as JSON, are longer than this: a message holds 1 MiB."""


@handles(DilemmaSave)
def save(agent: Agent, _caller: Caller, request: DilemmaSave) -> DilemmaReply:
    """Write a dilemma whole; raises NotFound and BadInput."""
    practice = agent.require_practice()
    label = _label(agent, request)
    return DilemmaReply(practice.supervision.save(request, label), practice.base.change)


def _label(agent: Agent, request: DilemmaSave) -> str:
    """Give the label of whom a dilemma is about; who is off the watch list by now may stay, but not come."""
    if request.client is None:
        return ""
    if request.dilemma is not None:
        before = agent.require_practice().supervision.show(request.dilemma)
        if before.client == request.client:
            return labels(agent)[request.client]
    return label_of(agent, request.client)


@handles(DilemmaRemove)
def remove(agent: Agent, _caller: Caller, request: DilemmaRemove) -> DilemmaReply:
    """Take a dilemma away; raises NotFound."""
    practice = agent.require_practice()
    return DilemmaReply(practice.supervision.remove(request.dilemma), practice.base.change)


@handles(Supervision)
def page(agent: Agent, _caller: Caller, request: Supervision) -> SupervisionReply:
    """Give a page of what waits, or of what was discussed."""
    return page_of(agent, request)


@handles(SupervisionDiscussed)
def discussed(agent: Agent, _caller: Caller, request: SupervisionDiscussed) -> SupervisionReply:
    """Note what came of an item, or take the note back; raises NotFound and BadInput."""
    practice = agent.require_practice()
    found = next((each for each in _items(agent) if each.item == request.item), None)
    if found is None:
        raise NotFound("There is no such item. See what waits with `framekeeper supervision list`.")
    client = _client(found)
    label = labels(agent).get(client, _label_of(found)) if client else ""
    practice.supervision.discussed(request.item, request.outcome, request.day, client, label)
    return page_of(agent, Supervision(), practice.base.change)


@handles(SupervisionNext)
def plan(agent: Agent, _caller: Caller, request: SupervisionNext) -> SupervisionReply:
    """Note when supervision is next; raises BadInput."""
    practice = agent.require_practice()
    practice.supervision.plan(request.day, request.with_whom)
    return page_of(agent, Supervision(), practice.base.change)


@handles(SupervisionAgenda)
async def make_agenda(agent: Agent, caller: Caller, request: SupervisionAgenda) -> FileReady:
    """Make the agenda of all that waits, without names, handles or links; raises DocumentFailed."""
    waiting = [each for each in _items(agent) if each.discussed is None]
    day, _ = agent.require_practice().supervision.next()
    scrubber = Scrubber(people(agent))
    parts = agenda.parts(waiting, scrubber, texts(request.language), platform_names(), notes=request.notes)
    title = agenda.title(texts(request.language), day or str(agent.require_practice().base.today()))
    name = f"supervision-{agent.require_practice().base.today()}.{request.format}"
    if request.format == "md":
        return agent.files.put(caller.pairing, name, "text/markdown", agenda.markdown(title, parts).encode())
    data = {"title": title, "undisplayed": texts(request.language)("pdfUndisplayed"), "parts": parts}
    made = await pdf("report", data, request.language)
    return agent.files.put(caller.pairing, name, "application/pdf", made)


def page_of(agent: Agent, request: Supervision, change: int | None = None) -> SupervisionReply:
    """Give a page of what waits, or of what was discussed, and when supervision is next."""
    found = [each for each in _items(agent) if (each.discussed is not None) == request.discussed]
    shown = _fitting(found[request.skip : request.skip + request.limit])
    after = request.skip + len(shown)
    day, with_whom = agent.require_practice().supervision.next()
    return SupervisionReply(shown, len(found), after if after < len(found) else None, day, with_whom, change)


def _fitting(items: list[Waiting]) -> list[Waiting]:
    """Give those that fit into a message, at least one."""
    size = 0
    for number, item in enumerate(items):
        size += len(msgspec.json.encode(item))
        if size > PAGE_BYTES and number:
            return items[:number]
    return items


def _items(agent: Agent) -> list[Waiting]:
    """Give all that is flagged for supervision and all dilemmas, the latest first, with what came of each."""
    outcomes = agent.require_practice().supervision.outcomes()
    found = sorted(_flagged(agent), key=lambda each: each[0], reverse=True)
    return [
        msgspec.structs.replace(item, discussed=outcomes[item.item][0], outcome=outcomes[item.item][1])
        if item.item in outcomes
        else item
        for _, item in found
    ]


def _flagged(agent: Agent) -> Iterator[tuple[str, Waiting]]:
    _, log = agent.require_open()
    practice, names = agent.require_practice(), labels(agent)
    before: int | None = None
    while True:
        entries = log.entries(LogFilter(flag="supervision"), before, 500)
        yield from ((one.time, Waiting(f"log:{one.sequence}", entry=one)) for one in entries.entries)
        before = entries.more
        if before is None:
            break
    skip: int | None = 0
    while skip is not None:
        contacts = practice.contacts.page(ContactList(flag="supervision", skip=skip))
        for contact in contacts.contacts:
            named = msgspec.structs.replace(contact, label=names[contact.client])
            yield contact.added, Waiting(f"contact:{contact.id}", contact=named)
        skip = contacts.more
    for dilemma in practice.supervision.dilemmas():
        yield dilemma.changed, Waiting(f"dilemma:{dilemma.id}", dilemma=_named(dilemma, names))


def _named(dilemma: Dilemma, names: dict[str, str]) -> Dilemma:
    return msgspec.structs.replace(dilemma, label=names[dilemma.client]) if dilemma.client else dilemma


def _client(item: Waiting) -> str | None:
    about = item.entry or item.contact or item.dilemma
    return about.client if about else None


def _label_of(item: Waiting) -> str:
    about = item.entry or item.contact or item.dilemma
    return about.label if about else ""


def people(agent: Agent) -> list[Person]:
    """Give everybody whom an agenda may not name: all clients, and those who are off the list but in a record."""
    watchlist, _ = agent.require_open()
    found: dict[str, Person] = {}
    after: str | None = None
    while True:
        page = watchlist.list(ClientList(after=after))
        for one in page.clients:
            keys = [key for account in one.accounts for key in (account.key, *account.aliases)]
            found[one.id] = Person(one.id, one.label, one.names, keys)
        after = page.more
        if after is None:
            break
    for client, label in agent.require_practice().base.people().items():
        found.setdefault(client, Person(client, label))
    for item in _items(agent):
        about = item.entry or item.contact
        if about and about.client not in found:
            found[about.client] = Person(about.client, about.label, (), [about.account] if about.account else ())
    return list(found.values())
