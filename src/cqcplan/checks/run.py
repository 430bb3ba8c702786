"""Run the rules over a plan."""

from dataclasses import replace

from cqcplan.checks.catalogue import PLAN_FAMILIES, READER_FAMILIES, rules
from cqcplan.checks.settings import Settings
from cqcplan.checks.subject import Subject
from cqcplan.files.loaded import LoadedPlan
from cqcplan.problems.problem import Problem

DEFAULT = Settings()
"""Every rule that is on by default and needs no day."""


def check_plan(
    loaded: LoadedPlan, settings: Settings = DEFAULT, families: tuple[str, ...] = PLAN_FAMILIES
) -> list[Problem]:
    """Return every problem of a plan: of reading, of schema and of each rule; sorted, each with its line.

    Args:
        loaded: the plan as read.
        settings: which rules to run, and how much each matters.
        families: the families of rules that look at plans to draw from.
    """
    subject = Subject(loaded, settings.as_of)
    of_reading = {rule.code: rule for rule in rules(READER_FAMILIES)} if settings.changes_reading else {}
    problems = [
        problem
        for problem in loaded.problems
        if problem.code not in of_reading or settings.runs(of_reading[problem.code])
    ]
    for rule in rules(families):
        if rule.find and settings.runs(rule):
            severity = settings.severity(rule)
            problems += (replace(problem, severity=severity) for problem in rule.find(subject))
    blamed = {problem.file for problem in problems}
    lines = {file.name: file.lines for file in loaded.files if file.name in blamed}
    return sorted((_with_line(problem, lines) for problem in problems), key=lambda problem: problem.sort_key)


def _with_line(problem: Problem, lines: dict[str, list[str]]) -> Problem:
    found = lines.get(problem.file, [])
    if problem.place.line > len(found):
        return problem
    return replace(problem, line_text=found[problem.place.line - 1])
