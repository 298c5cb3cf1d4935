"""What Python and JavaScript both write down is the same: ports, version, limits, close codes, error codes."""

import json
import re
from pathlib import Path

from agent.listening import PORTS
from protocol import channel
from protocol.channel import Close
from protocol.messages.words import VERSION
from protocol.pairing_code import ALPHABET, CHARACTERS

BACKGROUND = Path(__file__).parents[2] / "extension" / "background"
README = Path(__file__).parents[2] / "protocol" / "README.md"


def source(name: str) -> str:
    return (BACKGROUND / name).read_text(encoding="utf-8")


def constant(name: str, text: str) -> str:
    found = re.search(rf"^(?:export )?const {name} = (?:Object\.freeze\()?([^;]*?)\)?;", text, flags=re.MULTILINE)
    assert found, f"{name} isn't declared"
    return found[1]


def test_the_extension_looks_on_the_ports_where_the_agent_listens() -> None:
    assert tuple(json.loads(constant("PORTS", source("link.js")))) == PORTS


def test_layout_and_limits_are_the_same() -> None:
    text = source("channel.js")
    assert int(constant("VERSION", text)) == VERSION
    for name in ("SESSION_MODE", "PAIRING_MODE", "ID_SIZE", "FRAME_LIMIT", "PAD_STEP", "MORE", "LAST"):
        assert int(constant(name, text)) == getattr(channel, name)
    assert constant("RECORD_LIMIT", text) == "1024 * 1024"
    assert channel.RECORD_LIMIT == 1024 * 1024


def test_the_extension_knows_every_close_code() -> None:
    known = dict(re.findall(r'(\d{4}): "(\w+)"', constant("CLOSE_CODES", source("channel.js"))))
    assert known == {str(int(close)): close.name.lower() for close in Close}


def test_every_code_of_the_extension_has_its_sentence_and_its_line() -> None:
    sentences = set(re.findall(r'"(\w+)"', constant("KNOWN", source("link-errors.js"))))
    texts = json.loads((BACKGROUND.parent / "_locales" / "en" / "messages.json").read_text(encoding="utf-8"))
    assert {f"link_{code}" for code in sentences} <= set(texts)
    closes = set(re.findall(r'\d{4}: "(\w+)"', source("channel.js")))
    assert closes - {"version"} <= sentences
    documented = set(re.findall(r"`(\w+)`", README.read_text(encoding="utf-8")))
    assert sentences <= documented


def test_pairing_codes_are_written_alike() -> None:
    assert constant("ALPHABET", source("pairing.js")) == f'"{ALPHABET}"'
    assert int(constant("CHARACTERS", source("pairing.js"))) == CHARACTERS
