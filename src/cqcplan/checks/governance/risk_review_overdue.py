"""601: a risk that was not reviewed when it should have been."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity
from cqcplan.timeline.cycles import MONTHS, months_after


def find(subject: Subject) -> Iterator[Problem]:
    """Report risks with a review cycle whose last recorded review is longer ago than that."""
    day = subject.as_of
    for file, route, risk in subject.section("risks"):
        if risk.review_every is None:
            continue
        # an update about a risk, and its escalation, show that somebody looked at it
        looked_at = [risk.reviewed, risk.raised, risk.escalated.on if risk.escalated else None]
        looked_at += [placed.entry.on for placed in subject.updates_about.get(risk.id, ())]
        dates = [when for when in looked_at if when]
        seen = [when for when in dates if when.earliest <= day]
        last = max(seen, key=lambda when: when.latest, default=None)
        if last and months_after(last.latest, MONTHS[risk.review_every]) >= day:
            continue
        if (risk.reviewed and risk.reviewed not in seen) or (dates and not seen):
            # looked at from a day before the one review it records, or before there was such a risk
            continue
        since = f" since {last}" if last else ""
        yield file.problem(
            RULE.number,
            (*route, "review_every"),
            f"this risk is to be reviewed every {risk.review_every}, and no review is recorded{since}",
            help="write the date of the last review under reviewed:, or review it before the next paper",
        )


RULE = Rule(
    number="601",
    name="risk-review-overdue",
    severity=Severity.WARNING,
    needs_day=True,
    what=(
        "A risk that names a review cycle was reviewed, escalated or reported on within it: within a quarter of the "
        "day, say."
    ),
    why=(
        "Councils tell their committees that the register is reviewed every quarter. A score that nobody has looked "
        "at for a year is not assurance, and members are told that it is."
    ),
    bad="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    reviewed: 2025-11-03
    review_every: quarter  # here
""",
    good="""\
risks:
  - id: capacity
    title: Too few people to deliver the plan
    reviewed: 2026-04-20
    review_every: quarter
""",
    find=find,
)
