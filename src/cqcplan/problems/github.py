"""Problems as GitHub annotations: commands on stdout that GitHub shows beside the lines of a change."""

from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Problem, Severity
from cqcplan.problems.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def document(outcome: Outcome) -> str:
    """Return one command for each problem, errors first: GitHub shows only the first ten of each severity."""
    worst_first = list(_COMMANDS)
    ordered = sorted(outcome.problems, key=lambda problem: worst_first.index(problem.severity))
    return "".join(f"{_command(problem)}\n" for problem in ordered)


def safe_in_log(lines: str) -> str:
    """Keep text from a plan from being read as a command in the log, where GitHub looks for them too."""
    return "".join(
        f"{'./' if line.lstrip().startswith('::') else ''}{line.replace('##[', '## [')}\n" for line in lines.split("\n")
    ).removesuffix("\n")


def _command(problem: Problem) -> str:
    place = problem.extent
    properties = {"file": problem.file, "line": str(place.line), "endLine": str(place.end_line)}
    # GitHub refuses columns of a stretch over several lines
    if place.line == place.end_line:
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{problem.code} ({problem.entry})" if problem.entry else problem.code
    said = ",".join(f"{name}={visible(value).translate(_IN_PROPERTIES)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {said}::{visible(_message(problem)).translate(_IN_MESSAGES)}"


def _message(problem: Problem) -> str:
    lines = [problem.message]
    lines += [f"{related.label}: {related.file}:{related.place.line}" for related in problem.related]
    if problem.help:
        lines.append(f"help: {problem.help}")
    return "\n".join(lines)
