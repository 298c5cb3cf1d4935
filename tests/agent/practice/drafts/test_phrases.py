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
        assert not hints(sentence, shipped().good), sentence


def test_what_is_broken_is_off_and_said_and_the_others_stand(tmp_path: Path) -> None:
    good = {"name": "good", "kind": "client", "pattern": r"\bmy {who}\b"}
    broken = [
        {"name": "bracket", "kind": "client", "pattern": "(my client"},
        {"name": "kind", "kind": "gossip", "pattern": "x"},
        {"name": "word", "kind": "client", "pattern": "my {nobody}"},
        {"kind": "client"},
        "no entry at all",
    ]
    (tmp_path / "a.json").write_text(
        json.dumps({"language": "en", "words": {"who": "client"}, "phrases": [*broken, good]}), encoding="utf-8"
    )
    (tmp_path / "b.json").write_text("{half a file", encoding="utf-8")
    found = read([tmp_path / "a.json", tmp_path / "b.json", tmp_path / "gone.json"])
    assert [phrase.name for phrase in found.good] == ["good"]
    assert hints("All of my client's words", found.good)
    said = " ".join(found.problems)
    assert len(found.problems) == len(broken) + 2
    assert all(
        name in said for name in ("“bracket”", "“kind”", "“word”", "number 4", "number 5", "b.json", "gone.json")
    )
