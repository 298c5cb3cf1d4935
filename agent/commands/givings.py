"""Who was given which version of the policy and signed it, joined with the watch list, which knows who is a client."""

from collections.abc import Sequence

from agent.commands.practice import label_of, labels
from agent.commands.registry import Agent, Caller, handles
from agent.errors import BadInput, NotFound, Refused
from agent.practice.policy import importing
from agent.watchlist.names import fold
from protocol.messages.practice_givings import (
    PolicyClient,
    PolicyClients,
    PolicyClientsReply,
    PolicyGive,
    PolicyGiving,
    PolicyImport,
    PolicyImportLine,
    PolicyImportReply,
    PolicyTakeBack,
)
from protocol.messages.watchlist import Client, ClientList

PAGE = 500


@handles(PolicyClients)
def page(agent: Agent, _caller: Caller, request: PolicyClients) -> PolicyClientsReply:
    """Give a page of who was given which version."""
    found = everybody(agent)
    missing = sum(one.is_missing for one in found)
    wanted = [
        one
        for one in found
        if (one.is_missing or not request.missing) and (request.client is None or one.client == request.client)
    ]
    shown = wanted[request.skip : request.skip + request.limit]
    more = request.skip + request.limit if len(wanted) > request.skip + request.limit else None
    return PolicyClientsReply(shown, len(wanted), missing, more)


@handles(PolicyGive)
def give(agent: Agent, _caller: Caller, request: PolicyGive) -> PolicyClientsReply:
    """Record that a client was given a version, and signed it; raises NotFound and BadInput."""
    practice = agent.require_practice()
    label = labels(agent).get(request.client) or label_of(agent, request.client)
    practice.givings.give(request.client, label, request.version, request.given, request.signed)
    return _one(agent, request.client, practice.base.change)


@handles(PolicyTakeBack)
def take_back(agent: Agent, _caller: Caller, request: PolicyTakeBack) -> PolicyClientsReply:
    """Remove what was recorded by mistake; raises NotFound."""
    practice = agent.require_practice()
    practice.givings.take_back(request.client, request.version)
    return _one(agent, request.client, practice.base.change)


@handles(PolicyImport)
def take_in(agent: Agent, _caller: Caller, request: PolicyImport) -> PolicyImportReply:
    """Read days of giving and signing, and with `apply` take them in; raises BadInput and NotFound."""
    practice = agent.require_practice()
    practice.policy.latest()
    clients = all_clients(agent)
    seen: dict[tuple[str, int | None], int] = {}
    lines = [_line(agent, clients, seen, line) for line in importing.read(request.text)]
    problems = [line for line in lines if line.problem]
    if not request.apply:
        return PolicyImportReply(lines, len(problems), applied=False)
    if problems:
        first = problems[0]
        raise BadInput(f"Nothing was taken in. Line {first.line}: {first.problem}")
    practice.givings.give_all(
        [(one.client, one.label, PolicyGiving(one.version, one.given, one.signed)) for one in lines if one.version]
    )
    return PolicyImportReply(lines, 0, applied=True, change=practice.base.change)


def all_clients(agent: Agent) -> list[Client]:
    """Give everybody on the watch list, by label."""
    watchlist, _ = agent.require_open()
    clients: list[Client] = []
    after = None
    while True:
        page = watchlist.list(ClientList(after=after, limit=PAGE))
        clients += page.clients
        after = page.more
        if after is None:
            return clients


def everybody(agent: Agent) -> list[PolicyClient]:
    """Give all on the watch list, and all about whom there is a record, by label."""
    practice = agent.require_practice()
    givings, names = practice.givings.all(), labels(agent)
    versions = practice.policy.versions()
    latest = versions[0].number if versions else None
    on_list = {client.id: client for client in all_clients(agent)}
    found = []
    for client in [*on_list, *(client for client in givings if client not in on_list)]:
        its = givings.get(client, [])
        standing = practice.givings.standing(its, latest)
        known = on_list.get(client)
        found.append(
            PolicyClient(
                client=client,
                label=known.label if known else names[client],
                status=known.status if known else None,
                standing=standing,
                is_missing=known is not None and known.status == "current" and standing != "signed",
                givings=its,
            )
        )
    return sorted(found, key=lambda one: (fold(one.label), one.client))


def _one(agent: Agent, client: str, change: int | None) -> PolicyClientsReply:
    found = everybody(agent)
    missing = sum(one.is_missing for one in found)
    return PolicyClientsReply([one for one in found if one.client == client], 1, missing, None, change)


def _line(
    agent: Agent, clients: Sequence[Client], seen: dict[tuple[str, int | None], int], line: importing.Line
) -> PolicyImportLine:
    """Say what a line would do, or why it can't."""
    client, label, version = "", line.client, None
    try:
        found = _meant(clients, line.client)
        client, label = found.id, found.label
        version = _version(agent, line.version)
        if (client, version) in seen:
            raise BadInput(f"This client is in line {seen[client, version]} already. Take one of the two out.")
        seen[client, version] = line.number
        agent.require_practice().givings.checked(client, version, line.given, line.signed or None)
        problem = ""
    except Refused as error:
        problem = str(error)
    return PolicyImportLine(line.number, client, label, version, line.given, line.signed or None, problem)


def _meant(clients: Sequence[Client], text: str) -> Client:
    wanted = fold(text)
    found = [one for one in clients if one.id == text] or [one for one in clients if fold(one.label) == wanted]
    if not found:
        raise NotFound("No client on the watch list has this label or id.")
    if len(found) > 1:
        raise BadInput("Several clients have this label. Write the id instead.")
    return found[0]


def _version(agent: Agent, text: str) -> int:
    policy = agent.require_practice().policy
    if not text:
        return policy.latest().number
    if not text.isascii() or not text.isdigit() or len(text) > len("99999"):
        raise BadInput("The version isn't a number. Leave it empty for the latest.")
    return policy.version(int(text)).number
