"""606: a submission whose date has passed."""

from collections.abc import Iterator
from datetime import date

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.model.governance import Submission
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report submissions past their date that are not recorded as sent."""
    for file, route, submission in subject.section("submissions"):
        if is_overdue(submission, subject.as_of):
            yield file.problem(
                RULE.number,
                (*route, "due"),
                f"this submission was due {_when(submission)}, and the plan does not say that it was sent",
                help="add submitted: with the date; where it has not gone, tell the adviser and the department",
            )


def is_overdue(submission: Submission, day: date) -> bool:
    """Whether a submission was late on a day, as far as the plan knows."""
    sent = submission.submitted is not None and submission.submitted.earliest <= day
    return submission.due is not None and submission.due.latest < day and not sent


def _when(submission: Submission) -> str:
    due = submission.due
    if due is None:
        return ""
    return str(due) if due.words.startswith("by ") else f"{'on' if due.is_day else 'in'} {due}"


RULE = Rule(
    number="606",
    name="submission-overdue",
    severity=Severity.WARNING,
    needs_day=True,
    what="A report to government or a regulator whose date has passed is recorded as submitted.",
    why=(
        "Councils rated as requires improvement or inadequate report to the Department of Health and Social Care by "
        "set dates. A late one is noticed there first; one that went and was not recorded prints as late in the next "
        "paper to members."
    ),
    bad="""\
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
submissions:
  - id: first-update
    to: dhsc
    title: First quarterly update
    due: 2026-03-17  # here
""",
    good="""\
bodies:
  - {id: dhsc, name: Department of Health and Social Care, kind: government}
submissions:
  - id: first-update
    to: dhsc
    title: First quarterly update
    due: 2026-03-17
    submitted: 2026-03-17
""",
    find=find,
)
