"""Score the adapters on captured pages: `python -m tests.score PAGES [--out FILE] [--wrong] [--others]`.

PAGES has the format that ../shared/pages/README.md describes. Each page is served at its own address to the real
extension in Chromium; the attribute that marks a case is removed before the adapter is asked.
"""

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from protocol.reading import shipped
from tests.score.browser import ServedPage, extended_browser
from tests.score.counting import Count, judge, names_several, table

_ASKING = (Path(__file__).parent / "asking.js").read_text(encoding="utf-8")
Case = dict[str, Any]


@dataclass
class Scores:
    """The counts by platform and action, and how many answers name more than one account."""

    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Count)))
    several: int = 0


def main() -> int:
    """Score, print, write."""
    options = _options()
    by_page = cases_of(options.pages)
    known = {adapter.platform for adapter in shipped()}
    scores = Scores()
    with extended_browser([]) as context:
        for page, cases in sorted(by_page.items()):
            if _platform(page) in known and options.only in page:
                html = (options.pages / page).read_text(encoding="utf-8")
                served = ServedPage(context, cases[0]["url"], html)
                _score(page, cases, served.ask(_ASKING), scores, options)
                served.close()
    print(table(scores.counts))
    print(f"Answers that name more than one account: {scores.several}.")
    left_out = sorted({_platform(page) for page in by_page} - known)
    if left_out:
        print(f"No adapter yet, so not counted: {', '.join(left_out)}.")
    if options.out:
        options.out.write_text(json.dumps(_as_json(scores.counts), indent=1) + "\n", encoding="utf-8")
    return 0


def cases_of(pages: Path) -> dict[str, list[Case]]:
    """Return the cases of each page."""
    by_page: dict[str, list[Case]] = defaultdict(list)
    for line in (pages / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        by_page[case["page"]].append(case)
    return by_page


def _platform(page: str) -> str:
    return page.partition("/")[0]


def _score(page: str, cases: list[Case], told: dict[str, Any], scores: Scores, options: argparse.Namespace) -> None:
    for case in cases:
        answer = told["answers"].get(case["case"])
        worth = judge(case, answer)
        scores.counts[_platform(page)][case["action"]].add(worth)
        scores.several += names_several(answer)
        if worth != "right" and options.wrong:
            print(f"{worth}: {json.dumps(case)}\n    {json.dumps(answer)}")
    _about(page, told, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make score")
    parser.add_argument("pages", type=Path, help="the folder with cases.jsonl")
    parser.add_argument("--out", type=Path, help="also write the counts as JSON to this file")
    parser.add_argument("--only", default="", help="only pages whose name contains this")
    parser.add_argument("--wrong", action="store_true", help="print every case that isn't right")
    parser.add_argument("--others", action="store_true", help="print what was recognised and is no case")
    options = parser.parse_args()
    if not (options.pages / "cases.jsonl").is_file():
        sys.exit(f"There is no cases.jsonl in {options.pages}. Say PAGES=DIR, a folder of captured pages.")
    return options


def _about(page: str, told: dict[str, Any], options: argparse.Namespace) -> None:
    if not (options.wrong or options.others):
        return
    print(
        f"# {page}: {told['each']:.3f} ms each, {told['asked']} elements asked, own {told['own']}, "
        f"{told['accounts']} accounts, controls seen {told['seen']} {told['problems'] or ''}"
    )
    for other in told["others"] if options.others else []:
        accounts = [one["account"] for one in other["accounts"]]
        what = f"{other['interaction']} {other['role']} undo={other['undo']}"
        print(f"  {what} {accounts} {other['text']!r} {other['html']}")


def _as_json(scores: dict[str, dict[str, Count]]) -> dict[str, Any]:
    total = sum((count for actions in scores.values() for count in actions.values()), Count())
    platforms = {
        platform: {action: count.as_json() for action, count in sorted(actions.items())}
        for platform, actions in sorted(scores.items())
    }
    return {"total": total.as_json(), "platforms": platforms}


if __name__ == "__main__":
    sys.exit(main())
