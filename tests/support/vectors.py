"""The cases in protocol/vectors/, which Python and JavaScript both pass; a test's id names the class and the case."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "protocol" / "vectors"


def cases(file: str, *classes: str) -> list[Any]:
    """Give the cases of these classes as parameters for `parametrize`."""
    found = [case for case in json.loads((FOLDER / file).read_text())["cases"] if case["class"] in classes]
    assert found, f"{file} has no case of {classes}"
    return [pytest.param(case, id=f"{case['class']}: {case['name']}") for case in found]


def classes(file: str) -> set[str]:
    """All classes of a file, to see that none is forgotten."""
    return {case["class"] for case in json.loads((FOLDER / file).read_text())["cases"]}
