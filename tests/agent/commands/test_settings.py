from protocol.messages import VERSION, ListChanged, Settings, SettingsReply, StatusAsk, StatusReply
from tests.support.talk import Talk


async def profile_views(talk: Talk) -> bool:
    return (await talk.get(StatusAsk(VERSION, "a test"), StatusReply)).profile_views


async def test_profiles_are_left_alone_until_switched_on(talk: Talk) -> None:
    assert await talk.get(Settings(), SettingsReply) == SettingsReply(profile_views=False)
    assert not await profile_views(talk)
    assert await talk.get(Settings(profile_views=True), SettingsReply) == SettingsReply(profile_views=True)
    assert await profile_views(talk)
    assert await talk.get(Settings(), SettingsReply) == SettingsReply(profile_views=True)


async def test_browsers_are_told_of_a_change_and_of_nothing_else(talk: Talk) -> None:
    await talk.get(Settings(profile_views=False), SettingsReply)
    assert talk.notices == []
    await talk.get(Settings(profile_views=True), SettingsReply)
    assert talk.notices == [ListChanged(talk.agent.require_open()[0].epoch)]


async def test_it_outlasts_a_lock_and_says_nothing_while_locked(talk: Talk) -> None:
    await talk.get(Settings(profile_views=True), SettingsReply)
    talk.reopen()
    assert await profile_views(talk)
