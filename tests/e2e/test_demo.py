"""`framekeeper demo` itself: every step, its pictures, its exit status, and nothing left behind."""

import json
import sys
from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


async def test_the_demo_does_what_it_says(tmp_path: Path) -> None:
    arguments = ("demo", "--headless", "--json", "--output", str(tmp_path / "out"))
    process = await create_subprocess_exec(sys.executable, "-m", "agent", *arguments, stdout=PIPE, stderr=PIPE)
    out, err = await process.communicate()
    steps = [json.loads(line) for line in out.decode().splitlines()]
    assert process.returncode == 0, (steps, err)
    assert [step["step"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(step["ok"] for step in steps)
    pictures = [Path(picture) for step in steps for picture in step["pictures"]]
    assert len(pictures) >= 6
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert set(pictures) == set((tmp_path / "out").iterdir())


async def test_without_a_browser_it_fails_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAMEKEEPER_BROWSER", "/nowhere/at-all")
    arguments = ("demo", "--headless", "--output", str(tmp_path / "out"))
    process = await create_subprocess_exec(sys.executable, "-m", "agent", *arguments, stdout=PIPE, stderr=PIPE)
    out, _ = await process.communicate()
    assert process.returncode == 1
    assert "Set FRAMEKEEPER_BROWSER to one." in out.decode()
