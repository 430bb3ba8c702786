"""Run the rules over a plan."""

from pathlib import Path
from typing import NamedTuple

from cqcplan.checks.catalogue import PLAN_FAMILIES, READER_FAMILIES, rules
from cqcplan.checks.settings import Settings
from cqcplan.checks.subject import Subject
from cqcplan.checks.waived import MARKER, Waived
from cqcplan.files.loaded import LoadedPlan
from cqcplan.problems.problem import Problem

DEFAULT = Settings()
"""Every rule that is on by default and needs no day."""


class Checked(NamedTuple):
    """What the check of a plan came to."""

    problems: list[Problem]
    waived: list[Waived]


def check_plan(
    loaded: LoadedPlan, settings: Settings = DEFAULT, families: tuple[str, ...] = PLAN_FAMILIES
) -> list[Problem]:
    """Return every problem of a plan that is not waived."""
    return check(loaded, settings, families).problems


def check(loaded: LoadedPlan, settings: Settings = DEFAULT, families: tuple[str, ...] = PLAN_FAMILIES) -> Checked:
    """Find every problem of a plan: of reading, of schema and of each rule; sorted, each with its line.

    Args:
        loaded: the plan as read.
        settings: which rules to run, and how much each matters.
        families: the families of rules that look at plans to draw from.
    """
    subject = Subject(loaded, settings.as_of, settings.options)
    of_reading = {rule.code: rule for rule in rules(READER_FAMILIES)} if settings.changes_reading else {}
    problems = [
        problem
        for problem in loaded.problems
        if problem.code not in of_reading or settings.runs(of_reading[problem.code])
    ]
    for rule in rules(families):
        if rule.find and settings.runs(rule):
            severity = settings.severity(rule)
            problems += (
                problem if problem.severity is severity else problem._replace(severity=severity)
                for problem in rule.find(subject)
                if not (settings.per_path and settings.leaves_out(rule, Path(problem.file)))
            )
    del subject  # with its copies of every text, which a large plan's lines need the room of
    waived: list[Waived] = []
    if any(MARKER in file.text for file in loaded.files):
        from cqcplan.checks.waive import waive

        problems, waived = waive(loaded, problems, settings)
    blamed = {problem.file for problem in problems}
    lines = {file.name: file.lines for file in loaded.files if file.name in blamed}
    found = sorted((_with_line(problem, lines) for problem in problems), key=lambda problem: problem.sort_key)
    return Checked(found, waived)


def _with_line(problem: Problem, lines: dict[str, list[str]]) -> Problem:
    found = lines.get(problem.file, [])
    # a rule that must not repeat what it found gives the line itself
    if problem.line_text is not None or problem.place.line > len(found):
        return problem
    return problem._replace(line_text=found[problem.place.line - 1])
