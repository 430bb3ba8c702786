"""402: a quality statement scored 1 or 2 that no live priority is linked to."""

from collections.abc import Iterator

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the low scores of the rating in force that nothing in the plan answers."""
    plan = subject.loaded.plan
    # where no priority is written yet there is nothing to link
    if plan is None or not plan.priorities or subject.has_unknown_statements:
        return
    from cqcplan.scoring.current import current_assessment, result_of
    from cqcplan.timeline.state import DONE

    assessment = current_assessment(plan, subject.as_of)
    if assessment is None or not assessment.scores:
        return
    answered: set[str] = set()
    statements_of = {finding.id: finding.quality_statements for finding in plan.findings}
    for standing in subject.state.priorities:
        if standing.status not in DONE:
            answered.update(standing.priority.quality_statements)
            for action in standing.priority.actions:
                answered.update(action.quality_statements)
            for finding in standing.priority.findings:
                answered.update(statements_of.get(finding, ()))
    low = [
        scored.id
        for scored in result_of(assessment).statements
        if scored.score is not None and scored.score <= 2 and scored.id not in answered
    ]
    if low:
        file, route = subject.place_of(assessment.id)
        has = "is" if len(low) == 1 else "are"
        yield file.problem(
            RULE.number,
            (*route, "scores"),
            f"{few(low)} {has} scored 2 or less, and no live priority is linked to {'it' if has == 'is' else 'them'}",
            key=True,
            help="add the statement to quality_statements of the priority that answers it",
        )


RULE = Rule(
    number="402",
    name="low-score-without-priority",
    severity=Severity.WARNING,
    what=(
        "Every quality statement scored 1 or 2 in the rating in force has a priority linked to it (itself, by an "
        "action or by a finding) that is not complete, closed or handed over."
    ),
    why=(
        "CQC starts its next assessment from the last one, and so does DHSC. A low score that the plan says nothing of "
        "is the first thing either asks about."
    ),
    bad="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores:  # here
      {assessing-needs: 2, healthier-lives: 3, equity: 2}
priorities:
  - id: timeliness
    title: Timeliness of assessments
    quality_statements: [assessing-needs]
""",
    good="""\
assessments:
  - id: cqc-2024
    kind: comprehensive
    framework: la-2023-12
    published: 2024-11
    scores:
      {assessing-needs: 2, healthier-lives: 3, equity: 2}
priorities:
  - id: timeliness
    title: Timeliness of assessments
    quality_statements: [assessing-needs, equity]
""",
    find=find,
    needs_day=True,
)
