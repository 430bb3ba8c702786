"""406: a measure from which nobody can tell whether things get better."""

from collections.abc import Iterator

from cqcplan.checks.naming import few
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_PARTS = {"baseline": "baseline", "target": "target", "better": "direction"}


def find(subject: Subject) -> Iterator[Problem]:
    """Report, in one problem, the measures that lack a baseline, a target or a direction."""
    every = subject.section("measures")
    lacking = {
        word: [placed for placed in every if getattr(placed.entry, name) is None] for name, word in _PARTS.items()
    }
    incomplete = [placed for placed in every if any(getattr(placed.entry, name) is None for name in _PARTS)]
    if incomplete:
        parts = [
            f"{len(found)} {'has' if len(found) == 1 else 'have'} no {word} "
            f"({few([placed.entry.id for placed in found])})"
            for word, found in lacking.items()
            if found
        ]
        file, route, entry = incomplete[0]
        alone = len(incomplete) == 1
        words = [f"no {word}" for word, found in lacking.items() if found]
        yield file.problem(
            RULE.number,
            (*route, "id") if alone else ("measures",),
            f'"{entry.id}" has {" and ".join(words)}' if alone else f"of {len(every)} measures {'; '.join(parts)}",
            key=not alone,
            help="add baseline, target and better, so that a paper can say how far there is to go",
        )


RULE = Rule(
    number="406",
    name="measure-incomplete",
    severity=Severity.INFO,
    what=(
        "Every measure has a baseline to start from, a target to reach, and says which way is better. Those that lack "
        "one are told in one problem."
    ),
    why=(
        "A count of 551 people waiting means nothing without the 605 before and the 300 aimed at. Some figures are "
        "only context, and no target is better than an invented one: so this is for information."
    ),
    bad="""\
measures:
  - {id: ot-waiting, title: People waiting for an assessment, unit: people}  # here
""",
    good="""\
measures:
  - id: ot-waiting
    title: People waiting for an assessment
    unit: people
    better: lower
    baseline: {on: 2026-03-31, value: 605}
    target: {by: 2026-11-30, value: 300}
""",
    find=find,
)
