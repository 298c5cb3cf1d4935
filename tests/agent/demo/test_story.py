"""How the demo tells its steps."""

import json
from pathlib import Path

import pytest

from agent.demo.story import StepFailed, Story, expect


async def test_steps_are_told_in_plain_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = Story(tmp_path, as_json=False)
    async with story.step("Did something.") as details:
        details["where"] = "here\nand there"
    story.say("That was it.")
    assert capsys.readouterr().out == ("ok    1. Did something.\n         here\n         and there\nThat was it.\n")


async def test_json_is_one_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = Story(tmp_path, as_json=True)
    async with story.step("Did something.") as details:
        details["port"] = "1"
    story.say("not told")
    (line,) = capsys.readouterr().out.splitlines()
    step = json.loads(line)
    assert step.pop("seconds") >= 0
    assert step == {"step": 1, "what": "Did something.", "ok": True, "pictures": [], "port": "1"}


async def test_a_step_that_fails_ends_the_story_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = Story(tmp_path / "deep" / "output", as_json=False)
    with pytest.raises(StepFailed, match=r"Step 1 failed: It didn't\."):
        async with story.step("Did something."):
            expect([], "It didn't.")
    assert "FAIL  1. Did something.\n         It didn't.\n" in capsys.readouterr().out
    assert (tmp_path / "deep" / "output").is_dir()
