"""`python -m tests.bench [--json] [--out FILE] [NAME …]`: measure bars and print them as a table. It judges nothing.

Each row is {"what", "value", "unit", "bar", "ratio", "met", "note"}: the ratio is value over bar, so up to 1.00 is
good. A row that couldn't be measured says why in its note, and its value is null. The exit status is always 0.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench import answering, drafting, feeding, importing, listing, long_log, matching, pressing, starting
from tests.bench.rows import Row, table

Measure = Callable[[Path], Awaitable[list[Row]]]
MODULES = (answering, matching, drafting, starting, pressing, feeding, listing, importing, long_log)
MEASURES: dict[str, Measure] = {module.__name__.rpartition(".")[2]: module.measure for module in MODULES}


async def measure_all(names: list[str]) -> list[Row]:
    """Run measures one after the other, each in a folder of its own; all of them if none is named."""
    rows: list[Row] = []
    for name, measure in MEASURES.items():
        if names and name not in names:
            continue
        sys.stderr.write(f"Measuring {name} …\n")
        with tempfile.TemporaryDirectory(prefix="framekeeper-bench-", ignore_cleanup_errors=True) as folder:
            try:
                rows += await measure(Path(folder))
            except Exception as error:  # noqa: BLE001 - one measure that fails must not hide the others
                rows.append(Row(name, None, "", 0, f"{type(error).__name__}: {error}"))
    return rows


def main() -> int:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure what it must reach.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)}; all if none")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write JSON there too")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(MEASURES):
        parser.error(f"there is no {', '.join(sorted(unknown))}: choose from {', '.join(MEASURES)}")
    _tell_of_company()
    rows = asyncio.run(measure_all(arguments.names))
    text = json.dumps([row.as_dict() for row in rows], indent=2, ensure_ascii=False)
    if arguments.out:
        arguments.out.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write((text if arguments.json else table(rows)) + "\n")
    return 0


def _tell_of_company() -> None:
    """Say so if the machine is busy with something else: times in seconds suffer from that, ratios hardly."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores / 2:
        sys.stderr.write(
            f"The load is {load:.1f} on {cores} cores already: times will be longer than on a quiet one.\n"
        )


sys.exit(main())
