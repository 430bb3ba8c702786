"""What a command does grows with the number of entries, not with its square.

Counted, not timed: how often every function is called for a plan, for one with twice as many entries and for one with
four times as many. From the second to the third it may rise by little more than twice what it rose before.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from typer.testing import CliRunner

from cqcplan.cli.app import app

FEW = 16
MOST = 2.6
"""By how much the rise may rise: 2 is in line, a sort a little more, a square 4."""
LEAST = 200
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

    def many(section: str, entry: str) -> str:
        lines = "".join(f"  - {{{entry.replace('#', str(k)).replace('%', f'{k % 27 + 1:02}')}}}\n" for k in range(number))
        return f"{section}:\n{lines}"

    priorities = "".join(
        f"  - id: q{k}\n    title: Priority {k}\n    findings: [f{k}]\n    quality_statements: [safeguarding]\n"
        f"    actions:\n      - id: a{k}\n        title: Action {k}\n        owner: r{k}\n        due: 2026-05-{k % 27 + 1}\n"
        f"        milestones:\n          - {{id: m{k}, title: Milestone {k}, due: 2026-07-01}}\n"
        for k in range(number)
    )
    moved = "".join(
        f"  - {{on: 2026-{k % 5 + 1:02}-{k % 27 + 1:02}, about: a0, due: {2027 + k // 324}-{k // 27 % 12 + 1:02}-{k % 27 + 1:02}, reason: Late, "
        f"status: in-progress, rag: {('red', 'amber')[k % 2]}, text: Moved {k}.}}\n"
        for k in range(number)
    )
    seen = ", ".join(f"{{on: {1990 + k // 324}-{k // 27 % 12 + 1:02}-{k % 27 + 1:02}, value: {k + 20}}}" for k in range(number))
    return "".join((
        HEAD,
        many("roles", "id: r#, title: Head of #"),
        many("sources", "id: s#, title: Source #, on: 2026-04-%"),
        many("findings", "id: f#, assessment: cqc, title: Waits at #, kind: area-for-improvement, text: Waits are long at place #, source: s#"),
        many("meetings", "id: me#, body: cabinet, on: 2026-05-%, title: Meeting #"),
        many("commitments", "id: c#, title: Promise #, made_to: cabinet, made_at: me#, due: 2026-06-%"),
        many("submissions", "id: su#, to: dhsc, title: Return #, due: 2026-06-%"),
        many("risks", "id: k#, title: Risk #, owner: r#, raised: 2026-05-%, reviewed: 2026-05-%"),
        many("evidence", "id: e#, title: Report #, category: outcomes, on: 2026-05-%, about: [a#, q#]"),
        many("paragraphs", "id: pa#, section: background, text: 'Text # of what was said.', on: 2026-04-%"),
        f"priorities:\n{priorities}",
        f"measures:\n  - {{id: total, title: All, unit: people, observations: [{seen}]}}\n",
        "".join(
            f"  - {{id: x{k}, title: People waiting {k}, unit: people, part_of: total, priorities: [q{k}], "
            f"target: {{by: 2027-03-31, value: 9}}, observations: [{{on: 2026-04-30, value: {k + 3}}},"
            f" {{on: 2026-05-31, value: {k + 4}}}]}}\n"
            for k in range(number)
        ),
        f"updates:\n{moved}",
        "".join(
            f"  - {{on: 2026-06-0{k % 9 + 1}, about: {what}{k}, status: complete, rag: green, text: Done {what} {k}.,"
            f" evidence: [e{k}]{secret}}}\n"
            for k in range(number)
            for what, secret in (("m", ""), ("a", f", visibility: internal, note: Secret remark number {k} of all"))
        ),
    ))  # fmt: skip


COMMANDS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "validate": lambda plan: ("validate", plan, *AS_OF),
    "progress": lambda plan: ("report", plan, *AS_OF, "--prove"),
    "since": lambda plan: ("report", plan, *AS_OF, "--since", "2026-01-01"),
    "board": lambda plan: ("report", plan, *AS_OF, "--paper", "board", "--audience", "internal"),
    "plan table": lambda plan: ("report", plan, *AS_OF, "--paper", "plan-table", "--format", "html"),
    "diff": lambda plan: ("diff", "2026-03-01", "2026-06-10", "--plan", plan),
    "diff of two": lambda plan: ("diff", f"{plan}.old", plan, *AS_OF, "--format", "json"),
    "status": lambda plan: ("status", plan, *AS_OF),
    "email": lambda plan: ("status", plan, *AS_OF, "--email", "r0"),
    "trace": lambda plan: ("trace", "q0", "--plan", plan, *AS_OF),
    "orphans": lambda plan: ("trace", "--orphans", "--plan", plan, *AS_OF),
    "calendar": lambda plan: ("calendar", plan, *AS_OF),
    "export": lambda plan: ("export", plan, *AS_OF, "--format", "json"),
    "tracker": lambda plan: ("export", plan, *AS_OF, "--format", "tracker-csv", "-o", f"{plan}.out"),
    "update": lambda plan: ("update", "a0", "--plan", plan, "--text", "x", "--on", "2026-06-10", "--diff"),
    "new": lambda plan: ("new", "risk", "Something new", "--plan", plan, "--diff"),
}


def calls(words: tuple[str, ...]) -> Counter[str]:
    """Count how often every function is called while a command runs, by where it stands and its name."""
    counted: Counter[Any] = Counter()

    def count(frame: FrameType, event: str, function: object) -> None:
        if event == "call":
            counted[frame.f_code] += 1
        elif event == "c_call":
            counted[frame.f_code, getattr(function, "__name__", "")] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = CliRunner().invoke(app, list(words))
    finally:
        sys.setprofile(before)
    assert result.exit_code == 0, result.output
    assert isinstance(result.exception, SystemExit | None), result.exception
    return Counter({_named(key): number for key, number in counted.items()})


def _named(key: Any) -> str:
    code, called = key if isinstance(key, tuple) else (key, "")
    return f"{os.path.relpath(code.co_filename)}:{code.co_firstlineno} {code.co_qualname} {called}"


@pytest.mark.parametrize("name", COMMANDS)
def test_what_a_command_does_grows_in_line(tmp_path: Path, name: str) -> None:
    words = []
    for number in (FEW, FEW, 2 * FEW, 4 * FEW):  # the first run fills what is kept for the next
        plan = tmp_path / f"of-{number}.yaml"
        plan.write_text(plan_of(number))
        Path(f"{plan}.old").write_text(plan_of(number).replace("2026-05-1", "2026-05-2").replace("Late", "Later"))
        words.append(COMMANDS[name](str(plan)))
    _, one, two, four = map(calls, words)
    steep = [
        f"{function}: {one[function]}, {two[function]}, {number}"
        for function, number in four.items()
        if number - two[function] > max(LEAST, MOST * (two[function] - one[function]))
    ]
    assert not steep, "\n".join(sorted(steep))
