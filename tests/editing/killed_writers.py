"""Kill writers at random moments, over and over: a plan must always be whole, and nothing said to be written be lost.

``python -m tests.editing.killed_writers --count 500`` for a long run; ``test_store.py`` makes a short one.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan

PLAN = """\
# A made-up plan.
schema: 1
plan: {id: made-up, council: {name: Made-up Council}, framework: la-2026-04}
priorities:
  - {id: waits, title: Shorter waits}
updates:
  - {on: 2026-01-01, about: waits, text: the first}
# the end
"""
LOOP = """
import sys
from datetime import date
from cqcplan.editing.changes import AddEntry
from cqcplan.editing.draft import draft
from cqcplan.editing.lock import writing
from cqcplan.editing.store import store
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from pathlib import Path
folder, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(count):
    with writing(Path(folder)):
        loaded = load_plan(locate(folder)[0])
        change = AddEntry("updates", {"on": "2026-02-01", "about": "waits", "text": f"{name} {number}"})
        store(draft(loaded, [change]))
    print(f"{name} {number}", flush=True)
"""
"""Adds updates one by one, and says after each that it is there."""
PAIRS = """
import sys
from cqcplan.editing.changes import AddEntry, SetField
from cqcplan.editing.draft import draft
from cqcplan.editing.lock import writing
from cqcplan.editing.store import store
from cqcplan.files.discover import locate
from cqcplan.files.load import load_plan
from pathlib import Path
folder, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(count):
    with writing(Path(folder)):
        said = f"{name} {number}"
        update = AddEntry("updates", {"on": "2026-01-20", "about": "waits", "text": said})
        drafted = draft(load_plan(locate(folder)[0]), [SetField("waits", "title", said), update])
        assert len(drafted.files) == 2
        store(drafted)
    print(said, flush=True)
"""
"""Changes two files at once, one by one: the title in the one is always the last update in the other."""


def writer(folder: Path, name: str, count: int, loop: str = LOOP) -> "subprocess.Popen[str]":
    """Start a process that edits in a loop."""
    return subprocess.Popen(
        [sys.executable, "-c", loop, str(folder), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def texts(folder: Path) -> list[str]:
    """Return the texts of a plan's updates; the plan must be sound, and all that was in it still be there."""
    loaded = load_plan(locate(str(folder))[0])
    assert not loaded.problems, loaded.problems
    assert loaded.plan
    raw = (folder / "plan.yaml").read_text(encoding="utf-8")
    head, tail = PLAN.split("# the end", maxsplit=1)[0], "# the end\n"
    assert raw.startswith(head)
    assert raw.endswith(tail)
    return [update.text or "" for update in loaded.plan.updates][1:]


def kill_writers(count: int, seed: int) -> int:
    """Kill that many writers; return how many updates they had written between them."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes a failure repeatable
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "made up é"
        folder.mkdir()
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        promised: list[str] = []
        for number in range(count):
            with writer(folder, f"writer-{number}", 1_000_000) as process:
                assert process.stdout
                first = process.stdout.readline().strip()  # it has begun
                time.sleep(chance.uniform(0, 0.05))
                process.send_signal(signal.SIGKILL)
                said = [first, *process.stdout.read().split("\n")[:-1]]
            promised += said
            found = texts(folder)
            # what was said to be written is there; at most one more was written and not yet said
            assert found[: len(promised)] == promised
            assert len(found) <= len(promised) + 1
            promised = found
        with writer(folder, "last", 1) as process:
            assert process.wait(timeout=20) == 0, "a killed writer has locked the plan for ever"
        assert texts(folder) == [*promised, "last 0"]
        left = [path.name for path in folder.iterdir() if path.name != "plan.yaml"]
        assert not left, f"left behind: {left}"
        return len(promised)


def kill_writers_of_pairs(count: int, seed: int) -> int:
    """Kill that many writers of two files at once; a reader always sees both as they were, or both changed."""
    chance = random.Random(seed)  # noqa: S311 - a seed makes a failure repeatable
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "plan"
        folder.mkdir()
        (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
        month = "schema: 1\nupdates:\n  - {on: 2026-01-05, about: waits, text: Shorter waits}\n"
        (folder / "2026-01.yaml").write_text(month, encoding="utf-8")
        for number in range(count):
            with writer(folder, f"writer-{number}", 1_000_000, PAIRS) as process:
                assert process.stdout
                process.stdout.readline()
                time.sleep(chance.uniform(0, 0.05))
                assert_pair(folder)  # beside a writer at work
                process.send_signal(signal.SIGKILL)
            assert_pair(folder)
        with writer(folder, "last", 1, PAIRS) as process:
            assert process.wait(timeout=20) == 0
        left = sorted(path.name for path in folder.iterdir())
        assert left == ["2026-01.yaml", "plan.yaml"], left
        return assert_pair(folder)


def assert_pair(folder: Path) -> int:
    """Hold the title to the last update; return how many updates there are."""
    loaded = load_plan(locate(str(folder))[0])
    assert loaded.plan, loaded.problems
    texts = [update.text for update in loaded.plan.updates if update.text != "the first"]
    assert loaded.plan.priorities[0].title == texts[-1]
    return len(texts)


def main() -> None:
    """Make a long run."""
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=500)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    written = kill_writers(chosen.count, chosen.seed)
    sys.stdout.write(f"{chosen.count} writers killed, {written} updates written, none lost\n")
    written = kill_writers_of_pairs(chosen.count, chosen.seed)
    sys.stdout.write(f"{chosen.count} writers of two files killed, {written} changes made, none by half\n")


if __name__ == "__main__":
    main()
