"""Rows of the bench and how they are shown."""

from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Row:
    """One bar and what was measured; `value` is None where it couldn't be, and `note` says why."""

    what: str
    value: float | None
    unit: str
    bar: float
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over bar."""
        return None if self.value is None or not self.bar else self.value / self.bar

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        fields = {"what": self.what, "value": self.value, "unit": self.unit, "bar": self.bar, "ratio": self.ratio}
        return fields | ({"note": self.note} if self.note else {})


def p(values: list[float], percent: int) -> float:
    """Return a percentile."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if percent != 50 else median(values)


def table(rows: list[Row]) -> str:
    """Show rows for reading."""
    lines = [f"{'what':66} {'measured':>12} {'bar':>12} {'ratio':>6}"]
    for row in rows:
        measured = "-" if row.value is None else f"{row.value:.2f} {row.unit}"
        ratio = "-" if row.ratio is None else f"{row.ratio:.2f}"
        bar = f"{row.bar:g} {row.unit}" if row.bar else "-"
        lines.append(f"{row.what:66} {measured:>12} {bar:>12} {ratio:>6}  {row.note}".rstrip())
    return "\n".join(lines)
