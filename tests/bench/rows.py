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
        """Value over bar: up to 1 is good."""
        return None if self.value is None or not self.bar else self.value / self.bar

    @property
    def met(self) -> bool | None:
        """Whether it is within the bar; None if it couldn't be measured."""
        return None if self.ratio is None else self.ratio <= 1

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        fields = {"what": self.what, "value": self.value, "unit": self.unit, "bar": self.bar}
        return fields | {"ratio": self.ratio, "met": self.met, "note": self.note}


def p(values: list[float], percent: int) -> float:
    """Return a percentile."""
    return quantiles(values, n=100, method="inclusive")[percent - 1] if percent != 50 else median(values)


_SHOWN = {None: "not measured", True: "met", False: "NOT MET"}


def table(rows: list[Row]) -> str:
    """Show rows for reading."""
    wide = max((len(row.what) for row in rows), default=0)
    lines = [f"{'what':{wide}} {'measured':>10} {'bar':>9} {'of bar':>7}  {'':12}  details"]
    for row in rows:
        measured = "-" if row.value is None else f"{row.value:.2f} {row.unit}"
        ratio = "-" if row.ratio is None else f"{row.ratio:.2f}"
        bar = f"{row.bar:g} {row.unit}" if row.bar else "-"
        lines.append(f"{row.what:{wide}} {measured:>10} {bar:>9} {ratio:>7}  {_SHOWN[row.met]:12}  {row.note}".rstrip())
    return "\n".join(lines)
