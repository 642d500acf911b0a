"""What a benchmark found: series side by side, ratios pair by pair, and whether a bar was held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Series:
    """The same thing measured several times, in order; ``unit`` is s, ms, MB or nothing."""

    name: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return median(self.values)


def pair_ratios(ours: Sequence[float], peer: Sequence[float]) -> tuple[float, ...]:
    """Return ours through the peer's, run by run; ValueError when the runs are not pairs."""
    return tuple(mine / theirs for mine, theirs in zip(ours, peer, strict=True))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that ``share`` (0 to 1) of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(frozen=True, slots=True)
class Figure:
    """One question with its answer.

    With a ``peer`` the bar is for the median of the pair ratios, without for our median; a figure
    without a bar only informs.
    """

    title: str
    ours: Series
    peer: Series | None = None
    bar: float | None = None

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours through the peer's, pair by pair; empty without a peer."""
        return pair_ratios(self.ours.values, self.peer.values) if self.peer else ()

    @property
    def judged(self) -> float:
        """The number that the bar is for."""
        return median(self.ratios) if self.peer else self.ours.median

    @property
    def passed(self) -> bool | None:
        """Whether the bar was held; None where there is none."""
        return None if self.bar is None else self.judged <= self.bar

    def to_json(self) -> dict[str, Any]:
        """Return the figure as JSON values; ratios are computed anew when it is read."""
        found: dict[str, Any] = {"title": self.title, "ours": _series_json(self.ours)}
        if self.peer:
            found["peer"] = _series_json(self.peer)
        if self.bar is not None:
            found["bar"] = self.bar
        return found


def figure_from_json(data: dict[str, Any]) -> Figure:
    """Return the figure that :meth:`Figure.to_json` wrote."""
    peer = data.get("peer")
    return Figure(
        data["title"], _series(data["ours"]), _series(peer) if peer else None, data.get("bar")
    )


def _series_json(series: Series) -> dict[str, Any]:
    rounded = [float(f"{value:.5g}") for value in series.values]
    return {"name": series.name, "unit": series.unit, "values": rounded}


def _series(data: dict[str, Any]) -> Series:
    return Series(data["name"], data["unit"], tuple(data["values"]))


def shown(value: float, unit: str = "") -> str:
    """Return a number with three significant digits and its unit."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:.{digits}f} {unit}".rstrip()


def spread(series: Series) -> str:
    """Return median and spread as ``median (least-most)``."""
    least, most = shown(min(series.values)), shown(max(series.values))
    return f"{shown(series.median)} ({least}–{most}) {series.unit}".rstrip()
