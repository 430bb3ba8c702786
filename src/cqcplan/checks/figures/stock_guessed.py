"""426: that a measure is a stock, so that no control chart is drawn of it, was told from its title alone."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_FEWEST = 6
"""Figures from which a control chart would be drawn."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report measures with figures enough for a control chart that get none because of words in their title."""
    for placed in subject.section("measures"):
        measure = placed.entry
        if measure.stock is not None or len(measure.observations) < _FEWEST or not measure.guessed_stock:
            continue
        yield placed.file.problem(
            RULE.number,
            (*placed.route, "title"),
            f'"{measure.id}" is taken for a stock by its title, so no control chart is drawn of it, but its changes',
            help="say stock: true where its figures go over from month to month, as waiting lists do, or else false",
        )


RULE = Rule(
    number="426",
    name="stock-guessed",
    severity=Severity.INFO,
    what=(
        "A measure with six figures or more whose title tells of waiting, a backlog or a caseload says itself whether"
        " it is a stock (stock: true or false)."
    ),
    why=(
        "Each figure of a waiting list begins where the last one ended. A control chart of it alarms for nothing, so"
        " its changes are drawn instead, or what came in and went out. A title can mislead: people waiting less than"
        " a week are no stock."
    ),
    bad="""\
measures:
  - id: waiting
    title: People waiting for an assessment  # here
    unit: people
    observations:
      - {on: 2026-01-31, value: 590}
      - {on: 2026-02-28, value: 585}
      - {on: 2026-03-31, value: 570}
      - {on: 2026-04-30, value: 560}
      - {on: 2026-05-31, value: 551}
      - {on: 2026-06-30, value: 540}
""",
    good="""\
measures:
  - id: waiting
    title: People waiting for an assessment
    unit: people
    stock: true
    observations:
      - {on: 2026-01-31, value: 590}
      - {on: 2026-02-28, value: 585}
      - {on: 2026-03-31, value: 570}
      - {on: 2026-04-30, value: 560}
      - {on: 2026-05-31, value: 551}
      - {on: 2026-06-30, value: 540}
""",
    find=find,
)
