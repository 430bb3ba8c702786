"""Checking a plan takes time in proportion to its length, whatever stands in it.

Every rule runs, those that are off by default too, over long runs of what its patterns look for and nearly find.
The bound is of processor time and several times what a run takes: what grows with the square of the length passes it.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

from cqcplan.checks.catalogue import rules
from cqcplan.checks.run import check
from cqcplan.checks.settings import Settings
from cqcplan.files.discover import Location
from cqcplan.files.load import load_plan

LENGTH = 30_000
"""Characters of one text; a plan may hold some six times as many."""
ENTRIES = 2_000
MOST = 4.0
"""Seconds of processor time."""
EVERY_RULE = Settings(as_of=date(2026, 6, 1), select=tuple(rule.code for rule in rules()))
HEAD = "schema: 1\nplan: {id: p, council: {name: Made-up Council}, framework: la-2026-04}\n"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes more processor time; time on a busy machine does not count."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


RUNS = {
    "blanks": "a" + " " * 999, "letters": "a", "capitals": "A", "digits": "1", "dots": ".", "dashes": "-",
    "brackets": "(", "a.a.": "a.", "commas": ", ", "apostrophes": "'", "at signs": "@", "a@": "a@", "a.b@": "a.b@",
    "addresses of teams": "team@example.gov.uk ", "capital words": "Care ", "acts": "Care Act 2014 ",
    "acts nearly": "Health and Care of (Aa ", "days": "1 May ", "days with a th": "27th September ",
    "days and one year": "3 March ", "short forms": "ABC ", "mixed forms": "AaA", "mobile nearly": "07700 900 12 ",
    "mobile shapes": "12345 678 901 ", "NHS nearly": "943 476 5918 ", "NI nearly": "AB123456A ",
    "NI spaced": "AB 12 34 56 A ", "born": "born ", "born on": "born on 3 ", "dob": "d.o.b. ", "postcodes": "SW1A 1AA ",
    "PO boxes": "PO Box ", "weekdays": "Monday ", "weekday and blank": "Monday the ", "titles": "Mrs ",
    "ages": "Edith, who is aged ", "counts": "3 of the ", "few people": "4 people ", "links": "http://a",
    "sentences": "We listen to carers every day. ", "phrases": "going forward ", "marks": "\u202e",
}  # fmt: skip


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_long_run_takes_no_longer_than_its_length(tmp_path: Path, run: str) -> None:
    long = (run * (LENGTH // len(run) + 1))[:LENGTH]
    quoted = long.replace("'", "''")
    text = (
        f"{HEAD}principles:\n  - {{id: a, text: 'x {quoted}'}}\nrisks:\n  - id: b\n    title: 'y {quoted}'\n"
        f"    visibility: exempt\n    text: 'z {quoted}'\n    # {long}\n"
        f"    note: w # cqcplan: ignore[PLAN802] {long} until x\n"
        "measures:\n  - {id: m, title: People waiting, unit: people, observations: [{on: 2026-03-31, value: 3, text: "
        f"'v {quoted}'}}]}}\n"
    )
    with within(MOST):
        checked(tmp_path, text)


def checked(tmp_path: Path, text: str) -> int:
    """Check a plan with every rule; return how many problems it has."""
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    return len(check(load_plan(Location(file, "plan")), EVERY_RULE).problems)


def _updates(number: int) -> str:
    return "".join(
        f"  - {{on: 2026-05-01, about: a, status: complete, rag: green, text: T{n}}}\n" for n in range(number)
    )


def _works(number: int) -> str:
    return "priorities:\n  - id: q\n    title: Q\n    actions:\n" + "".join(
        f"      - {{id: a{n}, title: A{n}, due: 2026-05-01, owner: o{n}}}\n" for n in range(number)
    )


MANY: dict[str, Callable[[int], str]] = {
    "wrong references": lambda n: f"{_works(n)}updates:\n" + "".join(
        f"  - {{on: 2026-05-01, about: b{k}, text: x}}\n" for k in range(n)
    ),
    "unknown fields on one line": lambda n: "risks: [{id: r, title: R, "
    + ", ".join(f"titel{k}: 1" for k in range(10 * n)) + "}]\n",
    "unknown fields with nothing in them": lambda n: "risks: [{id: r, title: R, "
    + ", ".join(f"titel{k}" for k in range(4 * n)) + "}]\n",
    "wrong words": lambda n: "roles: [" + ", ".join(f"{{id: R_{k}, title: T}}" for k in range(n)) + "]\n",
    "updates of one action": lambda n: f"{_works(0)}      - {{id: a, title: A}}\nupdates:\n{_updates(5 * n)}",
    "observations of one measure": lambda n: (
        "measures:\n  - id: m\n    title: People waiting\n    unit: people\n    observations:\n"
        + "".join(
            f"      - {{on: {1600 + k // 336}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}, value: 3}}\n"
            for k in range(5 * n)
        )
    ),
    "waivers one above the other": lambda n: "# cqcplan: ignore[PLAN802] a reason\n" * (5 * n) + "risks: []\n",
    "waivers of no rule": lambda n: "".join(f"# cqcplan: ignore[CQX{k}] a reason\nrisks{k}: []\n" for k in range(n)),
    "waivers and problems": lambda n: "updates:\n" + "".join(
        "  - {on: 2026-05-01, about: b, tekst: x} # cqcplan: ignore[PLAN411] so\n" for _ in range(n)
    ),
    "postcodes on one line": lambda n: "principles: ["
    + ", ".join(f"{{id: p{k}, text: At SW1A 1AA}}" for k in range(n)) + "]\n",
    "ids that stand twice": lambda n: "roles:\n" + "".join("  - {id: same, title: T}\n" for _ in range(n)),
    "keys that stand twice": lambda n: "risks: []\n" * n,
    "anchors": lambda n: "roles:\n" + "".join(f"  - {{id: &a{k} r{k}, title: T}}\n" for k in range(n)),
    "open brackets": lambda n: "x: " + "[" * n,
    "markers": lambda n: "<<<<<<<\n" * n,
}  # fmt: skip


@pytest.mark.parametrize("make", MANY.values(), ids=MANY)
def test_many_entries_take_no_longer_than_their_number(tmp_path: Path, make: Callable[[int], str]) -> None:
    with within(MOST):
        checked(tmp_path, HEAD + make(ENTRIES))
