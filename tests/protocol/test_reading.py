"""A bad adapter disables itself and no other, with a sentence that names the rule and the field."""

import json
from pathlib import Path
from typing import Any

import pytest

from protocol.reading import FOLDER, BadAdapter, parse, platform_names, read, shipped

GOOD: dict[str, Any] = {
    "vocabulary": 1,
    "platform": "sample",
    "name": "Sample",
    "checked": "2026-11-22",
    "hosts": ["sample.example.org"],
    "accounts": {
        "id": "^[a-z]+$",
        "links": [{"path": "^/([a-z]+)$", "examples": [{"link": "https://sample.example.org/jane", "id": "jane"}]}],
    },
    "scopes": {"post": "article"},
    "icons": {"like": ["class:heart"]},
    "finders": {"author": [{"closest": "{post}", "find": "a[href]"}]},
    "controls": [
        {
            "name": "like",
            "interaction": "react",
            "role": "performs",
            "find": [{"match": "button", "icon": ["like"], "within": "{post}"}],
            "concerns": ["author"],
            "examples": [{"html": "<article><a href='/jane'></a><button here></button></article>", "account": None}],
        }
    ],
}


def changed(**steps: Any) -> bytes:
    """The good adapter with the value at `a__0__b` replaced."""
    adapter = json.loads(json.dumps(GOOD))
    for path, value in steps.items():
        *before, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        at = adapter
        for step in before:
            at = at[step]
        at[last] = value
    return json.dumps(adapter).encode()


def test_a_good_one_is_read() -> None:
    assert parse(changed()).platform == "sample"


BAD = {
    'control "like", field role': changed(controls__0__role="does"),
    'control "like", field interaction': changed(controls__0__interaction="poke"),
    'control "like", field find[...].matches': changed(controls__0__find__0={"matches": "button"}),
    'control "like", field examples': changed(controls__0__examples=[]),
    'In control "like", field concerns: there is no "writer"': changed(controls__0__concerns=["writer"]),
    'In control "like", field icon: there is no "star"': changed(controls__0__find__0={"icon": ["star"]}),
    'In control "like", field label: there is no "liked"': changed(controls__0__undo=[{"label": ["liked"]}]),
    'In control "like", there is no scope named "tweet"': changed(controls__0__find__0={"within": "{tweet}"}),
    'In finder "author", the pattern ( can\'t be read': changed(finders__author__0__pattern="("),
    "In accounts.links, the pattern [ can't be read": changed(accounts__links__0__path="["),
    "Its vocabulary is 2, but 1 is spoken here": changed(vocabulary=2),
    "field checked": changed(checked="yesterday"),
    'In request "a b", the name must be a path': changed(requests={"a b": "react"}),
    'In request "/like", "path.1" leads nowhere': changed(
        requests={"/like": {"interaction": "react", "thing": [{"read": "path.1"}]}}
    ),
    'In request "Like", the pattern ( can\'t be read': changed(
        requests={"Like": {"interaction": "react", "unless": {"body.off": "("}}}
    ),
    "field requests": changed(requests={"Like": {"interaction": "react", "thing": [{"read": "header.x"}]}}),
    'In confidence, no control does "follow"': changed(confidence={"follow": "high"}),
    "Input data was truncated": b"{",
    'control "number 1", field itself': changed(controls=[7]),
}


@pytest.mark.parametrize("sentence", BAD)
def test_what_is_wrong_is_said(sentence: str) -> None:
    with pytest.raises(BadAdapter) as caught:
        parse(BAD[sentence])
    said = str(caught.value)
    where, _, field = sentence.partition(", field ")
    assert where in said
    assert field.split(".")[0].split("[")[0] in said


def test_a_bad_one_disables_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_bytes(changed())
    (tmp_path / "bad.json").write_bytes(changed(controls__0__role="does"))
    (tmp_path / "schema.json").write_text("{}", encoding="utf-8")
    adapters = read(tmp_path)
    assert [adapter.platform for adapter in adapters.good] == ["sample"]
    assert len(adapters.problems) == 1
    assert adapters.problems[0].startswith("The adapter bad.json is disabled.")


def test_all_that_are_shipped_are_good() -> None:
    assert read().problems == ()
    assert len(read().good) == len(list(FOLDER.glob("*.json"))) - 1


def test_a_platform_has_its_own_name_and_not_that_of_another_client_of_it() -> None:
    names = platform_names()
    assert names.keys() == {adapter.platform for adapter in shipped()}
    assert (names["mastodon"], names["x"], names["linkedin"]) == ("Mastodon", "X", "LinkedIn")
