"""What an answer is worth, and the counts."""

from dataclasses import astuple, dataclass, fields
from typing import Any, Literal
from urllib.parse import unquote

Worth = Literal["right", "wrong_person", "missed", "wrong_interaction"]


@dataclass
class Count:
    """How many answers were worth what."""

    right: int = 0
    wrong_person: int = 0
    missed: int = 0
    wrong_interaction: int = 0

    def add(self, worth: Worth) -> None:
        """Count one answer."""
        setattr(self, worth, getattr(self, worth) + 1)

    def __add__(self, other: "Count") -> "Count":
        """Return both together."""
        return Count(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def total(self) -> int:
        """How many answers there were."""
        return sum(astuple(self))

    def as_json(self) -> dict[str, int]:
        """Return the counts with their total."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"total": self.total}


def judge(case: dict[str, Any], answer: dict[str, Any] | None) -> Worth:
    """Compare what the adapter says with what is right."""
    if answer is None:
        return "missed"
    if answer["interaction"] != case["action"] or case["undo"] not in (None, answer["undo"]):
        return "wrong_interaction"
    named = [key for seen in answer["accounts"] for key in (seen["account"], *seen["aliases"])]
    if case["account"] is None:
        return "wrong_person" if named else "right"
    if not named:
        return "missed"
    return "right" if _plain(case["account"]) in map(_plain, named) else "wrong_person"


def names_several(answer: dict[str, Any] | None) -> bool:
    """Tell whether an answer names more than one account: right by `judge` if one of them is, but worth knowing."""
    return answer is not None and len(answer["accounts"]) > 1


def _plain(key: str) -> str:
    """Return a key as cases are written: lower case, no "@", of LinkedIn's the slug alone; not percent-encoded."""
    platform, _, name = unquote(key).lower().partition(":")
    return f"{platform}:{name.removeprefix('@').rpartition('/')[2]}"


def table(scores: dict[str, dict[str, Count]]) -> str:
    """Return the counts as lines of text: a line each platform and action, a line each platform, one for all."""
    lines = [f"{'':24}{'right':>8}{'wrong person':>14}{'missed':>8}{'wrong interaction':>19}{'total':>7}{'right %':>9}"]
    everything = Count()
    for platform, actions in sorted(scores.items()):
        whole = sum(actions.values(), Count())
        everything += whole
        lines += [_line(f"{platform} {action}", count) for action, count in sorted(actions.items())]
        lines.append(_line(platform, whole))
    return "\n".join([*lines, _line("all", everything)])


def _line(name: str, count: Count) -> str:
    share = 100 * count.right / count.total if count.total else 0
    return (
        f"{name:24}{count.right:8}{count.wrong_person:14}{count.missed:8}{count.wrong_interaction:19}"
        f"{count.total:7}{share:9.1f}"
    )
