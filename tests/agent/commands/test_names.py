from protocol.messages.settings import Settings, SettingsReply
from protocol.messages.state import Done
from protocol.messages.warnings import ClearingList, ClearingsReply, ClearingUndo, Sighting
from protocol.messages.watchlist import ClientList, ClientsReply, NameTried, NameTry
from tests.support.talk import JAMIE, Talk


async def test_a_name_that_is_tried_tells_whom_it_resembles_and_why(talk: Talk) -> None:
    tried = await talk.get(NameTry("J. Doe"), NameTried)
    (found,) = tried.found
    assert (found.label, found.name, found.points, tried.threshold) == ("J. D.", "Jamie Doe", 83, 80)
    assert [(each.why, each.shown, each.listed) for each in found.reasons] == [
        ("initial", "j", "jamie"),
        ("same", "doe", "doe"),
    ]
    assert (await talk.get(NameTry("Ronjamie Arrowdoe"), NameTried)).found == []


async def test_the_threshold_that_is_set_counts_at_once_and_after_unlocking(talk: Talk) -> None:
    shown = Sighting("x:somebody", names=["J. Doe"])
    assert (await talk.verdict(shown)).verdict == "possible"
    await talk.get(Settings(name_threshold=90), SettingsReply)
    assert (await talk.verdict(shown)).verdict == "clear"
    assert (await talk.get(NameTry("J. Doe"), NameTried)).threshold == 90
    talk.reopen()
    assert (await talk.verdict(shown)).verdict == "clear"


async def test_not_my_client_is_listed_by_its_warning_and_undone(talk: Talk) -> None:
    (jamie,) = (await talk.get(ClientList(), ClientsReply)).clients
    shown = Sighting("x:somebody", names=["Jamie Doe"])
    for sighting in (shown, JAMIE):
        await talk.decide(await talk.open(sighting), "not_my_client")
    listed, resembling = (await talk.get(ClearingList(jamie.id), ClearingsReply)).clearings
    assert (listed.account, resembling.account, resembling.platform) == ("x:jamie_doe", None, "x")
    assert (await talk.verdict(shown)).verdict == "clear"
    await talk.get(ClearingUndo(resembling.warning), Done)
    left = await talk.get(ClearingList(jamie.id), ClearingsReply)
    assert ([each.warning for each in left.clearings], left.unknown) == ([listed.warning], 0)
    assert (await talk.verdict(shown)).verdict == "possible"
