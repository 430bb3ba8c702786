"""303: two periods with the same days."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import EntryInFile, Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report each period with the days of one before it."""
    seen: dict[tuple[object, object], EntryInFile] = {}
    for placed in subject.section("periods"):
        file, route, period = placed
        first = seen.setdefault((period.from_.earliest, period.to.latest), placed)
        if first is not placed:
            yield file.problem(
                RULE.number,
                (*route, "from"),
                f'"{period.id}" covers the same days as "{first.entry.id}"',
                help="keep one of the two, with its meeting and its submission",
                related=(first.file.related((*first.route, "from"), "the same days here"),),
            )


RULE = Rule(
    number="303",
    name="same-period-twice",
    severity=Severity.WARNING,
    what="No two reporting periods cover just the same days.",
    why=(
        "A paper finds its period by its days, and takes the date of its figures and its meeting from there. Of two "
        "with the same days it takes the first, so what stands under the second is never printed."
    ),
    bad="""\
periods:
  - {id: 2026-27-q1, title: Quarter 1 2026/27, from: 2026-04-01, to: 2026-06-30}
  - {id: spring-quarter, title: Spring quarter, from: 2026-04, to: 2026-06}  # here
""",
    good="""\
periods:
  - {id: 2026-27-q1, title: Quarter 1 2026/27, from: 2026-04-01, to: 2026-06-30}
  - {id: 2026-27-q2, title: Quarter 2 2026/27, from: 2026-07, to: 2026-09}
""",
    find=find,
)
