"""Drafts: hints for what is about to be published, from phrases that are data. Nothing of a draft is kept."""

import asyncio

from agent.commands.registry import Agent, Caller, handles
from agent.practice.drafts import hints, weighing
from agent.practice.drafts.phrases import shipped
from protocol.messages.drafts import DraftCheck, DraftHints


@handles(DraftCheck)
async def check(agent: Agent, _caller: Caller, request: DraftCheck) -> DraftHints:
    """Give hints. Own topics count only where the text goes out from a professional account."""
    watchlist, _ = agent.require_open()
    if not agent.settings.draft_hints:
        return DraftHints([])
    role = watchlist.own.role_of(request.own_account) if request.own_account else None
    topics = agent.settings.draft_topics if role == "professional" else []
    return await asyncio.to_thread(_read, request.text, topics)


def _read(text: str, topics: list[str]) -> DraftHints:
    """Away from the other requests: the first draft also reads the phrases, which takes most of a second."""
    phrases = shipped()
    return DraftHints(hints(text, phrases.for_text(text), topics, weighing.shipped()), list(phrases.problems))
