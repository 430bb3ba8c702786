"""302: two dates that cannot both be right, because the one comes before the other."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.files.loaded import LoadedFile
from cqcplan.model.base import Span
from cqcplan.model.dates import When
from cqcplan.problems.problem import Problem, Severity
from cqcplan.yamltext.positions import Route

Pairs = tuple[tuple[str, str], ...]

_SPAN: Pairs = (("from", "to"),)
_ORDERS: dict[str, Pairs] = {
    "assessments": (
        ("notified", "information_return_due"),
        ("notified", "site_visit"),
        ("site_visit", "draft_received"),
        ("draft_received", "factual_accuracy.submitted"),
        ("factual_accuracy.submitted", "published"),
        ("draft_received", "published"),
        ("site_visit", "published"),
        ("notified", "published"),
    ),
    "challenges": (("received", "decided"),),
    "self_assessments": (("began", "published"),),
    "risks": (("raised", "escalated.on"), ("raised", "reviewed")),
    "meetings": (("published", "effective"), ("on", "effective")),
    "commitments": (("made_on", "due"), ("made_on", "met")),
    "consultations": (("opens", "closes"), ("closes", "outcome_due")),
    "periods": _SPAN,
    "paragraphs": (("on", "until"),),
}
"""For each section the fields whose dates follow one another: the earlier, then the later. The nearest stand first."""
_SPANS = {"assessments": ("assessed", "site_visit"), "self_assessments": ("covers",), "engagement": ("on",)}
"""Fields that may hold ``{from: …, to: …}``."""


class _Dated(NamedTuple):
    """A date in a plan, with the field it stands in."""

    route: Route
    words: str
    """The field, as it is named in a message."""
    when: When


def find(subject: Subject) -> Iterator[Problem]:
    """Report each date that comes before one it must follow."""
    for section in sorted(_ORDERS.keys() | _SPANS.keys()):
        for file, route, entry in subject.section(section):
            yield from _in_order(file, route, entry, _ORDERS.get(section, ()))
            for name in _SPANS.get(section, ()):
                span = getattr(entry, name)
                if isinstance(span, Span):
                    yield from _in_order(file, (*route, name), span, _SPAN)
    yield from _of_actions(subject)
    yield from _of_measures(subject)


def _of_actions(subject: Subject) -> Iterator[Problem]:
    for file, route, priority in subject.section("priorities"):
        for number, action in enumerate(priority.actions):
            at = (*route, "actions", number)
            yield from _in_order(file, at, action, (("start", "due"),))
            if action.start is None:
                continue
            start = _Dated((*at, "start"), "the start of its action", action.start)
            for place, milestone in enumerate(action.milestones):
                if milestone.due:
                    due = _Dated((*at, "milestones", place, "due"), '"due"', milestone.due)
                    yield from _compared(file, start, due)


def _of_measures(subject: Subject) -> Iterator[Problem]:
    for file, route, measure in subject.section("measures"):
        if measure.baseline and measure.target:
            baseline = _Dated((*route, "baseline", "on"), '"baseline"', measure.baseline.on)
            yield from _compared(file, baseline, _Dated((*route, "target", "by"), '"target"', measure.target.by))
        for number, observation in enumerate(measure.observations):
            yield from _in_order(file, (*route, "observations", number), observation, (("since", "on"),))


def _in_order(file: LoadedFile, route: Route, entry: Any, pairs: Pairs) -> Iterator[Problem]:
    told: set[str] = set()
    for first, second in pairs:
        if second in told:
            continue
        earlier, later = _dated(entry, route, first, last=True), _dated(entry, route, second, last=False)
        if earlier and later:
            for problem in _compared(file, earlier, later):
                told.add(second)
                yield problem


def _compared(file: LoadedFile, earlier: _Dated, later: _Dated) -> Iterator[Problem]:
    # a vague date is held to nothing: only what no reading of it allows is wrong
    if later.when.latest < earlier.when.earliest:
        yield file.problem(
            RULE.number,
            later.route,
            f"{later.words} ({later.when}) comes before {earlier.words} ({earlier.when})",
            help="one of the two is wrong: check both against the source",
            related=(file.related(earlier.route, f"{earlier.words} stands here"),),
        )


def _dated(entry: Any, route: Route, path: str, *, last: bool) -> _Dated | None:
    """Find a date; of a span the last day where another date follows it, otherwise the first."""
    value = entry
    for name in path.split("."):
        value = getattr(value, "from_" if name == "from" else name, None)
    at: Route = (*route, *path.split("."))
    if isinstance(value, Span):
        at, value = (*at, "to" if last else "from"), value.to if last else value.from_
    return _Dated(at, f'"{path}"', value) if isinstance(value, When) else None


RULE = Rule(
    number="302",
    name="out-of-order",
    severity=Severity.ERROR,
    what=(
        "Dates that follow one another do: the site visit before CQC's draft, the draft before its report, the start "
        "before the end, an action's start before its milestones, a baseline before its target."
    ),
    why=(
        "Two dates in the wrong order are a typing mistake that nobody sees in a table, most often a wrong year. A "
        "reader who finds one doubts the rest. A vague date is given the benefit of the doubt."
    ),
    bad="""\
assessments:
  - id: cqc-2025
    kind: comprehensive
    framework: la-2023-12
    site_visit: {from: 2025-09-10, to: 2025-09-12}
    published: 2025-01-30  # here
""",
    good="""\
assessments:
  - id: cqc-2025
    kind: comprehensive
    framework: la-2023-12
    site_visit: {from: 2024-09-10, to: 2024-09-12}
    published: 2025-01-30
""",
    find=find,
)
