"""CQC612: a decision in force before its call-in has run."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.config.option import Option
from cqcplan.model.dates import day_words
from cqcplan.problems.problem import Problem, Severity

DAYS = Option("days", 5, "How many working days after its publication a decision can be called in.", most=20)


def find(subject: Subject) -> Iterator[Problem]:
    """Report decisions that can be called in, and take effect while they still can."""
    usual = subject.option(RULE.code, DAYS)
    own = {body.id: body.call_in_days for _, _, body in subject.section("bodies")}
    for file, route, meeting in subject.section("meetings"):
        published, effective = meeting.published, meeting.effective
        if not (meeting.call_in and published and effective and published.is_day and effective.is_day):
            continue
        from cqcplan.timeline.clear_days import effective_from

        days = own.get(meeting.body) or usual
        first = effective_from(published.earliest, days)
        if published.earliest <= effective.earliest < first:
            yield file.problem(
                RULE.code,
                (*route, "effective"),
                f"this decision takes effect before its call-in has run: {days} working days from {published} end on "
                f"the day before {day_words(first)}",
                help="check both dates against the decision notice; an urgent decision that cannot be called in has "
                "call_in: false",
                related=(file.related((*route, "published"), "published here"),),
            )


RULE = Rule(
    code="CQC612",
    name="effective-before-call-in",
    severity=Severity.INFO,
    what=(
        "A decision that can be called in takes effect no sooner than the day after the last on which it can be: five "
        "working days after its publication, with England's bank holidays, unless the body's call_in_days or the "
        "settings say otherwise."
    ),
    why=(
        "Scrutiny members may call in an executive's decision in the days after it is published (section 9F of the "
        "Local Government Act 2000); most councils' constitutions give them five working days. Acting sooner takes "
        "that away, and a bank holiday in between is easily missed. For information, because constitutions differ."
    ),
    bad="""\
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
meetings:
  - id: cabinet-2026-03
    body: cabinet
    on: 2026-03-25
    title: Improvement plan
    url: https://democracy.example.gov.uk/cabinet-2026-03
    call_in: true
    published: 2026-03-26
    effective: 2026-04-02  # here
""",
    good="""\
bodies:
  - {id: cabinet, name: Cabinet, kind: cabinet}
meetings:
  - id: cabinet-2026-03
    body: cabinet
    on: 2026-03-25
    title: Improvement plan
    url: https://democracy.example.gov.uk/cabinet-2026-03
    call_in: true
    published: 2026-03-26
    effective: 2026-04-03
""",
    find=find,
    options=(DAYS,),
)
