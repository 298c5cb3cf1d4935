"""The agenda of a supervision: what waits, in an order for talking about it, without names, handles or links."""

from collections.abc import Iterable, Mapping
from typing import Any

from agent.practice.scrubbing import Scrubber
from agent.texts import Say
from protocol.messages.log import Entry
from protocol.messages.practice_contacts import Contact
from protocol.messages.practice_supervision import Dilemma, Waiting

CONTACTS = {
    "tagged": "contact_tagged",
    "wrote": "contact_wrote",
    "commented": "contact_commented",
    "requested": "contact_requested",
    "reviewed": "contact_reviewed",
    "shared": "contact_shared",
    "met": "contact_met",
    "other": "contact_other",
}
BY = {"client": "by_client", "therapist": "by_therapist"}
HANDLINGS = {
    "open": "handling_open",
    "ignored": "handling_ignored",
    "redirected": "handling_redirected",
    "declined": "handling_declined",
    "answered": "handling_answered",
    "discussed": "handling_discussed",
    "removed": "handling_removed",
}
DILEMMA = {
    "facts": "dilemma_facts",
    "options": "dilemma_options",
    "standard": "dilemma_standard",
    "decision": "dilemma_decision",
    "consulted": "dilemma_consulted",
}
Part = dict[str, Any]
"""A part of `agent/documents/report.typ`: `heading`, `facts` as pairs, `text` as paragraphs."""


def title(say: Say, day: str) -> str:
    """Give the agenda's title."""
    return say("agendaTitle", day)


def parts(
    waiting: Iterable[Waiting], scrubber: Scrubber, say: Say, platforms: Mapping[str, str], *, notes: bool
) -> list[Part]:
    """Give the parts: dilemmas first, then contacts, then warnings; `notes`: with what was written by hand.

    `platforms` are the names of those that are known, as people write them.
    """
    items = list(waiting)
    made: list[Part] = [{"text": [say("agendaWhy")]}]
    writer = _Writer(scrubber, say, platforms, notes=notes)
    made += [writer.dilemma(one.dilemma) for one in items if one.dilemma]
    made += [writer.contact(one.contact) for one in items if one.contact]
    made += [writer.entry(one.entry) for one in items if one.entry]
    if len(made) == 1:
        made.append({"text": [say("agendaEmpty")]})
    return made


def markdown(heading: str, parts_: Iterable[Part]) -> str:
    """Give the same as Markdown; what was typed can't become markup."""
    lines = [f"# {_plain(heading)}"]
    for part in parts_:
        if "heading" in part:
            lines.append(f"\n## {_plain(part['heading'])}")
        if part.get("facts"):
            lines += ["", *(f"- {_plain(name)}: {_plain(what)}" for name, what in part["facts"])]
        for paragraph in part.get("text", ()):
            lines.append(f"\n{_plain(paragraph)}")
        for moment in part.get("moments", ()):
            lines.append(f"\n### {moment['day']} {moment['clock']}".rstrip() + f"\n\n{_plain(moment['what'])}\n")
            lines += [f"- {_plain(name)}: {_plain(what)}" for name, what in moment["lines"]]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    escaped = "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|~" else letter for letter in text)
    return "  \n".join(escaped.splitlines()) or escaped


class _Writer:
    """Writes one part a kind."""

    def __init__(self, scrubber: Scrubber, say: Say, platforms: Mapping[str, str], *, notes: bool) -> None:
        self._scrubber = scrubber
        self._say = say
        self._platforms = platforms
        self._notes = notes

    def dilemma(self, one: Dilemma) -> Part:
        """Write a dilemma worked through."""
        titled = self._scrubbed(one.title) if self._notes else self._say("agendaDilemma")
        facts = [[self._say("clientWord"), self._scrubber.name(one.client)]] if one.client else []
        written = [(self._say(key), getattr(one, name)) for name, key in DILEMMA.items()]
        return {
            "heading": titled,
            "facts": facts + [[name, self._scrubbed(text)] for name, text in written if text and self._notes],
        }

    def contact(self, one: Contact) -> Part:
        """Write a contact recorded by hand."""
        facts = [
            [self._say("columnDay"), one.day],
            [self._say("columnBy"), self._say(BY[one.by])],
            [self._say("columnHandling"), self._say(HANDLINGS[one.handling])],
        ]
        facts += self._platform(one.platform)
        return {"heading": self._heading(one.client, CONTACTS[one.kind]), "facts": facts + self._note(one.note)}

    def entry(self, one: Entry) -> Part:
        """Write a warning, what was missed, or what the log has of a crisis."""
        if one.interaction is None:
            day = [[self._say("columnTime"), one.time[:10]]]
            return {"heading": self._heading(one.client, f"entry_{one.kind}"), "facts": day + self._note(one.note)}
        outcome = "missed" if one.kind == "missed" else one.outcome or "open"
        facts = [
            [self._say("columnTime"), one.time[:10]],
            *self._platform(one.platform),
            [self._say("columnTier"), one.tier or ""],
            [self._say("columnOutcome"), self._say(f"outcome_{outcome}")],
        ]
        if one.reason:
            facts.append([self._say("columnReason"), self._say(f"reason_{one.reason}")])
        return {"heading": self._heading(one.client, f"do_{one.interaction}"), "facts": facts + self._note(one.note)}

    def _platform(self, name: str) -> list[list[str]]:
        """Say where it was. A place that isn't known was typed by hand, and may be somebody's own page."""
        known = self._platforms.get(name) or (self._scrubbed(name) if self._notes else "")
        return [[self._say("columnPlatform"), known]] if known else []

    def _heading(self, client: str, key: str) -> str:
        return f"{self._who(client)}: {self._say(key)}"

    def _who(self, client: str) -> str:
        return f"{self._say('clientWord')} {self._scrubber.name(client)}"

    def _note(self, note: str) -> list[list[str]]:
        return [[self._say("columnNote"), self._scrubbed(note)]] if note and self._notes else []

    def _scrubbed(self, text: str) -> str:
        return self._scrubber.text(text, self._say("clientWord"))
