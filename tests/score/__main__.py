"""Score the adapters on captured pages: `python -m tests.score PAGES [--out FILE] [--wrong] [--others]`.

PAGES has the format that ../shared/pages/README.md describes. Each page is served at its own address to the real
extension in Chromium; the attribute that marks a case is removed before the adapter is asked.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from protocol.reading import shipped
from tests.score.browser import ServedPage, extended_browser
from tests.score.counting import Count, judge, table

_ASKING = (Path(__file__).parent / "asking.js").read_text(encoding="utf-8")
Case = dict[str, Any]


def main() -> int:
    """Score, print, write."""
    options = _options()
    by_page: dict[str, list[Case]] = defaultdict(list)
    for line in (options.pages / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        by_page[case["page"]].append(case)
    known = {adapter.platform for adapter in shipped()}
    left_out = sorted({page.partition("/")[0] for page in by_page} - known)
    scores: dict[str, dict[str, Count]] = defaultdict(lambda: defaultdict(Count))
    with extended_browser([]) as context:
        for page, cases in sorted(by_page.items()):
            platform = page.partition("/")[0]
            if platform in left_out or (options.only and options.only not in page):
                continue
            html = (options.pages / page).read_text(encoding="utf-8")
            served = ServedPage(context, cases[0]["url"], html)
            told = served.ask(_ASKING)
            served.close()
            for case in cases:
                verdict = judge(case, told["answers"].get(case["case"]))
                scores[platform][case["action"]].add(verdict)
                if verdict != "right" and options.wrong:
                    print(f"{verdict}: {json.dumps(case)}\n    {json.dumps(told['answers'].get(case['case']))}")
            _about(page, told, options)
    print(table(scores))
    if left_out:
        print(f"No adapter yet, so not counted: {', '.join(left_out)}.")
    if options.out:
        options.out.write_text(json.dumps(_as_json(scores), indent=1) + "\n", encoding="utf-8")
    return 0


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
