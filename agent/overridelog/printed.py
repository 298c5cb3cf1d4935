"""Rows of an export as a document, in the therapist's language: what `agent/documents/report.typ` is filled with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from agent.overridelog.export import Row
from agent.overridelog.kinds import read_time
from agent.texts import Say
from protocol.messages.log import Checkpoint

COLUMNS = ("columnNo", "columnTime", "columnLabel", "columnWhat", "columnTier", "columnOutcome", "columnReason")
PERIODS = {
    "paused": "period_paused",
    "unprotected": "period_unprotected",
    "restored": "period_restored",
    "reseeded": "period_reseeded",
    "erased": "period_erased",
}
WIDTHS = (2, 4, 4, 7, 2, 5, 9)
MOST_ROWS = 5_000
"""Rows of a document: 400 pages, set in 7 s and 500 MB. Who wants more has use for a table."""


def document(
    rows: Sequence[Row], checkpoint: Checkpoint, say: Say, platforms: Mapping[str, str], *, names: bool
) -> dict[str, Any]:
    """Give the data of the document; `platforms` are their names as people write them."""
    made = _local(checkpoint.time)
    return {
        "title": say("pdfTitle"),
        "undisplayed": say("pdfUndisplayed"),
        "parts": [
            {
                "text": [say("pdfWithNames" if names else "pdfWithoutNames")],
                "facts": [[say("pdfMade"), f"{made:%Y-%m-%d %H:%M} (UTC{made:%z})"], *_span(rows, say)],
            },
            *_months(rows, say, platforms),
            {
                "heading": say("checkpoint"),
                "text": [say("pdfCheckpoint")],
                "facts": [
                    [say("columnEvent"), str(checkpoint.sequence)],
                    [say("eventHead"), checkpoint.head],
                    [say("columnTime"), checkpoint.time],
                    [say("publicKey"), checkpoint.public_key],
                    [say("signature"), checkpoint.signature],
                ],
            },
        ],
    }


def _span(rows: Sequence[Row], say: Say) -> list[list[str]]:
    facts = [[say("pdfEntries"), str(len(rows))]]
    if rows:
        first, last = (_local(rows[at]["time"]) for at in (0, -1))
        facts.append([say("pdfSpan"), f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"])  # noqa: RUF001 - from one to the other
    return facts


def _months(rows: Sequence[Row], say: Say, platforms: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    for month, group in groupby(rows, lambda row: f"{_local(row['time']):%Y-%m}"):
        cells = [_cells(row, say, platforms) for row in group]
        yield {"heading": month, "columns": [say(name) for name in COLUMNS], "widths": WIDTHS, "rows": cells}


def _cells(row: Row, say: Say, platforms: Mapping[str, str]) -> list[str]:
    number, time = str(row["sequence"]), f"{_local(row['time']):%Y-%m-%d %H:%M}"
    if row["kind"] in PERIODS:
        until = f"{_local(row['until']):%Y-%m-%d %H:%M}" if row["until"] else ""
        return [number, time, "", say(PERIODS[row["kind"]], until), "", "", ""]
    platform = platforms.get(row["platform"], row["platform"])
    what = f"{say('do_' + row['interaction'])}, {platform}" if row["interaction"] else say(f"entry_{row['kind']}")
    account = _account(row["account"])
    return [
        number,
        time,
        _label(row, say),
        "\n".join(filter(None, (what, account))),
        row["tier"] or "",
        outcome(row, say),
        "\n".join(filter(None, (row["reason"] and say(f"reason_{row['reason']}"), row["note"], _flags(row, say)))),
    ]


def _account(key: str) -> str:
    """Give the handle; nothing of an account that isn't recorded, nor of a draft, which is none."""
    handle = key.partition(":")[2]
    return "" if key.startswith("hmac:") or handle.startswith("~") else handle


def _label(row: Row, say: Say) -> str:
    """Give the label; a client who is but a number (agent/overridelog/export.py) is that in every language."""
    if not row["client"] and str(row["label"]).startswith("Client "):
        return say("clientNumber", row["label"].removeprefix("Client "))
    return str(row["label"])


def outcome(row: Row, say: Say) -> str:
    """Give the outcome, and what became of an override."""
    if row["kind"] == "missed":
        return say("outcome_missed")
    if row["kind"] != "warning":
        return say("outcome_until", f"{_local(row['until']):%Y-%m-%d %H:%M}") if row["until"] else ""
    decided = say(f"outcome_{row['outcome'] or 'open'}")
    return f"{decided}, {say('use_' + row['use'])}" if row["use"] else decided


def _flags(row: Row, say: Say) -> str:
    return ", ".join(say(f"flag_{flag}") for flag in row["flags"])


def _local(time: str) -> datetime:
    return read_time(time).astimezone()
