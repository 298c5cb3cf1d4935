"""Replies in the session's language: their sentences, and nothing else."""

import inspect

import msgspec
import pytest

import protocol.messages
from agent.languages.replies import spoken
from protocol.messages.log import Verification
from protocol.messages.state import Done, Problem
from protocol.messages.watchlist import Client, ClientReply, Resolved, ResolveReply

SAID = "That isn't the passphrase."
GERMAN = "Das ist nicht die Passphrase."


@pytest.mark.parametrize("name", ["problem", "problems", "sentence", "sentences", "advice"])
def test_fields_that_are_named_after_sentences_are_declared_as_such(name: str) -> None:
    for cls in vars(protocol.messages).values():
        if not (inspect.isclass(cls) and issubclass(cls, msgspec.Struct)):
            continue
        for field in msgspec.structs.fields(cls):
            if field.name == name and field.type in (str, list[str]):
                pytest.fail(f"{cls.__name__}.{name} is to be a Sentence, or to be called something else")


def test_a_problem_is_said_in_the_language_with_its_code_and_wait_as_they_were() -> None:
    problem = Problem("wrong_secret", SAID, 30.0)
    assert spoken("de-AT", problem) == Problem("wrong_secret", GERMAN, 30.0)
    assert spoken("es", problem).message == "Esa no es la frase de contraseña."
    for language in ("", "en-GB", "fr"):
        assert spoken(language, problem) is problem


def test_sentences_in_lists_are_said() -> None:
    found = spoken("de", Verification(False, 3, "00", ["Event 2 is missing: it was removed."], [SAID]))
    assert found.problems == ["Ereignis 2 fehlt: Es wurde entfernt."]
    assert found.notes == [GERMAN]
    assert found.head == "00"


def test_sentences_of_what_is_in_lists_are_said() -> None:
    nothing = "Nothing was given. Paste the link of the person's profile."
    found = spoken("de", ResolveReply([Resolved(SAID, None, "unknown", label=SAID, problem=nothing)]))
    assert found.links[0].problem.startswith("Da steht nichts.")
    assert (found.links[0].link, found.links[0].label) == (SAID, SAID)


def test_what_a_person_wrote_is_never_touched() -> None:
    client = Client("c-1", SAID, [SAID], "current", None, SAID, [], "2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")
    reply = ClientReply(client)
    assert spoken("de", reply) == reply
    assert spoken("de", Done()) == Done()
