"""What of the browser's set-up needs no browser."""

import json
from pathlib import Path

import pytest

from agent.demo.browser import NoBrowser, find_browser, has_display, make_extension
from agent.texts import extension_folder


def test_make_extension_adds_hosts_and_nothing_else(tmp_path: Path) -> None:
    made = make_extension(["http://127.0.0.1/*"], tmp_path / "extension")
    before = json.loads((extension_folder() / "manifest.json").read_text(encoding="utf-8"))
    after = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    assert after["host_permissions"] == [*before["host_permissions"], "http://127.0.0.1/*"]
    for old, new in zip(before["content_scripts"], after["content_scripts"], strict=True):
        assert new == old | {"matches": [*old["matches"], "http://127.0.0.1/*"]}
    for manifest in (before, after):
        del manifest["host_permissions"], manifest["content_scripts"]
    assert after == before
    files = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    assert files == {p.relative_to(extension_folder()) for p in extension_folder().rglob("*") if p.is_file()}


def test_a_named_browser_is_the_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "my-browser"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("FRAMEKEEPER_BROWSER", str(program))
    assert find_browser() == program


def test_no_browser_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMEKEEPER_BROWSER", "/nowhere/at-all")
    with pytest.raises(NoBrowser, match="Set FRAMEKEEPER_BROWSER"):
        find_browser()
    monkeypatch.delenv("FRAMEKEEPER_BROWSER")
    monkeypatch.setattr("agent.demo.browser.shutil.which", lambda _name: None)
    with pytest.raises(NoBrowser, match="Install Chromium"):
        find_browser()


def test_a_display_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.demo.browser.sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert has_display()
