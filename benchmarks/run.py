"""Measure how fast cqcplan is, beside bare Python, PyYAML and three of its peers.

    python benchmarks/run.py            a few minutes
    python benchmarks/run.py --quick    fewer rounds
    python benchmarks/run.py --large    with the 30 MB plan

It measures and prints; it does not judge by its exit code. ``README.md`` says what each row means.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import commands
import yaml
from figures import ERRORS, Bench, Figure, Group, Result, groups, in_process_results, result_of
from table import as_json, markdown
from timing import Pairs, UnexpectedExitError, add_pair

ROUNDS = {"30kB": 25, "300kB": 11, "3MB": 5, "30MB": 3, "in process": 7}
QUICK_ROUNDS = {"30kB": 7, "300kB": 5, "3MB": 3, "30MB": 1, "in process": 3}


def main() -> int:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(description="Measure how fast cqcplan is.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds: a first look, not a verdict")
    parser.add_argument("--large", action="store_true", help="also the 30 MB plan, with peak memory")
    parser.add_argument("--json", action="store_true", help="print data rather than a table")
    options = parser.parse_args()
    tool = commands.cqcplan()
    if tool is None:
        _say("cqcplan is not installed beside this Python: nothing to measure")
        return 2
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    with tempfile.TemporaryDirectory(prefix="cqcplan-bench-") as name:
        bench = Bench(Path(name), Path(name) / "plan.schema.json", tool, rounds)
        notes = _notes(tool)
        commands.write_schema(bench.schema)
        commands.write_plans(bench.folder, ["30kB", "300kB", "3MB", *(["30MB"] if options.large else [])])
        commands.write_plans(bench.folder, ["30kB"], errors=ERRORS)
        results: list[Result] = []
        for group in groups(bench, has_libyaml=yaml.__with_libyaml__, large=options.large):
            results += _measure(group, bench.folder, notes)
        if yaml.__with_libyaml__:
            _say("inside one process")
            results += in_process_results(commands.time_in_process(bench.plan("3MB"), rounds["in process"]))
    sys.stdout.write(as_json(results, notes) if options.json else markdown(results, notes))
    return 0


def _notes(tool: tuple[str, ...]) -> list[str]:
    """Say what is compared with what, and what could not be measured here."""
    found, skipped = [], []
    peers = ("check-jsonschema", "jsonschema-rs", "yamllint")
    for package in ("cqcplan", "PyYAML", "pydantic", "typer", *peers):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            if package in peers:
                skipped.append(f"{package} is not installed, so its rows are left out: pip install 'cqcplan[bench]'")
    notes = [", ".join(found), *skipped]
    if commands.is_editable():
        notes.append("cqcplan is not a regular install, so every start is a little slower than its users see")
    if commands.has_slow_script(tool):
        notes.append(
            "the installed script imports re, as an older pip writes it: about 0.5 of --version and --help is that; "
            "install cqcplan with a newer pip to see its own time"
        )
    if not yaml.__with_libyaml__:
        notes.append("PyYAML has no libyaml here, so the rows against CSafeLoader and bare events are left out")
    if hasattr(os, "getloadavg"):
        notes.append(f"load average at the start: {os.getloadavg()[0]:.1f}")
    return notes


def _measure(group: Group, folder: Path, notes: list[str]) -> list[Result]:
    """Measure the figures of one group; those that cannot be measured go to the notes."""
    measured: list[tuple[Figure, Pairs]] = [(figure, Pairs()) for figure in group.figures]
    if group.warm_up:
        _say(f"{group.name}: warming up")
        measured = _round([(figure, Pairs()) for figure in group.figures], folder, notes)
        measured = [(figure, Pairs()) for figure, _ in measured]
    for number in range(group.rounds):
        _say(f"{group.name}: round {number + 1} of {group.rounds}")
        measured = _round(measured, folder, notes)
    return [result_of(figure, pairs) for figure, pairs in measured]


def _round(measured: Sequence[tuple[Figure, Pairs]], folder: Path, notes: list[str]) -> list[tuple[Figure, Pairs]]:
    """Run each figure's pair once, and return the figures that can go on."""
    going_on = []
    for figure, pairs in measured:
        try:
            add_pair(pairs, figure.job, figure.base, folder)
        except UnexpectedExitError as error:
            notes.append(f"{figure.name}: not measured: {error}")
            continue
        going_on.append((figure, pairs))
    return going_on


def _say(text: str) -> None:
    """Talk to the person waiting, apart from the result."""
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
