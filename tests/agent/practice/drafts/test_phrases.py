import json
from pathlib import Path

import pytest

from agent.practice.drafts import hints
from agent.practice.drafts.phrases import FOLDER, Phrase, read, shipped

FILES = sorted(FOLDER.glob("*.json"))
ENTRIES = [
    pytest.param(file.stem, entry, id=f"{file.stem}: {entry['name']}")
    for file in FILES
    for entry in json.loads(file.read_text(encoding="utf-8"))["phrases"]
]


def the(language: str, name: str) -> Phrase:
    (found,) = [phrase for phrase in shipped().good if (phrase.language, phrase.name) == (language, name)]
    return found


def test_three_languages_have_phrases_of_every_kind_and_none_is_broken() -> None:
    assert shipped().problems == ()
    kinds = {(phrase.language, phrase.kind) for phrase in shipped().good}
    assert kinds == {
        (lang, kind) for lang in ["en", "es", "de"] for kind in ["client", "session", "diagnosis", "prescription"]
    }


@pytest.mark.parametrize(("language", "entry"), ENTRIES)
def test_each_phrase_matches_its_examples_and_nothing_matches_the_innocent_ones(
    language: str, entry: dict[str, list[str] | str]
) -> None:
    phrase = the(language, str(entry["name"]))
    assert len(entry["match"]) >= 2
    assert len(entry["innocent"]) >= 2
    for sentence in entry["match"]:
        assert hints(sentence, [phrase]), sentence
    for sentence in entry["innocent"]:
        assert not hints(sentence, shipped().for_text(sentence)), sentence


def test_what_is_broken_is_off_and_said_and_the_others_stand(tmp_path: Path) -> None:
    good = {"name": "good", "kind": "client", "pattern": r"\bmy {who}\b"}
    broken = [
        {"name": "bracket", "kind": "client", "pattern": "(my client"},
        {"name": "kind", "kind": "gossip", "pattern": "x"},
        {"name": "word", "kind": "client", "pattern": "my {nobody}"},
        {"name": "circle", "kind": "client", "pattern": "my {hen}"},
        {"kind": "client"},
        "no entry at all",
    ]
    (tmp_path / "a.json").write_text(
        json.dumps(
            {"language": "en", "words": {"who": "client", "hen": "{egg}", "egg": ["{hen}"]}, "phrases": [*broken, good]}
        ),
        encoding="utf-8",
    )
    (tmp_path / "b.json").write_text("{half a file", encoding="utf-8")
    found = read([tmp_path / "a.json", tmp_path / "b.json", tmp_path / "gone.json"])
    assert [phrase.name for phrase in found.good] == ["good"]
    assert hints("All of my client's words", found.good)
    said = " ".join(found.problems)
    assert len(found.problems) == len(broken) + 2
    assert all(
        name in said
        for name in (
            "“bracket”",
            "“kind”",
            "“word”",
            "“circle”",
            "number 5",
            "number 6",
            "b.json",
            "gone.json",
        )
    )


def phrase(folder: Path, **entry: object) -> Phrase:
    words = {"who": ["client", "patient"], "mine": "my {who}"}
    whole = {"name": "one", "kind": "client", "pattern": "{mine}", **entry}
    data = {"language": "en", "words": words, "unless": {"client": "email"}, "phrases": [whole]}
    (folder / "one.json").write_text(json.dumps(data), encoding="utf-8")
    found = read([folder / "one.json"])
    assert not found.problems
    return found.good[0]


def test_words_are_alternatives_that_may_be_made_of_words_and_match_whole_words_only(tmp_path: Path) -> None:
    found = phrase(tmp_path)
    assert hints("My patient cried.", [found])
    assert not hints("My patients cried. Tommy client.", [found])


def test_what_takes_back_a_kind_takes_back_each_phrase_of_it(tmp_path: Path) -> None:
    assert not hints("My email, my client.", [phrase(tmp_path)])
    assert hints("My email. My client.", [phrase(tmp_path)])


def test_what_must_stand_beside_a_phrase_is_looked_for_around_it_where_that_is_said(tmp_path: Path) -> None:
    text = "My client. He cried."
    assert not hints(text, [phrase(tmp_path, **{"with": "cried"})])
    assert hints(text, [phrase(tmp_path, **{"with": "cried", "around": True})])


def test_what_somebody_is_quoted_with_takes_nothing_back(tmp_path: Path) -> None:
    found = phrase(tmp_path, unless="my wife")
    assert hints("My client: “My wife left.”", [found])
    assert not hints("My wife is my client's teacher.", [found])


def test_a_text_is_read_with_the_phrases_of_its_languages() -> None:
    def languages(text: str) -> set[str]:
        return {each.language for each in shipped().for_text(text)}

    assert languages("She told me that it was the end of the road.") == {"en"}
    assert languages("He pintado la consulta y ya está.") == {"es"}
    assert languages("Ich habe heute mit der Frau gesprochen.") == {"de"}
    assert languages("Xylophon!") == {"en", "es", "de"}
