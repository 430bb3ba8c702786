"""What a command does grows with the number of entries, not with its square.

Counted, not timed: how often every function is called for a plan, for one with twice as many entries and for one with
four times as many. From the second to the third it may rise by little more than twice what it rose before.
"""

import os
from collections import Counter
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path
from time import perf_counter_ns
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

FEW = 4
MOST = 2.6
"""By how much the rise may rise: 2 is in line, a sort a little more, a square 4."""
LEAST = 250
"""A rise that is worth a look."""
AS_OF = ("--as-of", "2026-06-10")
HEAD = """\
schema: 1
plan:
  id: p
  council: {name: Made Up Council}
  framework: la-2026-04
  disclosure: {suppress_below: 5}
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
assessments:
  - id: cqc
    kind: comprehensive
    framework: la-2026-04
    published: 2025-11-14
    printed: {overall_percent: 59, rating: requires-improvement}
"""


def plan_of(number: int) -> str:
    """Return a plan with a number of entries of every kind, which point at each other."""
    return "".join((HEAD, *(_many(what, number) for what in KINDS), _work(number), _figures(number), _updates(number)))


KINDS = {
    "roles": "id: r#, title: Head of #",
    "sources": "id: s#, title: Source #, on: 2026-04-%",
    "findings": "id: f#, assessment: cqc, title: Waits at #, kind: area-for-improvement, text: Waits # are long, "
    "source: s#",
    "meetings": "id: me#, body: cabinet, on: 2026-05-%, title: Meeting #",
    "commitments": "id: c#, title: Promise #, made_to: cabinet, made_at: me#, due: 2026-06-%",
    "submissions": "id: su#, to: dhsc, title: Return #, due: 2026-06-%",
    "risks": "id: k#, title: Risk #, owner: r#, raised: 2026-05-%, reviewed: 2026-05-%",
    "evidence": "id: e#, title: Report #, category: outcomes, on: 2026-05-%, about: [a#, q#]",
    "paragraphs": "id: pa#, section: background, text: 'Text # of what was said.', on: 2026-04-%",
}


def _many(section: str, number: int) -> str:
    """Return a section: ``#`` in an entry is its number, ``%`` a day of a month, the same for every fourth."""
    said = (KINDS[section].replace("#", str(k)).replace("%", f"1{k % FEW}") for k in range(number))
    return f"{section}:\n" + "".join(f"  - {{{entry}}}\n" for entry in said)


def _work(number: int) -> str:
    return "priorities:\n" + "".join(
        f"  - id: q{k}\n    title: Priority {k}\n    findings: [f{k}]\n    quality_statements: [safeguarding]\n"
        f"    actions:\n      - id: a{k}\n        title: Action {k}\n        owner: r{k}\n"
        f"        due: 2026-05-1{k % FEW}\n        milestones: [{{id: m{k}, title: Milestone {k}, due: 2026-07-01}}]\n"
        for k in range(number)
    )


def _figures(number: int) -> str:
    """Return one measure with many figures, and many that are parts of it, of which every fourth is small."""
    seen = ", ".join(f"{{on: {1990 + k // FEW}-0{k % FEW + 1}-01, value: {20 * k}}}" for k in range(number))
    return f"measures:\n  - {{id: total, title: All, unit: people, observations: [{seen}]}}\n" + "".join(
        f"  - {{id: x{k}, title: Waiting at {k}, unit: people, part_of: total, priorities: [q{k}],"
        f" target: {{by: 2027-03-31, value: 9}}, observations: [{{on: 2026-04-30, value: {k % FEW * 1117 + 3}}},"
        f" {{on: 2026-05-31, value: {k % FEW * 1117 + 4}}}]}}\n"
        for k in range(number)
    )


def _updates(number: int) -> str:
    """Return many updates of one action, each with another date, and two of each piece of work."""
    moved = (
        f"  - {{on: 2026-0{k % 3 + 1}-1{k % FEW}, about: a0, due: 2027-0{k % FEW + 1}-01, reason: Late {k},"
        f" status: in-progress, rag: {('red', 'amber', 'grey')[k % 3]}, text: Moved {k}.}}\n"
        for k in range(number)
    )
    done = (
        f"  - {{on: 2026-06-0{k % FEW + 1}, about: {what}{k}, status: complete, rag: green, text: Done {what} {k}.,"
        f" evidence: [e{k}]{secret}}}\n"
        for k in range(number)
        for what, secret in (("m", ""), ("a", f", visibility: internal, note: Secret remark number {k} of all"))
    )
    return "".join(("updates:\n", *moved, *done))


COMMANDS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "validate": lambda plan: ("validate", plan, *AS_OF),
    "progress": lambda plan: ("report", plan, *AS_OF, "--prove", "--since", "2026-01-01"),
    "board": lambda plan: ("report", plan, *AS_OF, "--paper", "board", "--audience", "internal"),
    "plan table": lambda plan: ("report", plan, *AS_OF, "--paper", "plan-table", "--format", "html"),
    "diff": lambda plan: ("diff", f"{plan}.old", plan, *AS_OF, "--format", "json"),
    "status": lambda plan: ("status", plan, *AS_OF),
    "orphans": lambda plan: ("trace", "--orphans", "--plan", plan, *AS_OF),
    "calendar": lambda plan: ("calendar", plan, *AS_OF),
    "tracker": lambda plan: (
        "export",
        plan,
        *AS_OF,
        "--format",
        "tracker-csv",
        "-o",
        f"{plan}.{perf_counter_ns()}",
    ),
    "update": lambda plan: ("update", "a0", "--plan", plan, "--text", "x", "--on", "2026-06-10", "--diff"),
    "new": lambda plan: ("new", "risk", "Something new", "--plan", plan, "--diff"),
}


def calls(words: tuple[str, ...]) -> Counter[str]:
    """Count how often every function is called while a command runs, by where it stands and its name."""
    profile = Profile()
    profile.enable()
    try:
        result = CliRunner().invoke(app, list(words))
    finally:
        profile.disable()
    assert result.exit_code == 0, result.output
    counted: Counter[str] = Counter()
    for entry in profile.getstats():
        code: Any = entry.code
        counted[code if isinstance(code, str) else f"{os.path.relpath(code.co_filename)}:{code.co_firstlineno}"] += (
            entry.callcount + entry.reccallcount
        )
    return counted


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_does_grows_in_line(tmp_path: Path, name: str) -> None:
    words = []
    for number in (FEW, FEW, 2 * FEW, 4 * FEW):  # the first run fills what is kept for the next
        plan = tmp_path / f"of-{number}.yaml"
        plan.write_text(plan_of(number))
        Path(f"{plan}.old").write_text(
            plan_of(number).replace("due: 2026-05-1", "due: 2026-05-2").replace("Late", "Later")
        )
        words.append(COMMANDS[name](str(plan)))
    _, one, two, four = map(calls, words)
    steep = [
        f"{function}: {one[function]}, {two[function]}, {number}"
        for function, number in four.items()
        if number - two[function] > max(LEAST, MOST * (two[function] - one[function]))
    ]
    assert not steep, "\n".join(sorted(steep))
