"""Times an edit against a round trip through ruamel.yaml, the usual way to change YAML and keep its comments.

    python benchmarks/edits.py [--size 300kB] [--rounds 5]

Ours is everything ``cqcplan update`` does but start up: read and check the plan, draft one changed value, read and
check the result, store it. Theirs is load, change and dump, with no check. The two take turns; the figure is the
median of the ratios of processor time.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from ruamel.yaml import YAML

from cqcplan.editing.changes import AddEntry, Change, SetField
from cqcplan.editing.draft import draft
from cqcplan.editing.store import store
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan

GOAL = 0.15


def ours(path: Path, change: Change) -> None:
    """Make a change as the commands do."""
    store(draft(load_plan(locate(str(path))[0]), [change]))


def theirs(path: Path, text: str) -> None:
    """Change a value by loading all of the file and writing all of it."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    data = yaml.load(path.read_text(encoding="utf-8"))
    data["priorities"][-1]["title"] = text
    out = io.StringIO()
    yaml.dump(data, out)
    path.with_suffix(".out").write_text(out.getvalue(), encoding="utf-8")


def seconds(work: Callable[[], None]) -> float:
    """Return the processor time of some work."""
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    options.add_argument("--size", default="300kB")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate = Path(__file__).parent / "generate.py"
        subprocess.run([sys.executable, generate, "--out", folder, "--size", chosen.size], check=True)
        (path,) = Path(folder).rglob("*.yaml")
        priority = load_plan(locate(str(path))[0]).files[0].data
        last = priority["priorities"][-1]["id"] if isinstance(priority, dict) else ""
        pairs = []
        for number in range(chosen.rounds):
            set_one = seconds(lambda n=number: ours(path, SetField(last, "title", f"Changed {n}")))  # type: ignore[misc]
            add_one = seconds(
                lambda n=number: ours(path, AddEntry("updates", {"on": "2026-06-01", "about": last, "text": f"No {n}"}))  # type: ignore[misc]
            )
            round_trip = seconds(lambda n=number: theirs(path, f"Changed {n}"))  # type: ignore[misc]
            pairs.append((set_one, add_one, round_trip))
    for name, column in (("one value changed", 0), ("one update added", 1)):
        ratio = median(pair[column] / pair[2] for pair in pairs)
        times = f"{median(pair[column] for pair in pairs) * 1000:.0f} ms"
        against = f"{median(pair[2] for pair in pairs) * 1000:.0f} ms"
        print(f"{chosen.size}, {name} / ruamel.yaml round trip: {ratio:.3f} (goal {GOAL}); {times} against {against}")


if __name__ == "__main__":
    main()
