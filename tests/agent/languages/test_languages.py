"""Sentences in other languages: each is there, filled in as it was, and nothing that somebody wrote is touched."""

import json
import re
from pathlib import Path

import pytest

import agent.languages
from agent.languages import OTHERS, say
from tests.support.sentences import SENTENCE, sentences

FOLDER = Path(agent.languages.__file__).parent
FOREIGN = {
    "es": re.compile("[“”„]|bóveda|client[ea]|empareja|órdenes"),
    "de": re.compile("[«»”]|Klient|Patient|Merkliste"),
}
"""Another language's quotation marks, and other words than those of docs/languages.md."""


def kept(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return found


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{\d\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_that_can_be_said_is_there_and_no_other(language: str) -> None:
    said, translated = sentences(), kept(language)["sentences"]
    missing = {text: where for text, where in said.items() if text not in translated}
    assert not missing, f"put them into agent/languages/{language}.json"
    odd = {text for text in translated.keys() - said.keys() if SENTENCE.fullmatch(text)}
    assert not odd, f"nobody says this any longer: take it out of agent/languages/{language}.json"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_the_sentence_fills_in(language: str) -> None:
    for part in kept(language).values():
        for english, text in part.items():
            assert places(english) == places(text), english
            assert text != english
            assert not FOREIGN[language].search(text), text
            assert re.findall(r"`[^`]+`", english) == re.findall(r"`[^`]+`", text), "commands are what is typed"


def test_the_languages_have_the_same_sentences() -> None:
    one, *others = [{name: part.keys() for name, part in kept(language).items()} for language in OTHERS]
    assert all(other == one for other in others)


def test_names_and_numbers_stay_as_they_are() -> None:
    assert say("de", "There is no client c-1. See them with `framekeeper client list`.") == (
        "Die Person c-1 gibt es nicht. Alle zeigt `framekeeper client list`."
    )
    assert say("es", "J. D. has the account x:jamie already.") == "J. D. ya tiene la cuenta x:jamie."


@pytest.mark.parametrize("label", ["J. D.", "\\1", "{2}", "a {1} b", "M" * 200, "\u05d3\u05e0\u05d4", "two\nlines"])
def test_a_strange_name_is_put_in_as_it_is(label: str) -> None:
    text = f"{label} has the account x:jamie already."
    assert say("de", text) == f"{label} hat das Konto x:jamie schon."


def test_a_sentence_within_a_sentence_is_said_too() -> None:
    assert say("de", "That isn't the passphrase. Wait 5 minutes and try again.") == (
        "Das ist nicht die Passphrase. Warten Sie 5 Minuten, und versuchen Sie es noch einmal."
    )
    weak = "This passphrase would be guessed. This is a very common password. Add another word or two."
    assert say("es", weak) == (
        "Esta frase de contraseña se podría adivinar. Es una contraseña muy común. Añada una o dos palabras más."
    )
    seed = "the signing seed (log.seed) was missing"
    assert say(
        "de", f"On 2026-11-22 10:00 UTC (event 5) {seed}: nothing shows whether events just before it were removed."
    ) == (
        "Am 2026-11-22 10:00 UTC (Ereignis 5) fehlte der Signaturkeim (log.seed): "
        "Nichts zeigt, ob Ereignisse kurz davor entfernt wurden."
    )


@pytest.mark.parametrize("language", ["", "en", "fr", "../es"])
def test_what_isnt_known_stays_english(language: str) -> None:
    assert say(language, "That isn't the passphrase.") == "That isn't the passphrase."
    assert say("de", "This was never said by anybody.") == "This was never said by anybody."


def test_a_hostile_text_takes_no_time() -> None:
    """A name as long as may be, made of what patterns look for."""
    text = f"The account {' belongs to ' * 300} belongs to nobody."
    assert say("de", text) == text
