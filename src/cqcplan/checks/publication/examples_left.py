"""711: an entry that is made up."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.model.document import SECTIONS
from cqcplan.model.entries import examples_in
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Count the examples of a plan, at the first of them."""
    if subject.loaded.plan is None or not any("example:" in file.text for file in subject.loaded.files):
        return
    first = None
    count = 0
    for section in SECTIONS:
        for placed in subject.section(section):
            found = sum(1 for _ in examples_in(placed.entry))
            count += found
            first = first or (placed if found else None)
    if first:
        several = "entries of this plan are examples, and" if count > 1 else "entry of this plan is an example, and"
        yield first.file.problem(
            RULE.number,
            first.route,
            f"{count} {several} papers with examples in them are marked DRAFT",
            help="put your own in their place; cqcplan clear-examples takes out those that are left",
            severity=Severity.WARNING,
        )


RULE = Rule(
    number="711",
    name="examples-left",
    severity=Severity.WARNING,
    what="No entry of a plan is an example (`example: true`). They are counted at the first of them.",
    why=(
        "What `cqcplan init --with-examples` made up reads like the council's own: a meeting that was never called, "
        "an adviser that nobody appointed. Papers with examples in them are marked DRAFT."
    ),
    bad="""\
risks:
  - id: capacity  # here
    example: true
    title: Too few people
""",
    good="""\
risks:
  - id: capacity
    title: Too few people
""",
    find=find,
)
