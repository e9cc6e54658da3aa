"""Measured figures, and the table they are printed in."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a benchmark's table."""

    name: str
    reached: str
    reference: str = ""
    """The same of something comparable, measured in the same run."""
    asked: str = ""
    met: bool = True


def at_least(name: str, value: float, least: float, unit: str = "", reference: str = "") -> Figure:
    """A figure that should not be lower."""
    asked = f">= {least:,g}{unit}"
    return Figure(name, number(value) + unit, reference, asked, value >= least)


def at_most(name: str, value: float, most: float, unit: str = "", reference: str = "") -> Figure:
    """A figure that should not be higher."""
    asked = f"<= {most:,g}{unit}"
    return Figure(name, number(value) + unit, reference, asked, value <= most)


def p95_at_most(name: str, times: Sequence[float], most: float, reference: str = "") -> Figure:
    """The spread of times in ms of which 95 % should take no longer."""
    asked = f"p95 <= {most:,g} ms"
    return Figure(name, spread(times), reference, asked, p95(times) <= most)


def table(figures: Iterable[Figure]) -> str:
    """A Markdown table, aligned for a terminal as well."""
    rows = [("figure", "reached", "reference", "asked", "met")]
    rows += [
        (
            f.name,
            f.reached,
            f.reference,
            f.asked,
            "MISSED" if not f.met else "yes" if f.asked else "",
        )
        for f in figures
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * width for width in widths]
    lines = (map(str.ljust, row, widths) for row in (rows[0], rule, *rows[1:]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Three digits or more."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}"


def spread(times: Sequence[float]) -> str:
    """Median and p95 of times in ms."""
    return f"{number(statistics.median(times))} ({number(p95(times))}) ms"


def p95(times: Sequence[float]) -> float:
    """The time that 95 % of the times do not exceed."""
    return sorted(times)[int(len(times) * 0.95)]


def milliseconds(work: Callable[..., object], *arguments: object) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    work(*arguments)
    return (time.perf_counter() - start) * 1000
