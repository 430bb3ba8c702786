"""Run the rules over a plan."""

from dataclasses import replace

from cqcplan.checks.catalogue import PLAN_FAMILIES, rules
from cqcplan.checks.subject import Subject
from cqcplan.files.loaded import LoadedPlan
from cqcplan.problems.problem import Problem


def check_plan(loaded: LoadedPlan) -> list[Problem]:
    """Return every problem of a plan: of reading, of schema and of each rule; sorted, each with its line."""
    subject = Subject(loaded)
    problems = list(loaded.problems)
    for rule in rules(PLAN_FAMILIES):
        if rule.find:
            problems += rule.find(subject)
    blamed = {problem.file for problem in problems}
    lines = {file.name: file.lines for file in loaded.files if file.name in blamed}
    return sorted((_with_line(problem, lines) for problem in problems), key=lambda problem: problem.sort_key)


def _with_line(problem: Problem, lines: dict[str, list[str]]) -> Problem:
    found = lines.get(problem.file, [])
    if problem.place.line > len(found):
        return problem
    return replace(problem, line_text=found[problem.place.line - 1])
