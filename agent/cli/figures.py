"""`log figures`: what the override log adds up to."""

from collections import Counter

from agent.cli.asking import opened
from agent.cli.narrowing import begin, end, time_options
from agent.cli.options import command, passphrase_option
from agent.cli.show import NOTHING, say, say_json, table, words
from agent.paths import Paths
from protocol.messages.figures import LogFigures, LogFiguresReply, MonthFigures, WeekFigures


@command("figures", example="framekeeper log figures --since 2026-01-01")
@time_options
@passphrase_option
def figures(since: str | None, until: str | None, passphrase: str | None, as_json: bool) -> None:
    """Count warnings by week, by place, by tier and month, and hold them against good values."""
    with opened(Paths.find(), passphrase) as asker:
        found = asker.ask(LogFigures(begin(since), end(until)), LogFiguresReply)
    if as_json:
        say_json(found)
        return
    if not found.weeks:
        say("There is nothing to count in this time.")
        return
    for sentence in _against_good(found):
        say(sentence)
    table(
        ("Week of", "Heeded", "Overridden", "Not my client", "No answer", "Open", "Missed"),
        [
            (week.start, *(str(getattr(week, outcome)) for outcome in WeekFigures.__struct_fields__[1:]))
            for week in found.weeks
        ],
    )
    table(
        ("Platform", "Interaction", "Warnings", "Overridden", "Missed"),
        [
            (one.platform, words(one.interaction), str(one.warnings), str(one.overridden), str(one.missed))
            for one in found.places
        ],
    )
    table(
        ("Month", "Tier", "Warnings", "Heeded", "Overridden", "Rate", "False alarms", "No answer", "Time to decide"),
        [_month(one) for one in found.months],
    )


def _month(one: MonthFigures) -> tuple[str, ...]:
    counts = (one.warnings, one.heeded, one.overridden)
    took = NOTHING if one.seconds is None else f"{one.seconds:.1f} s"
    rate = share(one.overridden, one.warnings)
    return (one.month, one.tier, *map(str, counts), rate, str(one.false_alarms), str(one.expired), took)


def share(part: int, whole: int) -> str:
    """Say a share in per cent; of nothing it is a dash."""
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def _against_good(found: LogFiguresReply) -> list[str]:
    """Say the three measures that have a good value."""
    total: Counter[str] = Counter()
    for one in found.months:
        total["warnings"] += one.warnings
        total["exact"] += one.exact
        total["wrong"] += one.exact_wrong
        if one.tier == "A":
            total["A"] += one.warnings
            total["overridden"] += one.overridden
    daily = total["warnings"] / max(found.days, 1)
    return [
        f"Tier A overridden: {share(total['overridden'], total['A'])} (good: under {found.good_overridden:.0%}).",
        f"Warnings a day: {daily:.1f} (good: at most {found.good_daily:.0f}).",
        f"Exact matches that were right: {share(total['exact'] - total['wrong'], total['exact'])} (good: 100 %).",
    ]
