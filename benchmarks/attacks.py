"""Attack cqcplan as its tests do, for longer, and print what was tried and what held: ``python benchmarks/attacks.py``.

Takes some ten minutes on two cores. The table of ``SECURITY.md`` is what it prints.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Tried(NamedTuple):
    """One kind of attack."""

    attack: str
    tried: int
    held: int


SUITES = {
    "A marked text in every field, every paper, format and reader": ["tests/view/test_leaks.py"],
    "The same in tables, trackers, calendars and every other command": [
        "tests/view/test_leaks_in_data.py",
        "tests/view/test_every_command.py",
    ],
    "Later or withheld matter deleted: the same bytes (non-interference)": ["tests/view/test_non_interference.py"],
    "Working out a withheld figure from what is printed": [
        "tests/view/test_deduction.py",
        "tests/view/test_suppress.py",
    ],
    "A tracker given back, any cells changed": ["tests/exchange/test_readers.py"],
    "Settings of git that run a program, wherever they hide": ["tests/files/test_git_runs_nothing.py"],
    "Templates and documents that reach out or never end": [
        "tests/papers/test_own_templates_bounded.py",
        "tests/papers/test_reference_document.py",
    ],
    "A writer stopped at every call of the system, or out of space there": ["tests/files/test_write_files.py"],
    "Output closed, full or left early": ["tests/cli/test_streams.py"],
    "Long and repeated texts before every rule; packed files": [
        "tests/checks/test_growth.py",
        "tests/cli/test_growth.py",
        "tests/exchange/test_bounded.py",
    ],
    "Hostile files": ["tests/yamltext/test_hostile.py", "tests/yamltext/test_parser_versions.py"],
}


def by_tests(attack: str, files: list[str]) -> Tried:
    """Run some tests; each case is one try."""
    words = [sys.executable, "-m", "pytest", "--numprocesses", "auto", "--dist", "worksteal", "-q", *files]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        said = subprocess.run(
            [*words, f"--junitxml={report}"], cwd=ROOT, check=False, capture_output=True, text=True
        ).stdout
        found = re.search(r'errors="(\d+)" failures="(\d+)" skipped="(\d+)" tests="(\d+)"', report.read_text("utf-8"))
    if found is None:
        raise SystemExit(f"{attack}: no result\n{said}")
    errors, failures, skipped, tests = map(int, found.groups())
    return Tried(attack, tests - skipped, tests - skipped - errors - failures)


def by_module(attack: str, module: str, *words: str) -> Tried:
    """Run a long run of its own, which ends with how many were tried."""
    done = subprocess.run([sys.executable, "-m", module, *words], cwd=ROOT, check=False, capture_output=True, text=True)
    found = re.search(r"(\d+) tried, (\d+) failed", done.stdout)
    if found is None:
        raise SystemExit(f"{attack}: no result\n{done.stdout}{done.stderr}")
    return Tried(attack, int(found[1]), int(found[1]) - int(found[2]))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120, help="how long to mutate plans")
    chosen = parser.parse_args()
    rows = [by_tests(attack, files) for attack, files in SUITES.items()]
    seconds = ("--seconds", str(chosen.seconds))
    rows.append(by_module("Plans changed at random", "tests.yamltext.mutated_plans", *seconds))
    rows.append(by_module("Every command on changed files, with odd words", "tests.fuzz.run", *seconds))
    rows.append(by_module("Commands killed at random moments", "tests.files.killed_commands", *seconds))
    sys.stdout.write("| attack | tried | held |\n| --- | ---: | ---: |\n")
    sys.stdout.write("".join(f"| {row.attack} | {row.tried:,} | {row.held:,} |\n" for row in rows))
    return int(any(row.held < row.tried for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
