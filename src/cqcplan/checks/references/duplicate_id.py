"""201: an id that stands twice."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.english import with_article
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report every place after the first where an id is defined."""
    order = {file.name: number for number, file in enumerate(subject.loaded.files)}
    for entry_id, definitions in subject.links.definitions.items():
        if len(definitions) == 1:
            continue
        first, *others = sorted(definitions, key=lambda item: (order[item.file.name], item.file.place(item.route)))
        for again in others:
            what = with_article(again.kind)
            if again.kind != first.kind:
                what = f"{with_article(first.kind)} and {what}"
            yield again.file.problem(
                RULE.number,
                again.route,
                f'the id "{entry_id}" stands twice in this plan ({what})',
                help="give one of the two another id: ids are unique in a plan, whatever they name",
                related=(first.file.related(first.route, "first defined here"),),
            )


RULE = Rule(
    number="201",
    name="duplicate-id",
    severity=Severity.ERROR,
    what="An id names one entry of the plan, whatever kind of entry it is and whichever file it stands in.",
    why=(
        "Updates, meetings and papers point at entries by id alone. Two branches that each add the same id merge "
        "cleanly in git, so only a check of the whole plan finds it."
    ),
    bad="""\
risks:
  - {id: capacity, title: Too few people to deliver the plan}
principles:
  - {id: capacity, text: Make the most of what we have}  # here
""",
    good="""\
risks:
  - {id: capacity, title: Too few people to deliver the plan}
principles:
  - {id: make-the-most, text: Make the most of what we have}
""",
    find=find,
)
