"""The therapist's settings, read and changed."""

import msgspec

from agent.commands.registry import Agent, Caller, handles
from agent.commands.suspending import void
from agent.vault import settings
from agent.watchlist.tiers import RECOMMENDED, differing
from protocol.messages.settings import Chosen, Settings, SettingsReply


@handles(Settings)
def change(agent: Agent, _caller: Caller, request: Settings) -> SettingsReply:
    """Change what is given. Browsers are told by way of the watch list's epoch, and ask for the status anew."""
    watchlist, _ = agent.require_open()
    before, damaged = settings.read(agent.vault.database)
    after = _changed(before, request)
    if after != before:
        settings.change(agent.vault.database, before, after)
        agent.take_up(after)
        watchlist.set_threshold(after.name_threshold)
        void(agent, watchlist)
        _, damaged = settings.read(agent.vault.database)
    return SettingsReply(after, RECOMMENDED, agent.lock_after, damaged)


def _changed(before: Chosen, request: Settings) -> Chosen:
    given = {name: value for name, value in msgspec.structs.asdict(request).items() if value is not None}
    given["tiers"] = differing({**before.tiers, **request.tiers})
    return msgspec.structs.replace(before, **given)
