import pytest

from protocol.messages import ListChanged
from protocol.messages.log import LogVerify, Verification
from protocol.messages.state import Done
from protocol.messages.warnings import (
    ClearingUndo,
    Sighting,
    Unprotected,
    WarningDecide,
    WarningDecided,
    WarningOpen,
    WarningUse,
)
from protocol.messages.watchlist import ClientEdit, ClientRemove, ClientReply
from protocol.messages.words import Interaction, Outcome, Status, Tier
from tests.support.logs import full_disk
from tests.support.talk import JAMIE, Talk


async def test_opening_records_the_warning_and_says_what_to_show(talk: Talk) -> None:
    view = await talk.open(own_account="x:therapist")
    entry = await talk.entry(view)
    assert (view.label, view.status, view.verdict, view.tier) == ("J. D.", "current", "listed", "A")
    assert (view.platform, view.account, view.interaction) == ("x", "x:jamie_doe", "follow")
    assert (view.wait, view.layout, view.snooze, view.own_account) == (3.0, 0, False, "x:therapist")
    assert (entry.sequence, entry.client, entry.label, entry.outcome) == (view.warning, view.client, "J. D.", None)
    assert (entry.account, entry.platform, entry.tier, entry.verdict) == ("x:jamie_doe", "x", "A", "listed")


@pytest.mark.parametrize(
    ("status", "interaction", "tier", "wait"),
    [
        ("current", "message", "A", 3.0),
        ("current", "react", "B", 0.0),
        ("former", "comment", "B", 0.0),
        ("prospective", "react", "C", 0.0),
    ],
)
async def test_the_tier_is_the_agents_own(
    talk: Talk, status: Status, interaction: Interaction, tier: Tier, wait: float
) -> None:
    await talk.client("Robin Roe", "x:robin_roe", status)
    view = await talk.open(Sighting("x:robin_roe"), interaction=interaction)
    assert (view.status, view.tier, view.wait, view.snooze) == (status, tier, wait, tier != "A")


async def test_nothing_is_opened_or_recorded_for_who_is_not_listed(talk: Talk) -> None:
    request = WarningOpen([Sighting("x:somebody", names=["Some Body"])], "follow", "performs", "click")
    code, message = await talk.refused(request)
    assert (code, message.endswith("Make the gesture again.")) == ("not_found", True)
    possible = Sighting("x:jamie_2", names=["Jamie Doe"])
    assert (await talk.refused(WarningOpen([possible], "view", "performs", "click")))[0] == "not_found"
    assert (await talk.get(LogVerify(), Verification)).events == 0


async def test_of_several_the_strictest_is_warned_of(talk: Talk) -> None:
    await talk.client("Robin Roe", "x:robin_roe", "former")
    await talk.client("Pat Poe", "x:pat_poe", "prospective")
    clear, robin, pat = Sighting("x:somebody"), Sighting("x:robin_roe"), Sighting("x:pat_poe")
    possible = Sighting("x:jamie_2", names=["Jamie Doe"])
    assert (await talk.open(clear, pat, robin, JAMIE)).account == "x:jamie_doe"
    assert (await talk.open(pat, robin)).account == "x:robin_roe"
    assert (await talk.open(possible, pat)).account == "x:pat_poe"
    assert (await talk.open(clear, possible)).account == "x:jamie_2"


async def test_an_alias_is_warned_of_by_the_key_on_the_list(talk: Talk) -> None:
    view = await talk.open(Sighting("x:renamed", aliases=["x:jamie_doe"]))
    assert view.account == "x:jamie_doe"


async def test_layouts_rotate(talk: Talk) -> None:
    assert [(await talk.open()).layout for _ in range(5)] == [0, 1, 2, 3, 0]


@pytest.mark.parametrize(
    ("interaction", "seconds"), [("follow", 30), ("react", 30), ("share", 30), ("comment", 1800), ("message", 1800)]
)
async def test_an_override_is_granted_for_its_time(talk: Talk, interaction: Interaction, seconds: int) -> None:
    view = await talk.open(interaction=interaction)
    assert await talk.override(view) == WarningDecided(view.warning, granted=True, seconds=seconds)
    entry = await talk.entry(view)
    assert (entry.outcome, entry.use, entry.reason) == ("overridden", "granted", "supervisor_advised")


async def test_a_retry_is_granted_what_is_left_and_recorded_once(talk: Talk) -> None:
    view = await talk.open()
    await talk.override(view)
    talk.clock.turn(seconds=20)
    talk.reopen()
    assert await talk.override(view) == WarningDecided(view.warning, granted=True, seconds=10)
    talk.clock.turn(seconds=10)
    assert await talk.override(view) == WarningDecided(view.warning, granted=False)
    assert await talk.kinds(view) == ["warned", "decided"]


async def test_a_clock_that_goes_back_grants_no_longer(talk: Talk) -> None:
    view = await talk.open()
    await talk.override(view)
    talk.clock.turn(hours=-1)
    assert (await talk.override(view)).seconds == 30


async def test_what_was_used_is_not_granted_again(talk: Talk) -> None:
    view = await talk.open()
    await talk.override(view)
    for _ in range(2):
        await talk.get(WarningUse(view.warning, "used"), Done)
    assert await talk.override(view) == WarningDecided(view.warning, granted=False)
    assert (await talk.refused(WarningUse(view.warning, "lapsed")))[0] == "already_there"
    assert await talk.kinds(view) == ["warned", "decided", "used"]


async def test_going_ahead_needs_a_reason_and_other_needs_words(talk: Talk) -> None:
    view = await talk.open()
    assert await talk.refused(WarningDecide(view.warning, "overridden")) == (
        "bad_input",
        "Choose a reason for going ahead.",
    )
    for note in ("", "  \n"):
        assert await talk.refused(WarningDecide(view.warning, "overridden", "other", note)) == (
            "bad_input",
            "Write down what the other reason is.",
        )
    assert (await talk.entry(view)).outcome is None
    decided = await talk.get(
        WarningDecide(view.warning, "overridden", "other", " We agreed. ", ["record", "record"]), WarningDecided
    )
    assert decided.granted
    entry = await talk.entry(view)
    assert (entry.reason, entry.note, entry.flags) == ("other", "We agreed.", ["record"])


async def test_a_reason_goes_with_nothing_else(talk: Talk) -> None:
    view = await talk.open()
    assert (await talk.refused(WarningDecide(view.warning, "heeded", "other", "note")))[0] == "bad_input"


@pytest.mark.parametrize("outcome", ["heeded", "expired", "not_my_client"])
async def test_other_outcomes_grant_nothing(talk: Talk, outcome: Outcome) -> None:
    view = await talk.open()
    for _ in range(2):
        assert await talk.decide(view, outcome) == WarningDecided(view.warning, granted=False)
    assert (await talk.entry(view)).outcome == outcome
    assert (await talk.refused(WarningUse(view.warning, "used")))[0] == "not_allowed"


async def test_deciding_anew_is_refused(talk: Talk) -> None:
    view = await talk.open()
    await talk.decide(view, "heeded")
    code, message = await talk.refused(WarningDecide(view.warning, "overridden", "supervisor_advised"))
    assert (code, message) == (
        "already_there",
        "This warning is over already (heeded). Make the gesture again to decide anew.",
    )


async def test_who_answers_too_late_has_to_make_the_gesture_again(talk: Talk) -> None:
    view = await talk.open()
    talk.clock.turn(minutes=20)
    request = WarningDecide(view.warning, "overridden", "supervisor_advised")
    assert (await talk.refused(request))[0] == "already_there"
    assert (await talk.entry(view)).outcome == "expired"


async def test_not_my_client_is_remembered_and_can_be_taken_back(talk: Talk) -> None:
    view = await talk.open()
    await talk.decide(view, "not_my_client")
    assert (await talk.verdict()).verdict == "clear"
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]
    talk.reopen()
    assert (await talk.verdict()).verdict == "clear"
    for _ in range(2):
        await talk.get(ClearingUndo(view.warning), Done)
    assert (await talk.verdict()).verdict == "listed"
    await talk.decide(view, "not_my_client")
    assert (await talk.verdict()).verdict == "listed", "a late retry doesn't clear what was taken back"
    assert await talk.kinds(view) == ["warned", "decided", "uncleared"]


async def test_nothing_else_can_be_taken_back(talk: Talk) -> None:
    view = await talk.open()
    assert (await talk.refused(ClearingUndo(view.warning)))[0] == "not_allowed"
    assert (await talk.refused(ClearingUndo(99)))[0] == "not_found"


async def test_not_my_client_is_recorded_though_the_client_was_removed(talk: Talk) -> None:
    view = await talk.open()
    await talk.get(ClientRemove(view.client), ClientReply)
    await talk.decide(view, "not_my_client")
    assert (await talk.entry(view)).outcome == "not_my_client"


async def test_whoever_only_resembles_a_client_is_recorded_as_a_code(talk: Talk) -> None:
    """P7: also after a restart the account can be cleared and taken back, though nobody knows its name by then."""
    stranger = Sighting("x:jamie_stranger", names=["Jamie Doe"])
    view = await talk.open(stranger)
    assert (view.verdict, view.account) == ("possible", "x:jamie_stranger")
    entry = await talk.entry(view)
    assert (entry.platform, entry.account[:5], len(entry.account)) == ("x", "hmac:", 69)
    talk.reopen()
    await talk.decide(view, "not_my_client")
    assert (await talk.verdict(stranger)).verdict == "clear"
    await talk.get(ClearingUndo(view.warning), Done)
    assert (await talk.verdict(stranger)).verdict == "possible"
    rows = talk.agent.vault.database.rows("SELECT body FROM log_bodies")
    assert "stranger" not in str(rows)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("soon", "2026-11-22T11:00:00Z"),
        ("2026-11-22T11:00:00", "2026-11-22T11:15:00"),
        ("2026-11-22T11:15:00Z", "2026-11-22T11:00:00Z"),
        ("2026-11-22T11:00:00Z", "2026-11-22T12:10:00Z"),
    ],
)
async def test_times_that_cannot_be_are_refused(talk: Talk, since: str, until: str) -> None:
    assert (await talk.refused(Unprotected(since, until)))[0] == "bad_input"
    assert (await talk.get(LogVerify(), Verification)).events == 0


async def test_on_a_full_disk_nothing_is_granted(talk: Talk) -> None:
    """P3, from the agent's side: what was refused was not recorded, and is granted once it could be."""
    view = await talk.open()
    words = "x" * 4000
    request = WarningDecide(view.warning, "overridden", "other", words)
    with full_disk(talk.agent.vault.database):
        for _ in range(2):
            assert (await talk.refused(request))[0] == "disk_full"
        assert (await talk.entry(view)).outcome is None
    assert (await talk.get(request, WarningDecided)).granted
    assert await talk.kinds(view) == ["warned", "decided"]


async def test_the_label_is_shown_as_it_was_when_the_warning_opened(talk: Talk) -> None:
    view = await talk.open()
    await talk.get(ClientEdit(view.client, label="Blue"), ClientReply)
    assert (await talk.entry(view)).label == "J. D."
    assert (await talk.open()).label == "Blue"
