from datetime import timedelta
from typing import Any

import msgspec
import pytest

from agent.commands import retention
from protocol.messages.log import LogList, LogNote, LogReply, LogVerify, Verification
from protocol.messages.retention import LegalHold, LogErase, LogErased, Retention, RetentionReply
from protocol.messages.settings import Settings, SettingsReply
from protocol.messages.state import Done, Problem
from protocol.messages.warnings import Sighting
from protocol.messages.watchlist import ClientEdit, ClientRemove, ClientReply
from tests.support.command import PASSPHRASE
from tests.support.talk import Talk

YEARS_7 = timedelta(days=7 * 366)
NOA = Sighting("x:noa_castle")


async def past(talk: Talk, limit: int = 100) -> RetentionReply:
    return await talk.get(Retention(limit), RetentionReply)


async def heed(talk: Talk, *sightings: Sighting) -> int:
    view = await talk.open(*sightings)
    await talk.decide(view, "heeded")
    return view.warning


async def entries(talk: Talk) -> list[int]:
    return [entry.sequence for entry in (await talk.get(LogList(), LogReply)).entries]


async def erase(talk: Talk, **what: Any) -> LogErased:
    return await talk.get(LogErase(**what, passphrase=PASSPHRASE), LogErased)


@pytest.fixture
async def noa(talk: Talk) -> str:
    """A former client with one entry from eight years ago, beside a current one with another."""
    client = await talk.client("Noa Castle", "x:noa_castle", "former")
    await heed(talk, NOA)
    await heed(talk)
    talk.clock.turn(days=8 * 366)
    return client.id


async def test_only_what_has_rested_long_enough_is_past(talk: Talk, noa: str) -> None:
    found = await past(talk)
    assert (found.total, found.years) == (1, 7)
    assert [(each.client, each.label) for each in found.past] == [(noa, "N. C.")]
    await talk.get(Settings(retention_log_years=9), SettingsReply)
    assert (await past(talk)).total == 0
    await talk.get(Settings(retention_log_years=0), SettingsReply)
    assert (await past(talk)).total == 0


async def test_a_note_begins_the_time_anew(talk: Talk, noa: str) -> None:
    found = (await past(talk)).past[0]
    await talk.get(LogNote(found.sequence, "still of use"), Done)
    assert (await past(talk)).total == 0


@pytest.mark.parametrize(("ended", "total"), [("2019", 0), ("2018-12", 1), ("2018-01-01", 1), (None, 1)])
async def test_it_counts_from_the_end_of_therapy(talk: Talk, noa: str, ended: str | None, total: int) -> None:
    """The clock stands in the autumn of 2034 less eight years: see `Clock`."""
    year = talk.clock().year - 7
    since = ended and ended.replace("2019", str(year)).replace("2018", str(year - 1))
    await talk.get(ClientEdit(noa, since=since), ClientReply)
    assert (await past(talk)).total == total


async def test_what_concerns_somebody_in_care_is_never_past(talk: Talk, noa: str) -> None:
    for status in ("current", "prospective"):
        await talk.get(ClientEdit(noa, status=status), ClientReply)
        assert (await past(talk)).total == 0
    await talk.get(ClientRemove(noa), ClientReply)
    assert (await past(talk)).total == 1


async def test_what_is_past_is_erased_when_its_number_is_said_and_verify_says_so(talk: Talk, noa: str) -> None:
    before = await entries(talk)
    assert await erase(talk, past=True) == LogErased(1, erased=False)
    assert await talk.refused(LogErase(past=True, count=2, passphrase=PASSPHRASE)) == (
        "bad_input",
        "It would be 1 entries, not 2. Look at them again.",
    )
    assert await entries(talk) == before
    assert await erase(talk, past=True, count=1) == LogErased(1, erased=True)
    assert len(await entries(talk)) == len(before) - 1
    verified = await talk.get(LogVerify(), Verification)
    assert verified.ok
    assert "erased: 1 past their time" in verified.notes[0]
    assert await erase(talk, past=True, count=0) == LogErased(0, erased=True)


async def test_all_of_a_client_goes_in_many_steps(talk: Talk, noa: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _ in range(5):
        await heed(talk, NOA)
    await talk.get(ClientRemove(noa), ClientReply)
    assert await erase(talk, client=noa) == LogErased(6, erased=False)
    assert await erase(talk, client=noa, count=6) == LogErased(6, erased=True)
    assert len(await entries(talk)) == 1
    with talk.agent.vault.database.standing_still():
        pass
    bodies = talk.agent.vault.database.rows("SELECT body FROM log_bodies")
    assert not any("noa_castle" in body for (body,) in bodies)


async def test_single_entries_are_erased_and_must_be_there(talk: Talk, noa: str) -> None:
    newest, _ = await entries(talk)
    assert await erase(talk, sequences=[newest, newest], count=1) == LogErased(1, erased=True)
    assert (await talk.refused(LogErase([newest], count=1, passphrase=PASSPHRASE)))[0] == "not_found"
    for wrong in (LogErase(count=0), LogErase([newest], "c-1"), LogErase(client="c-1", past=True)):
        assert (await talk.refused(wrong))[0] == "bad_input"


async def test_only_who_knows_the_passphrase_erases_and_wrong_ones_are_counted(talk: Talk, noa: str) -> None:
    for none in (None, ""):
        code, sentence = await talk.refused(LogErase(client=noa, count=1, passphrase=none))
        assert (code, "passphrase is needed" in sentence) == ("bad_input", True)
    wrong = LogErase(client=noa, count=1, passphrase=PASSPHRASE.upper())
    waits = [await talk.get(wrong, Problem) for _ in range(7)]
    assert {problem.code for problem in waits} == {"wrong_secret"}
    assert waits[-1].retry_after
    assert len(await entries(talk)) == 2


async def test_a_legal_hold_for_all_stops_everything(talk: Talk, noa: str) -> None:
    await talk.get(Settings(legal_hold=True), SettingsReply)
    found = await past(talk)
    assert (found.total, found.legal_hold) == (0, True)
    newest, _ = await entries(talk)
    for what in ({"client": noa, "count": 1}, {"sequences": [newest], "count": 1}, {"past": True, "count": 0}):
        request = msgspec.convert({**what, "passphrase": PASSPHRASE}, LogErase)
        assert (await talk.refused(request))[0] == "not_allowed"
    assert len(await entries(talk)) == 2


async def test_a_legal_hold_for_a_client_keeps_theirs_until_it_is_ended(talk: Talk, noa: str) -> None:
    await talk.get(ClientRemove(noa), ClientReply)
    held = await talk.get(LegalHold(noa, on=True), RetentionReply)
    assert [(one.client, one.label) for one in held.holds] == [(noa, "N. C.")]
    assert held.total == 0
    assert (await talk.refused(LogErase(client=noa, count=1, passphrase=PASSPHRASE)))[0] == "not_allowed"
    assert (await talk.refused(LegalHold("c-nobody", on=True)))[0] == "not_found"
    talk.reopen()
    assert len((await past(talk)).holds) == 1
    assert (await talk.get(LegalHold(noa, on=False), RetentionReply)).total == 1
    assert await erase(talk, client=noa, count=1) == LogErased(1, erased=True)


async def test_a_page_shows_the_oldest_and_counts_all(talk: Talk, noa: str) -> None:
    await talk.get(ClientEdit((await past(talk)).past[0].client, status="former"), ClientReply)
    for _ in range(3):
        await heed(talk, NOA)
    talk.clock.turn(days=8 * 366)
    found = await past(talk, 2)
    assert (len(found.past), found.total) == (2, 4)
    assert found.past[0].sequence < found.past[1].sequence
