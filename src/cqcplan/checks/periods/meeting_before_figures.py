"""307: a period whose meeting or submission comes before its figures."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.model.dates import When
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report periods that feed a meeting or a submission on or before the date of their figures."""
    fed: dict[str, When | None] = {placed.entry.id: placed.entry.on for placed in subject.section("meetings")}
    for placed in subject.section("submissions"):
        fed[placed.entry.id] = placed.entry.submitted or placed.entry.due
    for file, route, period in subject.section("periods"):
        if period.data_cutoff is None:
            continue
        for name in ("meeting", "submission"):
            when = fed.get(getattr(period, name) or "")
            if when and when.latest <= period.data_cutoff.earliest:
                yield file.problem(
                    RULE.number,
                    (*route, name),
                    f"the {name} ({when}) is not after the date of the figures ({period.data_cutoff})",
                    help=f"correct data_cutoff, or name the {name} that these figures do reach",
                    related=(file.related((*route, "data_cutoff"), "the figures run to here"),),
                )


RULE = Rule(
    number="307",
    name="meeting-before-figures",
    severity=Severity.WARNING,
    what="The meeting and the submission that a period feeds come after the latest date of its figures.",
    why=(
        "A paper says how fresh its figures are. One for 1 June cannot hold figures up to the end of June: either it "
        "promises what it does not have, or the period names the wrong meeting."
    ),
    bad="""\
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
meetings:
  - {id: scrutiny-june, body: scrutiny, on: 2026-06-01}
periods:
  - id: 2026-27-q1
    title: Quarter 1 2026/27
    from: 2026-04-01
    to: 2026-06-30
    data_cutoff: 2026-06-30
    meeting: scrutiny-june  # here
""",
    good="""\
bodies:
  - {id: scrutiny, name: Scrutiny Committee, kind: scrutiny}
meetings:
  - {id: scrutiny-june, body: scrutiny, on: 2026-06-01}
periods:
  - id: 2026-27-q1
    title: Quarter 1 2026/27
    from: 2026-04-01
    to: 2026-06-30
    data_cutoff: end of April 2026
    meeting: scrutiny-june
""",
    find=find,
)
