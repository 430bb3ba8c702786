"""Kill commands that write several files at random moments: all is as it was, or all is written.

``python -m tests.files.killed_commands --seconds 120`` for a long run; ``test_killed_commands.py`` makes a short one.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.exchange.round_trip import DAY, EXAMPLESHIRE, run, type_in

EDITS = {("ot-external", "Status"): "Complete", ("recruit", "Status"): "In progress"}

FIGURES = {("ot-waiting-urgent", "New value"): 40, ("ot-waiting-urgent", "On"): "2026-06-30"}
"""The figures stand in another file than the updates."""


def prepare(folder: Path) -> None:
    """Make a plan, and a tracker of it with some cells changed."""
    shutil.copytree(EXAMPLESHIRE, folder / "plan")
    made = run("export", folder / "plan", "--format", "tracker", "--as-of", DAY, "-o", folder / "t.xlsx")
    assert made.exit_code == 0, made.output
    type_in(folder / "t.xlsx", EDITS)
    type_in(folder / "t.xlsx", FIGURES, "Measures")


COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", "t.xlsx", "--plan", "plan", "--yes", "--on", DAY),
    "init": ("init", "new", "--council", "Made Up Council", "--type", "county", "--on", DAY),
    "export": ("export", "plan", "--format", "csv", "--as-of", DAY, "-o", "tables"),
}


def seen(here: Path) -> dict[str, bytes]:
    """Return what a reader sees of the files: not what is hidden, which the next writer settles or clears away."""
    return {
        path.relative_to(here).as_posix(): path.read_bytes()
        for path in sorted(here.rglob("*"))
        if path.is_file() and not any(part.startswith(".cqcplan") or part.endswith(".tmp") for part in path.parts)
    }


def finished(here: Path) -> None:
    """Let the next writer put in place what a killed one had decided."""
    from cqcplan.files.write_files import settle

    for folder in (here / "plan", here / "new"):
        if folder.is_dir():
            settle(folder)


def kill_one(name: str, base: Path, folder: Path, after: float) -> dict[str, bytes]:
    """Kill a command some seconds after its start; return the files that are seen then."""
    here = folder / "case"
    shutil.rmtree(here, ignore_errors=True)
    shutil.copytree(base, here)
    started = subprocess.Popen(
        [sys.executable, "-m", "cqcplan", *COMMANDS[name]],
        cwd=here,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        started.wait(after)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    finished(here)
    return seen(here)


def try_many(name: str, folder: Path, enough: Callable[[int], bool], seed: int = 1) -> tuple[int, list[str]]:
    """Kill a command again and again; return how often, and what was left that is neither old nor new."""
    chance = random.Random(seed)  # noqa: S311 - any moment will do
    base = folder / "base"
    prepare(base)
    began = time.monotonic()
    new = kill_one(name, base, folder, 600)
    took = time.monotonic() - began
    old = seen(base)
    assert len(set(new.items()) ^ set(old.items())) >= 2, "the command wrote no two files"
    tried = 0
    wrong: list[str] = []
    while not enough(tried):
        left = kill_one(name, base, folder, chance.uniform(took * 0.3, took))
        tried += 1
        # `init` makes two changes, the plan last: what stands round it may be there before
        if left not in (old, new) and not (name == "init" and not any(part.startswith("new/plans/") for part in left)):
            wrong.append(f"{name}: {sorted(set(left) ^ set(new))[:5]}")
    return tried, wrong


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120)
    chosen = parser.parse_args()
    tried = 0
    wrong: list[str] = []
    for name in COMMANDS:
        until = time.monotonic() + chosen.seconds / len(COMMANDS)

        def enough(_tried: int, until: float = until) -> bool:
            return time.monotonic() > until

        with tempfile.TemporaryDirectory() as folder:
            number, found = try_many(name, Path(folder), enough)
        tried, wrong = tried + number, wrong + found
    sys.stdout.write("".join(f"{each}\n" for each in wrong) + f"{tried} tried, {len(wrong)} failed\n")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())
