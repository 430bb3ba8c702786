"""Problems as SARIF 2.1.0, which GitHub code scanning and editors read."""

from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import quote

from cqcplan import __version__
from cqcplan.problems.codes import as_first
from cqcplan.problems.identity import fingerprint, numbered
from cqcplan.problems.json_text import json_text
from cqcplan.problems.outcome import Outcome
from cqcplan.problems.problem import Place, Problem, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "codeFileEntry/v1"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


class RuleWords(Protocol):
    """What is told of a rule; the rules of ``checks`` are so."""

    @property
    def code(self) -> str:
        """``PLAN201``."""

    @property
    def name(self) -> str:
        """The same in words."""

    @property
    def severity(self) -> Severity:
        """How much its problems matter, unless the run says otherwise."""

    @property
    def what(self) -> str:
        """What it checks."""

    @property
    def why(self) -> str:
        """Why that matters."""

    @property
    def bad(self) -> str:
        """An example that breaks it."""

    @property
    def good(self) -> str:
        """The same put right."""


def document(outcome: Outcome, rules: Sequence[RuleWords]) -> str:
    """Return the log of one run.

    Args:
        outcome: what was found, with paths relative to the top of the repository.
        rules: every rule there is, by code.
    """
    index = {rule.code: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "cqcplan",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": outcome.exit_code != 2,
                "exitCode": outcome.exit_code,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": _sentences(failure.message, failure.help)}}
                    for failure in outcome.failures
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, number, index) for problem, number in numbered(outcome.problems)],
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: RuleWords) -> dict[str, Any]:
    examples = [(label, text) for label, text in (("Bad", rule.bad), ("Good", rule.good)) if text]
    plain = "".join(f"\n\n{label}:\n\n{text}" for label, text in examples)
    fenced = "".join(f"\n\n**{label}**\n\n```yaml\n{text}```" for label, text in examples)
    return {
        "id": rule.code,
        "deprecatedIds": [as_first(rule.code)],
        "name": rule.name,
        "shortDescription": {"text": rule.name.replace("-", " ").capitalize()},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": f"{rule.what}\n\n{rule.why}{plain}".rstrip(),
            "markdown": f"{rule.what}\n\n{rule.why}{fenced}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, number: int, index: dict[str, int]) -> dict[str, Any]:
    where: dict[str, Any] = {"physicalLocation": _physical(problem.file, problem.extent)}
    if problem.entry is not None:
        where["logicalLocations"] = [{"name": problem.entry, "kind": "object"}]
    result: dict[str, Any] = {"ruleId": problem.code}
    if problem.code in index:
        result["ruleIndex"] = index[problem.code]
    result |= {
        "level": _LEVELS[problem.severity],
        "message": {"text": _sentences(problem.message, problem.help)},
        "locations": [where],
        "partialFingerprints": {FINGERPRINT: fingerprint(problem, number)},
    }
    if problem.related:
        result["relatedLocations"] = [
            {
                "id": count,
                "message": {"text": related.label},
                "physicalLocation": _physical(related.file, related.place),
            }
            for count, related in enumerate(problem.related, 1)
        ]
    return result


def _physical(file: str, place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line:
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": {"uri": quote(file, safe="/", errors="backslashreplace")}, "region": region}


def _sentences(message: str, help_: str | None) -> str:
    """Join a message and what to do, without what SARIF would read as a link: ``[text](address)``."""
    said = f"{message}. Help: {help_}" if help_ else message
    return said.replace("](", "] (")
