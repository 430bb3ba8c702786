"""Measure how the cost of ``cqcplan validate`` grows, with the number of plans and with the size of one.

    python benchmarks/growth.py            1 to 500 plans of 30 kB, and one plan of 30 kB to 3 MB
    python benchmarks/growth.py --large    to 30 MB

What a plan more, or a megabyte more, costs is what stands in the last column: start-up
is taken off. Where that stays the same, the cost grows in line.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import commands
from timing import Job, Run, run_once, seconds

PLANS = (1, 10, 100, 500)
SIZES = ("30kB", "300kB", "3MB")
ROUNDS = 3
DAY = "2026-06-01"
MEBIBYTE = 1_048_576


def main() -> int:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description="Measure how the cost of cqcplan validate grows.")
    parser.add_argument("--large", action="store_true", help="also one plan of 30 MB")
    options = parser.parse_args()
    tool = commands.cqcplan()
    if tool is None:
        sys.stderr.write("cqcplan is not installed beside this Python: nothing to measure\n")
        return 2
    sizes = (*SIZES, "30MB") if options.large else SIZES
    with tempfile.TemporaryDirectory(prefix="cqcplan-growth-") as name:
        folder = Path(name)
        commands.write_plans(folder, sizes)
        sys.stdout.writelines(_table("plans of 30 kB", "plan", _of_plans(tool, folder)))
        sys.stdout.write("\n")
        sys.stdout.writelines(_table("the same plans, unchanged", "plan", _of_plans(tool, folder, folder / "kept")))
        sys.stdout.write("\n")
        sys.stdout.writelines(_table("size of one plan", "MB", _of_sizes(tool, folder, sizes)))
    return 0


def _of_plans(tool: tuple[str, ...], folder: Path, keeps: Path | None = None) -> Iterator[tuple[str, float, Run]]:
    """Yield, for each number of plans under ./plans, what they are called and how many they are."""
    plans = folder / ("council-again" if keeps else "council") / "plans"
    plans.mkdir(parents=True)
    made = 0
    for number in PLANS:
        for each in range(made, number):
            shutil.copy(folder / "exampleshire-30kB.yaml", plans / f"exampleshire-{each:03}.yaml")
        made = number
        job = Job(f"{number} plans", (*tool, "validate", "--as-of", DAY), keeps=keeps)
        if keeps:
            run_once(job, plans.parent)
        yield str(number), number, _middle(job, plans.parent)


def _of_sizes(tool: tuple[str, ...], folder: Path, sizes: tuple[str, ...]) -> Iterator[tuple[str, float, Run]]:
    for size in sizes:
        plan = folder / f"exampleshire-{size}.yaml"
        job = Job(size, (*tool, "validate", str(plan), "--as-of", DAY))
        yield size, plan.stat().st_size / 1_000_000, _middle(job, folder)


def _middle(job: Job, folder: Path) -> Run:
    """Run a job some times, and return the run with the median time."""
    runs = sorted((run_once(job, folder) for _ in range(ROUNDS)), key=seconds)
    if any(run.code != job.leaves_with for run in runs):
        raise SystemExit(f"{job.name} left with exit code {runs[0].code}, so its time says nothing")
    return next(run for run in runs if seconds(run) == median(map(seconds, runs)))


def _table(what: str, unit: str, rows: Iterator[tuple[str, float, Run]]) -> Iterator[str]:
    """Yield the lines of a table; the first row is what the others are held against."""
    yield f"| {what} | time | peak memory | time for each further {unit} |\n| --- | --- | --- | --- |\n"
    first: tuple[float, float] | None = None
    for name, amount, run in rows:
        sys.stderr.write(f"{name}\n")
        took, further = seconds(run), ""
        if first is None:
            first = (amount, took)
        else:
            further = f"{1000 * (took - first[1]) / (amount - first[0]):,.1f} ms"
        peak = f"{run.peak / MEBIBYTE:,.0f} MiB" if run.peak else ""
        yield f"| {name} | {1000 * took:,.0f} ms | {peak} | {further} |\n"


if __name__ == "__main__":
    sys.exit(main())
