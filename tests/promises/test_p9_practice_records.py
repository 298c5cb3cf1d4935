"""P9 for what the practice records: acknowledged, it is there once, whatever is killed; and a backup has it all."""

import asyncio
import contextlib
import random
import shutil
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from agent.client import Client, connect
from agent.demo.process import AgentProcess
from agent.errors import AgentAway
from agent.paths import Paths
from agent.vault import Vault
from agent.vault.slots import Cost
from protocol.messages.practice_consents import ConsentAdd, ConsentList, ConsentReply, ConsentsReply
from protocol.messages.practice_contacts import ContactAdd, ContactList, ContactReply, ContactsReply
from protocol.messages.practice_profiles import ProfileDone, ProfilesList, ProfilesReply
from protocol.messages.practice_supervision import (
    DilemmaReply,
    DilemmaSave,
    Supervision,
    SupervisionDiscussed,
    SupervisionReply,
)
from tests.support.recording import CLIENT, OWN, PASSPHRASE, fill, practice_in

pytestmark = pytest.mark.timeout(120)

KILLS = 3


@pytest_asyncio.fixture(loop_scope="session")
async def agent(template: Path, tmp_path: Path) -> AgentProcess:
    shutil.copytree(template, tmp_path / "home")
    return AgentProcess(tmp_path / "home")


async def one_round(client: Client, person: str, done: Counter[str]) -> None:
    """Record one of each kind, with a number in its words, noting each as it is acknowledged."""
    number = f"number {uuid.uuid4().hex}"
    contact = await client.ask(ContactAdd(person, "wrote", note=f"contact {number}"))
    assert isinstance(contact, ContactReply)
    done[contact.contact.note] += 1
    consent = await client.ask(ConsentAdd(person, "sharing", scope=f"consent {number}"))
    assert isinstance(consent, ConsentReply)
    done[consent.consent.scope] += 1
    dilemma = await client.ask(DilemmaSave(title=f"dilemma {number}"))
    assert isinstance(dilemma, DilemmaReply)
    done[dilemma.dilemma.title] += 1
    item = f"dilemma:{dilemma.dilemma.id}"
    assert isinstance(await client.ask(SupervisionDiscussed(item, f"outcome {number}")), SupervisionReply)
    done[f"outcome {number}"] += 1
    profile = await client.ask(ProfileDone(OWN.key, "messages", note=f"profile {number}"))
    assert isinstance(profile, ProfilesReply)


async def work_until_killed(agent: AgentProcess, person: str, done: Counter[str], seconds: float) -> None:
    async def work() -> None:
        with contextlib.suppress(AgentAway):
            async with await connect(Paths(agent.home)) as client:
                while True:
                    await one_round(client, person, done)

    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        await asyncio.sleep(seconds)
        await agent.kill()


async def pages(
    client: Client, request: ContactList | ConsentList | Supervision
) -> AsyncIterator[ContactsReply | ConsentsReply | SupervisionReply]:
    """All pages of a register, from the one that is asked for."""
    skip: int | None = 0
    while skip is not None:
        reply = await client.ask(msgspec.structs.replace(request, skip=skip))
        assert isinstance(reply, ContactsReply | ConsentsReply | SupervisionReply)
        yield reply
        skip = reply.more


async def texts(client: Client) -> Counter[str]:
    """All that was recorded, each by the words with its number."""
    found: list[str] = []
    for request in (ContactList(), ConsentList(), Supervision(), Supervision(discussed=True)):
        async for reply in pages(client, request):
            if isinstance(reply, ContactsReply):
                found += [one.note for one in reply.contacts]
            elif isinstance(reply, ConsentsReply):
                found += [one.scope for one in reply.consents]
            else:
                found += [one.dilemma.title for one in reply.waiting if one.dilemma]
                found += [one.outcome for one in reply.waiting if one.outcome]
    return Counter(found)


@pytest.mark.asyncio(loop_scope="session")
async def test_what_was_recorded_survives_sigkill_at_any_instant(agent: AgentProcess) -> None:
    done: Counter[str] = Counter()
    chance = random.Random(20261129)  # noqa: S311 - when to kill, not a secret
    await agent.start()
    person = (await agent.ask("client", "list"))[0]["id"]
    await agent.ask("own", "add", given={"account": OWN.key, "role": "professional"})
    for _ in range(KILLS):
        await work_until_killed(agent, person, done, chance.uniform(0.1, 0.5))
        await agent.start()
    try:
        async with await connect(Paths(agent.home)) as client:
            there = await texts(client)
            profiles = await client.ask(ProfilesList())
    finally:
        await agent.stop()
    assert done, "the test did nothing"
    assert all(there[text] == 1 for text in done)
    assert len(there) - len(done) in range(KILLS + 1)
    assert isinstance(profiles, ProfilesReply)
    check = next(one for one in profiles.profiles[0].checks if one.item == "messages")
    assert not check.is_due
    assert check.note.startswith("profile number")


def rows_of(vault: Vault) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the practice's tables."""
    names = vault.database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'practice%'")
    return {name: vault.database.rows(f"SELECT * FROM {name} ORDER BY id") for (name,) in names}  # noqa: S608 - ours


def test_a_backup_brings_every_record_back(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "home")
    vault, _ = Vault.create(paths, PASSPHRASE, cost=Cost())
    practice = practice_in(vault)
    fill(practice)
    before = rows_of(vault)
    assert {"practice_contacts", "practice_consents", "practice_discussed", "practice_checks"} <= {
        name for name, rows in before.items() if rows
    }
    vault.backup(tmp_path / "copy.fkb")
    practice.base.erase(CLIENT)
    practice.profiles.note(OWN, ProfileDone(OWN.key, "messages", done=False, note=""))
    assert rows_of(vault) != before
    vault.close()
    Vault.restore(paths, tmp_path / "copy.fkb", passphrase=PASSPHRASE)
    vault = Vault(paths)
    vault.unlock(passphrase=PASSPHRASE)
    assert rows_of(vault) == before
    vault.close()
