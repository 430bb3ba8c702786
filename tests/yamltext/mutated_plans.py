"""Mutate plans at random and check them: no exception, no hang, no problem without a place.

``python -m tests.yamltext.mutated_plans --cases 100000 --seed 1`` for a long run; ``test_fuzz.py`` makes a short one.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from cqcplan.checks.run import check
from cqcplan.checks.settings import Settings
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan
from tests.places import ROOT

SOURCES = [
    *sorted((ROOT / "plans").glob("*/*.yaml")),
    *sorted((ROOT / "tests" / "fixtures").rglob("*.yaml")),
]
SNIPPETS = [
    b": ", b"- ", b"\n", b"  ", b"\t", b'"', b"'", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!x ", b"<<: ",
    b"---\n", b"...\n",
    b"#", b"|", b">-", b"? ", b"%", b"@", b"\\", b"\0", b"\xff", b"\xe2\x80\xa8", b"null", b"true",
    b"2026-02-30", b"1e999",
    b"id: ", b"plan:", b"visibility: exempt", b"# cqcplan: ignore[PLAN411] ", "é😀".encode(), b"9" * 30, b",", b"-",
]  # fmt: skip
SETTINGS = Settings(as_of=date(2026, 6, 1))
SLOWEST = 5.0
"""Seconds one case may take before it counts as a hang."""


def mutated(chance: random.Random) -> bytes:
    """Return one plan file with one to six things done to it."""
    text = bytearray(chance.choice(SOURCES).read_bytes())
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(text) + 1)
        length = chance.choice([1, 1, 2, 5, 20, 200])
        match chance.randrange(5):
            case 0:
                del text[place : place + length]
            case 1:
                text[place:place] = chance.choice(SNIPPETS)
            case 2:
                text[place : place + length] = chance.choice(SNIPPETS)
            case 3:
                start = chance.randrange(len(text) + 1)
                text[place:place] = text[start : start + length * 5]
            case _:
                if text:
                    text[place % len(text)] = chance.randrange(256)
    return bytes(text)


def try_one(raw: bytes, file: Path) -> str | None:
    """Check one file; return what is wrong with the answer, or nothing."""
    file.write_bytes(raw)
    began = time.perf_counter()
    try:
        found = check(load_plan(Location(file, file.stem)), SETTINGS).problems
    except Exception as error:  # noqa: BLE001 - any exception at all is the finding
        return f"{type(error).__name__}: {error}"
    if time.perf_counter() - began > SLOWEST:
        return f"took over {SLOWEST} seconds"
    lines = raw.count(b"\n") + raw.count(b"\r") + raw.count(b"\xe2\x80") + raw.count(b"\xc2\x85") + 1
    for problem in found:
        if not (1 <= problem.place.line <= lines and problem.place.column >= 1 and problem.message):
            return f"{problem.code} has no sound place: {problem.place}"
    return None


def run(cases: int, seed: int, seconds: float) -> tuple[int, list[tuple[str, bytes]]]:
    """Try many; return how many were tried within the time, and the failures."""
    chance = random.Random(seed)  # noqa: S311 - the same cases every time are wanted
    failures = []
    tried = 0
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.yaml"
        while tried < cases and time.monotonic() < until:
            raw = mutated(chance)
            tried += 1
            wrong = try_one(raw, file)
            if wrong:
                failures.append((wrong, raw))
    return tried, failures


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--keep", type=Path, help="a folder for the files that failed")
    chosen = parser.parse_args()
    tried, failures = run(chosen.cases, chosen.seed, chosen.seconds)
    for number, (wrong, raw) in enumerate(failures):
        sys.stdout.write(f"{wrong}\n")
        if chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{number}.yaml").write_bytes(raw)
    sys.stdout.write(f"{tried} tried, {len(failures)} failed\n")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
