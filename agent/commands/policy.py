"""The social media policy: its draft, its versions and its files."""

from agent import documents
from agent.commands.registry import Agent, Caller, handles
from agent.practice.policy import files
from agent.practice.policy.differences import differences
from protocol.messages.files import FileReady
from protocol.messages.practice_policy import (
    PolicyDifferences,
    PolicyDifferencesReply,
    PolicyDiscard,
    PolicyDraft,
    PolicyDraftReply,
    PolicyExport,
    PolicyFinish,
    PolicyPreview,
    PolicyPreviewReply,
    PolicyRemove,
    PolicyReviewed,
    PolicySave,
    PolicyText,
    PolicyVersions,
    PolicyVersionsReply,
)

NAMES = {"policy": "social-media-policy", "consent": "consent-clause"}


def _versions(agent: Agent, change: int | None = None) -> PolicyVersionsReply:
    return PolicyVersionsReply(agent.require_practice().policy.versions(), change)


@handles(PolicyDraft)
def draft(agent: Agent, _caller: Caller, _request: PolicyDraft) -> PolicyDraftReply:
    """Give what is being written, and what keeps it from being finished."""
    return agent.require_practice().policy.draft()


@handles(PolicySave)
def save(agent: Agent, _caller: Caller, request: PolicySave) -> PolicyDraftReply:
    """Keep the draft as it is typed; raises DiskFull."""
    return agent.require_practice().policy.save(request.answers)


@handles(PolicyDiscard)
def discard(agent: Agent, _caller: Caller, _request: PolicyDiscard) -> PolicyDraftReply:
    """Throw the draft away."""
    practice = agent.require_practice()
    left = practice.policy.discard()
    return PolicyDraftReply(left.answers, left.saved, left.problems, left.citations, practice.base.change)


@handles(PolicyPreview)
def preview(agent: Agent, _caller: Caller, request: PolicyPreview) -> PolicyPreviewReply:
    """Give the draft or a version in words; raises NotFound."""
    policy = agent.require_practice().policy
    return PolicyPreviewReply(policy.text(request.version, request.language, request.kind))


@handles(PolicyFinish)
def finish(agent: Agent, _caller: Caller, _request: PolicyFinish) -> PolicyVersionsReply:
    """Make the draft a version; raises BadInput while a problem is left."""
    practice = agent.require_practice()
    practice.policy.finish()
    return _versions(agent, practice.base.change)


@handles(PolicyVersions)
def versions(agent: Agent, _caller: Caller, _request: PolicyVersions) -> PolicyVersionsReply:
    """Give all versions."""
    return _versions(agent)


@handles(PolicyReviewed)
def reviewed(agent: Agent, _caller: Caller, _request: PolicyReviewed) -> PolicyVersionsReply:
    """Note that the latest version was reviewed and stays; raises NotFound."""
    practice = agent.require_practice()
    practice.policy.reviewed()
    return _versions(agent, practice.base.change)


@handles(PolicyRemove)
def remove(agent: Agent, _caller: Caller, request: PolicyRemove) -> PolicyVersionsReply:
    """Delete a version; raises NotFound and NotAllowed."""
    practice = agent.require_practice()
    practice.policy.remove(request.version)
    return _versions(agent, practice.base.change)


@handles(PolicyDifferences)
def compare(agent: Agent, _caller: Caller, request: PolicyDifferences) -> PolicyDifferencesReply:
    """Say what differs between two versions, or a version and the draft; raises NotFound."""
    policy = agent.require_practice().policy
    before, after = (policy.text(number, request.language) for number in (request.before, request.after))
    return PolicyDifferencesReply(differences(before, after))


@handles(PolicyExport)
async def export(agent: Agent, caller: Caller, request: PolicyExport) -> FileReady:
    """Make a file of a version, or of the draft, which says that it is one; raises NotFound and DocumentFailed."""
    text = agent.require_practice().policy.text(request.version, request.language, request.kind)
    which = "draft" if request.version is None else f"version-{request.version}"
    name = f"{NAMES[request.kind]}-{which}-{request.language}.{request.format}"
    return agent.files.put(caller.pairing, name, files.MEDIA[request.format], await _file(text, request))


async def _file(text: PolicyText, request: PolicyExport) -> bytes:
    if request.format == "pdf":
        return await documents.pdf("policy", files.filling(text), files.locale(text))
    return files.TO_FILE[request.format](text)
