from protocol.messages.due import Due, DueReply
from protocol.messages.own import OwnAdd, OwnRemove, OwnReply
from protocol.messages.practice import PracticeChanged, PracticeUndo
from protocol.messages.practice_profiles import ProfileBio, ProfileBioReply, ProfileDone, ProfilesList, ProfilesReply
from protocol.messages.settings import Settings, SettingsReply
from tests.support.talk import Talk


async def own(talk: Talk, *accounts: str) -> None:
    for account in accounts:
        await talk.get(OwnAdd(account, "professional"), OwnReply)


async def due(talk: Talk) -> int:
    found = (await talk.get(Due(), DueReply)).due
    return sum(item.count for item in found if item.kind == "profiles_due")


async def test_own_accounts_have_their_checklists_page_by_page(talk: Talk) -> None:
    assert (await talk.get(ProfilesList(), ProfilesReply)).profiles == []
    await own(talk, "x:ada_practice", "instagram:ada.practice", "tiktok:ada")
    first = await talk.get(ProfilesList(limit=2), ProfilesReply)
    assert [one.account for one in first.profiles] == ["instagram:ada.practice", "tiktok:ada"]
    assert first.more == 2
    last = await talk.get(ProfilesList(skip=2, limit=2), ProfilesReply)
    assert ([one.account for one in last.profiles], last.more) == (["x:ada_practice"], None)
    one = await talk.get(ProfilesList("https://x.com/ada_practice"), ProfilesReply)
    assert one.profiles == last.profiles
    assert (await talk.refused(ProfilesList("x:somebody")))[0] == "not_found"


async def test_done_is_no_longer_due_and_undone_is_again(talk: Talk) -> None:
    await own(talk, "x:ada_practice")
    before = await due(talk)
    assert before > 3
    done = await talk.get(ProfileDone("x:ada_practice", "messages"), ProfilesReply)
    assert done.change is not None
    assert await due(talk) == before - 1
    await talk.get(PracticeUndo(done.change), PracticeChanged)
    assert await due(talk) == before
    talk.clock.turn(days=31)
    await talk.get(ProfileDone("x:ada_practice", "messages"), ProfilesReply)
    talk.clock.turn(days=31)
    assert await due(talk) == before - 1
    await talk.get(Settings(profile_days=30), SettingsReply)
    assert await due(talk) == before


async def test_an_account_that_is_taken_off_the_list_is_due_no_longer_and_comes_back_as_it_was(talk: Talk) -> None:
    await own(talk, "x:ada_practice")
    await talk.get(ProfileDone("x:ada_practice", "bio"), ProfilesReply)
    before = await talk.get(ProfilesList(), ProfilesReply)
    await talk.get(OwnRemove("x:ada_practice"), OwnReply)
    assert await due(talk) == 0
    await own(talk, "x:ada_practice")
    assert (await talk.get(ProfilesList(), ProfilesReply)).profiles == before.profiles


async def test_a_bio_is_read_by_the_own_line_and_nothing_of_it_is_kept(talk: Talk) -> None:
    bio = "Quillwort tulips. Kindly call my office."
    assert not (await talk.get(ProfileBio(bio), ProfileBioReply)).says
    assert "education only" in (await talk.get(ProfileBio(bio), ProfileBioReply)).line
    await talk.get(Settings(profile_line="Kindly call my office"), SettingsReply)
    reply = await talk.get(ProfileBio(bio), ProfileBioReply)
    assert (reply.says, reply.line) == (True, "Kindly call my office")
    pages = talk.agent.vault.database._connection.serialize("main")
    assert b"Kindly" in pages
    assert b"Quillwort" not in pages
