"""A platform is added by one JSON file and one page, and no code: tried on a copy of the project."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("agent", "extension", "protocol", "tests")
EXAMPLE = "<article><header><a href='/@wren'>Wren</a></header><button data-clap here></button></article>"
BIRDHOUSE = {
    "vocabulary": 1,
    "platform": "birdhouse",
    "name": "Birdhouse",
    "checked": "2026-11-24",
    "hosts": ["birdhouse.example.org"],
    "accounts": {
        "id": "^[a-z0-9_]+$",
        "links": [
            {
                "path": "^/@([a-z0-9_]+)$",
                "examples": [{"link": "https://birdhouse.example.org/@Wren", "id": "wren"}],
            }
        ],
    },
    "finders": {"singer": [{"closest": "article", "find": "header a"}]},
    "controls": [
        {
            "name": "clap",
            "interaction": "react",
            "role": "performs",
            "on": ["click"],
            "find": [{"match": "[data-clap]"}],
            "concerns": ["singer"],
            "examples": [
                {
                    "html": EXAMPLE,
                    "account": "birdhouse:wren",
                }
            ],
        }
    ],
}
PAGE = """<!-- https://birdhouse.example.org/home who answers stands nearer than who sings -->
<!DOCTYPE html>
<html lang="nl"><head><meta charset="utf-8"></head>
<body><article><header><a href="/@wren">Wren</a></header><p>Hoor, <a href="/@robin">@robin</a></p>
<button data-clap expect="react performs birdhouse:wren">Klap</button><a href="/@wren/songs">Lied</a></article>
</body></html>
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with one adapter and one page more."""
    target = tmp_path_factory.mktemp("project")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", target)
    (target / "protocol/adapters/birdhouse.json").write_text(json.dumps(BIRDHOUSE), encoding="utf-8")
    page = target / "tests/pages/birdhouse/home.html"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    run(target, "protocol.generate")
    return target


def run(folder: Path, *command: str) -> str:
    """Run a module of the copy; gives what it says."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_is_checked_named_and_allowed_on_its_host(copy: Path) -> None:
    run(copy, "protocol.generate", "--check")
    manifest = json.loads((copy / "extension/manifest.json").read_text(encoding="utf-8"))
    pattern = "https://*.birdhouse.example.org/*"
    assert pattern in manifest["host_permissions"]
    assert pattern in manifest["content_scripts"][0]["matches"]
    assert '"name": "Birdhouse"' in (copy / "extension/generated/hosts.js").read_text(encoding="utf-8")
    asked = "from protocol.accounts import resolve; print(resolve('https://birdhouse.example.org/@Wren'))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=copy, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "birdhouse:wren"


@pytest.mark.browser
@pytest.mark.timeout(120)
def test_its_examples_and_its_page_are_tried_in_the_browser(copy: Path) -> None:
    told = run(
        copy, "pytest", "-q", "tests/adapters/test_examples.py", "tests/adapters/test_traps.py", "-k", "irdhouse"
    )
    assert "2 passed" in told
