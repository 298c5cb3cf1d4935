"""The therapist's settings, read and changed."""

from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import void
from agent.vault import settings
from protocol.messages import Settings, SettingsReply


@handles(Settings)
def change(agent: Agent, _caller: Caller, request: Settings) -> SettingsReply:
    """Change what is given. Browsers are told by way of the watch list's epoch, and ask for the status anew."""
    watchlist, _ = agent.require_open()
    database = agent.vault.database
    before = settings.is_on(database, settings.PROFILE_VIEWS)
    after = before if request.profile_views is None else request.profile_views
    if after != before:
        settings.switch(database, settings.PROFILE_VIEWS, after)
        void(agent, watchlist)
    return SettingsReply(profile_views=after)
