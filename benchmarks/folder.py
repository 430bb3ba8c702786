"""How long ``cqcplan site`` takes over many plans, and how much memory.

    python benchmarks/folder.py              # 153 made-up plans of 30 kB, one for each council in England
    python benchmarks/folder.py --plans 10   # fewer
    python benchmarks/folder.py --profile    # and where the time of two plans goes

It writes the folder with and without ``--prove``, and over itself as of another day; holds two writings to the same
bytes; and reads from the system what each run used. Processor time is given beside elapsed time, because other work
on the machine does not lengthen it. A third of every plan's updates and risks is withheld from the public,
so that the proof has something to look for.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from generate import SIZES, plan_texts, write_file

COUNCILS = 153
SECONDS, MEMORY = 120, 200
"""What the folder of all councils may take, in seconds and MiB."""
DAY, NEXT = "2026-06-01", "2026-06-02"


class Took(NamedTuple):
    """What one run took: seconds and MiB."""

    wall: float
    processor: float
    memory: float


def write_plans(folder: Path, number: int) -> list[Path]:
    """Write made-up plans, each with a seed and a name of its own."""
    made = []
    for seed in range(1, number + 1):
        plan = folder / f"council-{seed:03}" / "plan.yaml"
        plan.parent.mkdir(parents=True)
        write_file(plan_texts(SIZES["30kB"], seed=seed), plan)
        text = plan.read_text(encoding="utf-8").replace("Exampleshire", f"Shire {seed}")
        plan.write_text(_partly_withheld(text, Random(seed)), encoding="utf-8")
        made.append(plan.parent)
    return made


def _partly_withheld(text: str, random: Random) -> str:
    """Withhold every third of the updates and risks."""
    lines, section = [], ""
    for line in text.splitlines():
        if line[:1].isalpha():
            section = line.partition(":")[0]
        lines.append(line)
        is_entry = section in ("updates", "risks") and line.startswith("  - ") and line[4:5] != "{"
        if is_entry and random.random() < 1 / 3:
            lines.append("    visibility: internal")
    return "\n".join(lines) + "\n"


def run(plans: list[Path], out: Path, *words: str, may_find: bool = False) -> Took:
    """Run the command, and read what it used."""
    command = [sys.executable, "-m", "cqcplan", "site", *map(str, plans), "-o", str(out), *words]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=out.parent)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        code = process.returncode = os.waitstatus_to_exitcode(status)
        if code not in ((0, 1) if may_find else (0,)):
            said.seek(0)
            sys.exit(said.read().decode()[-2000:])
    kib = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / kib)


def report(name: str, took: Took, *, goal: bool) -> None:
    """Print one line."""
    is_met = took.wall < SECONDS and took.memory < MEMORY
    met = f"   goal {SECONDS} s, {MEMORY} MiB: {'met' if is_met else 'MISSED'}" if goal else ""
    print(f"{name:<34} {took.wall:>7.1f} s {took.processor:>7.1f} s of processor {took.memory:>6.0f} MiB{met}")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return a checksum of each file."""
    return {path.name: sha256(path.read_bytes()).digest() for path in folder.iterdir()}


def profiled(plans: list[Path]) -> None:
    """Print where the time goes, in this process, when everything has been imported."""
    from datetime import date

    from cqcplan.files.discover import locate
    from cqcplan.web.folder import folder_of
    from cqcplan.web.served import Served, named

    locations = tuple(location for plan in plans for location in locate(str(plan)))
    served = Served(named(locations), "public", lambda: date.fromisoformat(DAY), read_only=True, folder=True)
    folder_of(served)
    with cProfile.Profile() as profile:
        folder_of(served)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(50)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=COUNCILS, help=f"how many; {COUNCILS} if left out")
    parser.add_argument("--profile", action="store_true", help="show where the time of two plans goes")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plans = write_plans(folder / "plans", chosen.plans)
        if chosen.profile:
            profiled(plans[:2])
            return
        is_all = chosen.plans == COUNCILS
        report(f"{chosen.plans} plans", run(plans, folder / "one", "--as-of", DAY), goal=is_all)
        run(plans, folder / "two", "--as-of", NEXT)
        report("  over the folder of the day before", run(plans, folder / "one", "--as-of", NEXT), goal=is_all)
        one, two = bytes_of(folder / "one"), bytes_of(folder / "two")
        print(f"  {len(one)} files, {'the same bytes twice' if one == two else 'NOT THE SAME BYTES TWICE'}")
        # a public text of a made-up plan may repeat a figure that is withheld: that is a find, and leaves with 1
        proved = run(plans, folder / "three", "--as-of", DAY, "--prove", may_find=True)
        report("  with --prove", proved, goal=False)


if __name__ == "__main__":
    main()
