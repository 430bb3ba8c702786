"""605: a submission due within three weeks."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity

DAYS = Option("days", 21, "How long before its date a submission is mentioned.", most=365)


def find(subject: Subject) -> Iterator[Problem]:
    """Report submissions that are due soon and not sent."""
    for file, route, submission in subject.section("submissions"):
        if submission.due is None or submission.submitted:
            continue
        left = (submission.due.latest - subject.as_of).days
        if 0 <= left <= subject.option(RULE.code, DAYS):
            when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
            yield file.problem(
                RULE.number,
                (*route, "due"),
                f"this submission is due on {day_words(submission.due.latest)}, {when}",
                help="check the figures and statuses it is made from; when it has gone, add submitted: with the date",
            )


RULE = Rule(
    number="605",
    name="submission-due-soon",
    severity=Severity.INFO,
    needs_day=True,
    what=(
        "No report to government or a regulator falls due within 21 days, or what the settings say, without having "
        "been sent."
    ),
    why=(
        "What goes to the Department of Health and Social Care has to be cleared by several people first. Three weeks "
        "before is when the plan it is made from ought to be right."
    ),
    bad="""\
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
submissions:
  - id: second-update
    to: dhsc
    title: Second quarterly update
    due: 2026-06-17  # here
""",
    good="""\
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
submissions:
  - id: second-update
    to: dhsc
    title: Second quarterly update
    due: 2026-06-17
    submitted: 2026-05-29
""",
    find=find,
    options=(DAYS,),
)
