"""What is generated is what would be generated now."""

from pathlib import Path

import msgspec
import pytest

from protocol import generate, typescript
from protocol.reading import Adapters


def test_nothing_is_out_of_date() -> None:
    assert generate.stale() == []


def test_what_is_out_of_date_is_said_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new" / "a.js"
    monkeypatch.setattr(generate, "ROOT", tmp_path)
    monkeypatch.setattr(generate, "files", lambda: {path: "a"})
    with pytest.raises(SystemExit, match=r"new/a\.js is out of date"):
        generate.main(["--check"])
    generate.main([])
    assert path.read_text(encoding="utf-8") == "a"
    generate.main(["--check"])


def test_a_bad_adapter_is_said_and_stays_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "read", lambda: Adapters((), ("The adapter x.json is disabled.",)))
    monkeypatch.setattr(generate, "files", dict)
    with pytest.raises(SystemExit, match=r"x\.json is disabled"):
        generate.main([])


class Leaf(msgspec.Struct, tag="leaf"):
    """A leaf."""

    size: int
    words: dict[str, list[str]] = {}
    pair: tuple[int, str] | None = None


class Branch(msgspec.Struct, tag="branch"):
    """A branch. */"""

    leaves: list["Branch | Leaf"]


def test_structs_become_interfaces() -> None:
    text = typescript.declare("Head.", Tree=Branch | Leaf)
    assert 'export interface Branch {\n  type: "branch";\n  leaves: (Branch | Leaf)[];\n}' in text
    assert 'type: "leaf";' in text
    assert "words?: Record<string, (string)[]>;" in text
    assert "pair?: [number, string] | null;" in text
    assert text.endswith("export type Tree = Branch | Leaf;\n")
    assert "A branch. */ */" not in text


def test_what_no_message_may_be_made_of_is_refused() -> None:
    with pytest.raises(TypeError, match="No message"):
        typescript.declare("Head.", Set=set[int])


def test_bytes_are_texts_in_base64() -> None:
    assert "export type Data = string;" in typescript.declare("Head.", Data=bytes)
