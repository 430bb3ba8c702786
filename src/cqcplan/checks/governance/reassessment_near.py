"""609: CQC's next comprehensive assessment is less than a year away."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity

MONTHS = Option("months", 12, "How long before the latest usual date it is said.", most=48)


def find(subject: Subject) -> Iterator[Problem]:
    """Report the latest usual date of the next assessment, once it is near."""
    plan = subject.loaded.plan
    if plan is None or not plan.assessments or subject.has_unknown_statements:
        return
    from cqcplan.scoring.clock import clock
    from cqcplan.scoring.current import current_assessment, result_of

    current = current_assessment(plan, subject.as_of)
    told = clock(result_of(current), subject.vintage, subject.as_of) if current else None
    if current is None or told is None:
        return
    is_past = told.nearness == "passed"
    if not is_past and told.months_left >= subject.option(RULE.code, MONTHS):
        return
    file, route = subject.place_of(current.id)
    yield file.problem(
        RULE.number,
        (*route, "published"),
        f"CQC's usual maximum before its next comprehensive assessment {'ended' if is_past else 'ends'} on "
        f"{day_words(told.due)}, {told.years} years after this report{'' if is_past else _left(told.months_left)}",
        help="enter the newer report, if there is one"
        if is_past
        else "bring the self-assessment, the evidence and the figures CQC asks for up to date",
    )


def _left(months: int) -> str:
    if months < 1:
        return ": less than a month away"
    return f": {months} {'month' if months == 1 else 'months'} away"


RULE = Rule(
    number="609",
    name="reassessment-near",
    severity=Severity.INFO,
    needs_day=True,
    what="The latest usual date of CQC's next comprehensive assessment is so far away that it need not be said: "
    "twelve months or more, unless the settings say otherwise.",
    why=(
        "From April 2026 CQC comes back at most three years after a report of requires improvement or inadequate, and "
        "four after the others. Evidence takes months to gather, and a second requires improvement in a row brings "
        "closer support and monitoring."
    ),
    bad="""\
assessments:
  - id: cqc-2023
    kind: comprehensive
    framework: la-2023-12
    published: 2023-12-15  # here
    printed: {rating: requires-improvement}
advisers:
  - {id: chia, title: Care and health improvement adviser}
""",
    good="""\
assessments:
  - id: cqc-2025
    kind: comprehensive
    framework: la-2023-12
    published: 2025-09-17
    printed: {rating: requires-improvement}
advisers:
  - {id: chia, title: Care and health improvement adviser}
""",
    find=find,
    options=(MONTHS,),
)
