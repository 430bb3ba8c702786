"""701: an entry called exempt without the grounds."""

from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report entries with ``visibility: exempt`` and no ``exempt:``."""
    for file, route in subject.texts.without_grounds:
        yield file.problem(
            RULE.number,
            (*route, "visibility"),
            "this is called exempt, and the grounds for that are not given",
            help="add exempt: with paragraphs (1 to 7 of Schedule 12A), reason and public_interest; what is only for "
            "officers is internal",
        )


RULE = Rule(
    number="701",
    name="exempt-without-grounds",
    severity=Severity.ERROR,
    what=(
        "An exempt entry gives the paragraphs of Schedule 12A relied on, the reason, and why the public interest is "
        "in keeping it back."
    ),
    why=(
        "Part 1 of Schedule 12A to the Local Government Act 1972 starts from openness: information is exempt only "
        "under one of its seven paragraphs and only where the public interest in withholding it is the greater. "
        "The monitoring officer is asked for both."
    ),
    bad="""\
risks:
  - id: provider-failure
    title: A provider may fail
    visibility: exempt  # here
""",
    good="""\
risks:
  - id: provider-failure
    title: A provider may fail
    visibility: exempt
    exempt:
      paragraphs: [3]
      reason: It is about the business of a provider.
      public_interest: The talks with the provider are not over.
""",
    find=find,
)
