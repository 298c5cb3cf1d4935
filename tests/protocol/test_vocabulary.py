"""Every word of the vocabulary has its line in the docs, every adapter uses it as the schema says."""

import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from protocol import vocabulary
from protocol.checking import request_rules
from protocol.reading import FOLDER, shipped
from protocol.vocabulary import VOCABULARY, Adapter, Word

README = (FOLDER / "README.md").read_text(encoding="utf-8")
WORDS = sorted(
    {
        field.encode_name
        for struct in vars(vocabulary).values()
        if isinstance(struct, type) and issubclass(struct, Word)
        for field in msgspec.structs.fields(struct)
    }
)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_its_line(word: str) -> None:
    assert f"`{word}`" in README


def test_no_line_speaks_of_a_word_that_is_not() -> None:
    first_cells = re.findall(r"^\| (`[^|]*) \|", README, re.MULTILINE)
    documented = {word for cell in first_cells for word in re.findall(r"`([a-z_]+)`", cell)}
    assert documented <= set(WORDS)


def test_the_version_is_the_documented_one() -> None:
    assert f"version {VOCABULARY} of the vocabulary" in README


@pytest.mark.parametrize("path", [path for path in sorted(FOLDER.glob("*.json")) if path.name != "schema.json"])
def test_the_schema_holds(path: Path) -> None:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)


def test_a_file_is_called_after_its_adapter() -> None:
    stems = {path.stem for path in FOLDER.glob("*.json")} - {"schema"}
    assert stems == {adapter.name.lower() for adapter in shipped()}


def test_adapters_that_share_a_platform_agree_on_its_ids() -> None:
    shapes: dict[str, set[tuple[str, str, str, bool]]] = {}
    for adapter in shipped():
        rules = adapter.accounts
        shapes.setdefault(adapter.platform, set()).add((rules.id, rules.keep_case, rules.ignore, rules.hosted))
    assert {platform: len(each) for platform, each in shapes.items() if len(each) > 1} == {}


@pytest.mark.parametrize("adapter", shipped(), ids=lambda adapter: adapter.name)
def test_nothing_in_it_is_unused(adapter: Adapter) -> None:
    uses = [*adapter.controls, *(part for rule in adapter.controls for part in rule.find)]
    undo = [part for rule in adapter.controls if isinstance(rule.undo, list) for part in rule.undo]
    evidence = [part for part in [*uses, *undo] if isinstance(part, vocabulary.Evidence)]
    assert set(adapter.icons) == {name for part in evidence for name in part.icon}
    assert set(adapter.labels) == {name for part in evidence for name in part.label}
    assert set(adapter.finders) == {
        name for rule in adapter.controls for name in [*rule.concerns, *rule.aliases, *rule.mentions]
    }
    assert len({rule.name for rule in adapter.controls}) == len(adapter.controls)
    text = msgspec.json.encode(adapter).decode()
    assert [name for name in adapter.scopes if f"{{{name}}}" not in text] == []


@pytest.mark.parametrize("adapter", shipped(), ids=lambda adapter: adapter.name)
def test_every_request_is_made_by_a_control(adapter: Adapter) -> None:
    """One that no control makes would be taken for a miss each time."""
    done = {control.interaction for control in adapter.controls}
    lonely = [name for name, rule in request_rules(adapter) if not done & {rule.interaction, *rule.also}]
    assert lonely == []
