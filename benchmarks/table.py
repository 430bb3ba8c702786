"""Shows what was measured: a Markdown table for people, JSON for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from figures import Memory, Result
from timing import HAS_CPU_TIMES, middle_half

_MEBIBYTE = 1024 * 1024
_HEAD = ("figure", "measured", "goal", "met", "middle half", "by wall clock", "times")


def markdown(results: Sequence[Result], notes: Sequence[str]) -> str:
    """Return the table, with the notes below it."""
    rows = [_HEAD, ("---",) * len(_HEAD)]
    for result in results:
        rows.append(_row(result))
        if result.memory:
            rows.append(_memory_row(result.name, result.memory))
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, "", *_summary(results), *(f"- {note}" for note in notes), ""])


def _row(result: Result) -> tuple[str, ...]:
    low, high = middle_half(result.ratios)
    met = ""
    if result.goal:
        is_close = low < result.goal.value < high
        met = _met(is_met=result.goal.is_met_by(result.measured)) + (", but close" if is_close else "")
    wall = _figure(median(result.wall_ratios)) if result.wall_ratios else ""
    times = ""
    if result.seconds is not None and result.base_seconds is not None:
        times = f"{_milliseconds(result.seconds)} / {_milliseconds(result.base_seconds)}"
    goal = str(result.goal or "")
    return (result.name, _figure(result.measured), goal, met, f"{_figure(low)} to {_figure(high)}", wall, times)


def _memory_row(name: str, memory: Memory) -> tuple[str, ...]:
    peak, base = memory.peak / _MEBIBYTE, memory.base_peak / _MEBIBYTE
    name = f"{name.partition(' / ')[0]}, peak memory"
    met = _met(is_met=memory.goal.is_met_by(peak))
    return (name, f"{peak:.0f} MiB", str(memory.goal), met, "", "", f"theirs {base:.0f} MiB")


def _met(*, is_met: bool) -> str:
    return "yes" if is_met else "**no**"


def _figure(value: float) -> str:
    """Print a ratio to three significant figures."""
    return f"{value:#.3g}".rstrip(".")


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def _verdicts(results: Sequence[Result]) -> Iterator[bool]:
    for result in results:
        if result.goal:
            yield result.goal.is_met_by(result.measured)
        if result.memory:
            yield result.memory.goal.is_met_by(result.memory.peak / _MEBIBYTE)


def _summary(results: Sequence[Result]) -> Iterator[str]:
    verdicts = list(_verdicts(results))
    counted = "processor time" if HAS_CPU_TIMES else "wall time, as this system does not tell a child's processor time"
    yield f"{sum(verdicts)} of {len(verdicts)} goals met. Figures are medians of ratios of {counted}, run by run."
    yield ""
    yield f"- {machine()}"


def machine() -> str:
    """Say in a few words what this was measured on."""
    return (
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} processors"
    )


def as_json(results: Sequence[Result], notes: Sequence[str]) -> str:
    """Return everything measured, ratio by ratio."""
    data = {
        "version": 1,
        "machine": machine(),
        "clock": "processor" if HAS_CPU_TIMES else "wall",
        "figures": [_data(result) for result in results],
        "notes": list(notes),
    }
    return json.dumps(data, indent=2) + "\n"


def _data(result: Result) -> dict[str, Any]:
    data: dict[str, Any] = {
        "figure": result.name,
        "measured": result.measured,
        "goal": str(result.goal) if result.goal else None,
        "met": result.goal.is_met_by(result.measured) if result.goal else None,
        "ratios": list(result.ratios),
        "wall_ratios": list(result.wall_ratios),
        "seconds": result.seconds,
        "base_seconds": result.base_seconds,
    }
    if result.memory:
        data["peak_bytes"] = result.memory.peak
        data["base_peak_bytes"] = result.memory.base_peak
        data["peak_goal"] = str(result.memory.goal)
    return data
