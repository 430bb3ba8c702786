"""Problems as JUnit XML, which most CI servers show as test results."""

import re
from collections.abc import Iterable

from cqcplan.problems import text
from cqcplan.problems.identity import numbered
from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Problem
from cqcplan.problems.visible import visible

_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def document(outcome: Outcome) -> str:
    """Return a suite for each file: a failing case for each problem, or one passing case."""
    grouped: dict[str, list[tuple[Problem, int]]] = {file: [] for file in outcome.files}
    for problem, number in numbered(outcome.problems):
        grouped.setdefault(problem.file, []).append((problem, number))
    suites = [_suite(file, grouped[file]) for file in sorted(grouped)]
    failures = len(outcome.problems)
    errors = len(outcome.failures)
    if errors:
        suites.append(_suite_of_failures(outcome))
    tests = sum(max(1, len(found)) for found in grouped.values()) + errors
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _tag("testsuites", name="cqcplan validate", tests=tests, failures=failures, errors=errors),
        *(line for suite in suites for line in suite),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(file: str, found: list[tuple[Problem, int]]) -> Iterable[str]:
    yield "  " + _tag("testsuite", name=file, tests=max(1, len(found)), failures=len(found), errors=0)
    if not found:
        yield "    " + _tag("testcase", closed=True, name="no problems", classname=file)
    for problem, number in found:
        place = problem.extent
        name = f"{problem.code} {problem.entry}" if problem.entry else problem.code
        if number > 1:
            name = f"{name} ({number})"
        yield "    " + _tag("testcase", name=name, classname=file, file=file, line=place.line)
        said = _xml(text.full([problem]).rstrip(), _IN_TEXT)
        yield "      " + _tag("failure", type=problem.severity, message=problem.message) + said + "</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _suite_of_failures(outcome: Outcome) -> Iterable[str]:
    number = len(outcome.failures)
    yield "  " + _tag("testsuite", name="cqcplan", tests=number, failures=0, errors=number)
    for count, failure in enumerate(outcome.failures, 1):
        yield "    " + _tag("testcase", name=f"asked for ({count})", classname="cqcplan")
        said = _xml(failure.help or "", _IN_TEXT)
        yield "      " + _tag("error", type="error", message=failure.message) + said + "</error>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _tag(tag: str, *, closed: bool = False, **attributes: str | int) -> str:
    said = "".join(f' {name}="{_xml(str(value), _ESCAPES)}"' for name, value in attributes.items())
    return f"<{tag}{said}{'/' if closed else ''}>"


def _xml(value: str, escapes: dict[int, str]) -> str:
    """Escape a text; characters that no XML may hold are replaced."""
    return _NOT_XML.sub("\ufffd", visible(value)).translate(escapes)
