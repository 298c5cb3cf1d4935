import pytest

from protocol.messages.practice import NumbersConfirm, PracticeChanged, PracticeUndo
from protocol.messages.practice_givings import (
    PolicyClients,
    PolicyClientsReply,
    PolicyGive,
    PolicyGiving,
    PolicyImport,
    PolicyImportReply,
    PolicyTakeBack,
)
from protocol.messages.practice_policy import PolicyDraftReply, PolicyFinish, PolicySave, PolicyVersionsReply
from protocol.messages.watchlist import ClientRemove, ClientReply
from tests.support.policies import LINES, answers
from tests.support.talk import Talk


@pytest.fixture
async def today(talk: Talk) -> str:
    """Finish a policy, which was in force long before; gives today."""
    await talk.client("Robin Hale", "x:robin_hale")
    await talk.client("Noa Castle", "x:noa", "former")
    await talk.ask(NumbersConfirm("US", "911", LINES))
    await talk.get(PolicySave(answers(effective="2026-01-01")), PolicyDraftReply)
    await talk.get(PolicyFinish(), PolicyVersionsReply)
    return str(talk.agent.require_practice().base.today())


async def everybody(talk: Talk, missing: bool = False) -> PolicyClientsReply:
    return await talk.get(PolicyClients(missing), PolicyClientsReply)


async def test_who_is_missing_is_reported_by_label(talk: Talk, today: str) -> None:
    found = await everybody(talk)
    assert [(one.label, one.standing, one.is_missing) for one in found.clients] == [
        ("J. D.", "missing", True),
        ("N. C.", "missing", False),
        ("R. H.", "missing", True),
    ]
    jamie, _, robin = found.clients
    given = await talk.get(PolicyGive(jamie.client), PolicyClientsReply)
    assert given.clients[0].givings == [PolicyGiving(1, today, None)]
    assert (given.clients[0].standing, given.missing) == ("given", 2)
    signed = await talk.get(PolicyGive(jamie.client, signed=today), PolicyClientsReply)
    assert (signed.clients[0].standing, signed.missing) == ("signed", 1)
    missing = await everybody(talk, missing=True)
    assert [one.client for one in missing.clients] == [robin.client]


async def test_signed_before_given_is_refused(talk: Talk, today: str) -> None:
    jamie = (await everybody(talk)).clients[0]
    code, sentence = await talk.refused(PolicyGive(jamie.client, 1, today, "2026-02-01"))
    assert (code, "can't have been signed on 2026-02-01" in sentence) == ("bad_input", True)
    assert (await talk.refused(PolicyGive("c-nobody")))[0] == "not_found"


async def test_records_of_one_who_is_off_the_list_stay_and_can_be_mended(talk: Talk, today: str) -> None:
    jamie = (await everybody(talk)).clients[0]
    await talk.get(PolicyGive(jamie.client, signed=today), PolicyClientsReply)
    await talk.get(ClientRemove(jamie.client), ClientReply)
    kept = (await everybody(talk)).clients[0]
    assert (kept.label, kept.status, kept.standing, kept.is_missing) == ("J. D.", None, "signed", False)
    changed = await talk.get(PolicyGive(jamie.client, given="2026-03-01", signed="2026-03-02"), PolicyClientsReply)
    assert changed.clients[0].givings == [PolicyGiving(1, "2026-03-01", "2026-03-02")]
    gone = await talk.get(PolicyTakeBack(jamie.client, 1), PolicyClientsReply)
    assert gone.clients == []
    assert gone.change is not None
    await talk.get(PracticeUndo(gone.change), PracticeChanged)
    assert (await everybody(talk)).clients[0].givings == changed.clients[0].givings


async def test_dates_are_read_first_and_taken_in_then(talk: Talk, today: str) -> None:
    robin = (await everybody(talk)).clients[2]
    text = f"client,given,signed\nj. d.,2026-02-01,2026-02-03\n{robin.client},2026-02-01,\n"
    read = await talk.get(PolicyImport(text), PolicyImportReply)
    assert (read.problems, read.applied, [one.label for one in read.lines]) == (0, False, ["J. D.", "R. H."])
    assert all(one.givings == [] for one in (await everybody(talk)).clients)
    done = await talk.get(PolicyImport(text, apply=True), PolicyImportReply)
    assert done.applied
    assert [one.standing for one in (await everybody(talk)).clients] == ["signed", "missing", "given"]
    assert done.change is not None
    await talk.get(PracticeUndo(done.change), PracticeChanged)
    assert all(one.givings == [] for one in (await everybody(talk)).clients)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("J. D.,2026-02-03,2026-02-01", "can't have been signed on 2026-02-01: it was given on 2026-02-03"),
        ("J. D.,2025-02-03,", "there was none before"),
        ("J. D.,,", "isn't a day"),
        ("Somebody,2026-02-01,", "No client"),
        ("R. H.,2026-02-01,", "in line 2 already"),
        ("J. D.,2026-02-01,,two", "isn't a number"),
        ("J. D.,2026-02-01,,7", "no version 7"),
    ],
)
async def test_a_line_that_can_t_be_keeps_all_out(talk: Talk, today: str, line: str, said: str) -> None:
    text = f"client,given,signed,version\nR. H.,2026-02-01,2026-02-02\n{line}\n"
    read = await talk.get(PolicyImport(text), PolicyImportReply)
    assert (read.problems, read.lines[0].problem, said in read.lines[1].problem) == (1, "", True)
    code, sentence = await talk.refused(PolicyImport(text, apply=True))
    assert (code, "Nothing was taken in. Line 3" in sentence) == ("bad_input", True)
    assert all(one.givings == [] for one in (await everybody(talk)).clients)


async def test_two_with_one_label_are_told_apart_by_id(talk: Talk, today: str) -> None:
    await talk.client("Jo Dean", "x:jo_dean")
    await talk.ask(PolicyGive((await everybody(talk)).clients[0].client))
    page = await talk.get(PolicyClients(skip=1, limit=2), PolicyClientsReply)
    assert (len(page.clients), page.total, page.more) == (2, 4, 3)


async def test_without_a_finished_policy_nothing_is_given(talk: Talk) -> None:
    jamie = (await everybody(talk)).clients[0]
    assert (await talk.refused(PolicyGive(jamie.client)))[0] == "not_found"
    assert (await talk.refused(PolicyImport("client,given\nJ. D.,2026-01-01")))[0] == "not_found"
