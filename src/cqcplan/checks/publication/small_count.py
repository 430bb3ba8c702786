"""CQC708: a small count of people that the public can read."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

LEAST = 5
"""The smallest count that may stand: below it people may be told apart."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report public measures of people with values from 1 to 4, each measure once."""
    top = subject.loaded.plan.header.visibility if subject.loaded.plan else "public"
    if top != "public":
        return
    for file, route, measure in subject.section("measures"):
        if _is_hidden(measure) or not measure.counts_people:
            continue
        small = [
            (*route, "observations", number)
            for number, seen in enumerate(measure.observations)
            if not _is_hidden(seen) and 0 < seen.value < LEAST
        ]
        if measure.baseline and not _is_hidden(measure.baseline) and 0 < measure.baseline.value < LEAST:
            small.insert(0, (*route, "baseline"))
        if small:
            others = f" (and {len(small) - 1} more of this measure)" if len(small) > 1 else ""
            yield file.problem(
                RULE.code,
                (*small[0], "value"),
                f"a count of fewer than {LEAST} people is public here{others}",
                help="make the observation internal, or report a longer period or a wider area",
            )


def _is_hidden(entry: object) -> bool:
    return bool(getattr(entry, "exempt", None)) or getattr(entry, "visibility", None) not in (None, "public")


RULE = Rule(
    code="CQC708",
    name="small-count",
    severity=Severity.WARNING,
    on_by_default=False,
    what=(
        "No public value of a measure of people is from 1 to 4. Off by default: most such counts in plans are of "
        "waits or posts in a whole county, where nobody can be told apart, and councils do print them."
    ),
    why=(
        "In a small service or place, a count of three may tell those who know it who is meant. National statistics "
        "hide small counts for that reason; a council that follows the same rule in its papers turns this one on."
    ),
    bad="""\
measures:
  - id: waiting-over-a-year
    title: People waiting for more than a year
    unit: people
    better: lower
    observations:
      - {on: 2026-04-30, value: 3}  # here
""",
    good="""\
measures:
  - id: waiting-over-a-year
    title: People waiting for more than a year
    unit: people
    better: lower
    observations:
      - {on: 2026-04-30, value: 3, visibility: internal}
      - {on: 2026-05-31, value: 0}
""",
    find=find,
)
