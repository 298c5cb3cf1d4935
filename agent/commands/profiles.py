"""The therapist's own profiles: the list of own accounts joined with the checklists of the practice."""

import msgspec

from agent.commands.registry import Agent, Caller, handles
from agent.practice import profiles
from protocol.messages.own import OwnAccount
from protocol.messages.practice_profiles import (
    Profile,
    ProfileBio,
    ProfileBioReply,
    ProfileDone,
    ProfilesList,
    ProfilesReply,
)


@handles(ProfilesList)
def page(agent: Agent, _caller: Caller, request: ProfilesList) -> ProfilesReply:
    """Give a page of the own accounts with their checklists; raises BadInput and NotFound."""
    watchlist, _ = agent.require_open()
    own = watchlist.own.list() if request.account is None else [watchlist.own.named(request.account)]
    reply = _reply(agent, own[request.skip : request.skip + request.limit])
    after = request.skip + request.limit
    return msgspec.structs.replace(reply, more=after if after < len(own) else None)


@handles(ProfileDone)
def note(agent: Agent, _caller: Caller, request: ProfileDone) -> ProfilesReply:
    """Note what was done on an own account, and answer with that account alone; raises BadInput and NotFound."""
    watchlist, _ = agent.require_open()
    practice = agent.require_practice()
    own = watchlist.own.named(request.account)
    practice.profiles.note(own, request)
    return msgspec.structs.replace(_reply(agent, [own]), change=practice.base.change)


@handles(ProfileBio)
def bio(agent: Agent, caller: Caller, request: ProfileBio) -> ProfileBioReply:
    """Say whether a bio says that the account is for education only. Nothing of it is kept."""
    agent.require_open()
    own, lines = agent.settings.profile_line, profiles.known().lines
    proposed = lines.get(caller.language.partition("-")[0], lines["en"])
    return ProfileBioReply(profiles.says_so(request.text, own), own or proposed)


def all_profiles(agent: Agent) -> list[Profile]:
    """Give all own accounts with their checklists."""
    watchlist, _ = agent.require_open()
    return agent.require_practice().profiles.show(watchlist.own.list(), agent.settings.profile_days)


def _reply(agent: Agent, own: list[OwnAccount]) -> ProfilesReply:
    data, days = profiles.known(), agent.settings.profile_days
    shown = agent.require_practice().profiles.show(own, days)
    return ProfilesReply(shown, data.noted, data.lines, agent.settings.profile_line, days)
