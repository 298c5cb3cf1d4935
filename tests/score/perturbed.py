"""Score the adapters on captured pages as other languages, years and builds would have them.

`python -m tests.score.perturbed PAGES [--only PART] [--wrong]`. What is changed, and why that says nothing else about
whom a control concerns, stands in perturbing.js: a *change* must cost nothing; a *loss* takes evidence away, may cost
answers, and must name nobody else.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.score.__main__ import cases_of
from tests.score.browser import ServedPage, extended_browser
from tests.score.counting import Count, judge

HERE = Path(__file__).parent
CHANGING, ASKING = (
    (HERE / name).read_text(encoding="utf-8").strip().rstrip(";") for name in ("changing.js", "perturbing.js")
)
STRANGERS: dict[str, list[list[str]]] = json.loads((HERE / "strangers.json").read_text(encoding="utf-8"))
WORDS: dict[str, dict[str, dict[str, str]]] = json.loads((HERE / "words.json").read_text(encoding="utf-8"))
LANGUAGES = sorted({language for words in WORDS.values() for word in words.values() for language in word})
Counts = dict[str, dict[str, dict[str, Count]]]
"""By kind (`changes`, `losses`), name and platform."""


def ask(page: ServedPage, cases: list[dict[str, Any]], languages: Iterable[str], *, losses: bool) -> Any:
    """Return the answers of a page: by kind and name of what was done to it, then by case."""
    platform = cases[0]["page"].partition("/")[0]
    people = {case["case"]: case["account"] for case in cases}
    wanted = {
        "words": WORDS.get(platform, {}),
        "strangers": STRANGERS.get(platform, []),
        "languages": list(languages),
        "losses": losses,
        "people": people,
    }
    return page.ask(f"({ASKING})({CHANGING}\n, {json.dumps(wanted)})")


def count(cases: list[dict[str, Any]], told: Any, counts: Counts, *, show: bool = False) -> None:
    """Add a page's answers to the counts."""
    platform = cases[0]["page"].partition("/")[0]
    for kind, changes in told.items():
        for name, answers in changes.items():
            for case in cases:
                if case["case"] not in answers:
                    continue
                worth = judge(case, answers[case["case"]])
                counts[kind][name][platform].add(worth)
                if show and worth != "right" and (kind == "changes" or worth == "wrong_person"):
                    print(f"{kind} {name!r} {worth}: {json.dumps(case)}\n    {json.dumps(answers.get(case['case']))}")


def no_counts() -> Counts:
    """Return counts to begin with."""
    return defaultdict(lambda: defaultdict(lambda: defaultdict(Count)))


def main() -> int:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.score.perturbed")
    parser.add_argument("pages", type=Path, help="the folder with cases.jsonl")
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--wrong", action="store_true", help="print every answer that should have been another")
    options = parser.parse_args()
    counts = no_counts()
    with extended_browser([]) as context:
        for page, cases in sorted(cases_of(options.pages).items()):
            if options.only in page:
                served = ServedPage(context, cases[0]["url"], (options.pages / page).read_text(encoding="utf-8"))
                count(cases, ask(served, cases, LANGUAGES, losses=True), counts, show=options.wrong)
                served.close()
    for kind, changes in counts.items():
        print(_table(kind, changes))
    return 0


def _table(kind: str, changes: dict[str, dict[str, Count]]) -> str:
    lines = [f"{kind:32}{'right %':>9}{'wrong person':>14}  less than all on"]
    for name, platforms in changes.items():
        whole = sum(platforms.values(), Count())
        less = [f"{each} {one.right}/{one.total}" for each, one in platforms.items() if one.right < one.total]
        lines.append(f"{name:32}{100 * whole.right / whole.total:9.1f}{whole.wrong_person:14}  {', '.join(less)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
