"""703: an NHS number."""

from collections.abc import Iterator

from cqcplan.checks.publication.numbers import standing_alone
from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity


def find(subject: Subject) -> Iterator[Problem]:
    """Report numbers of ten figures that pass the check of NHS numbers."""
    for passage, number in standing_alone(subject.texts, b"0000000000", b"000 000 0000", b"000-000-0000"):
        if is_nhs_number("".join(filter(str.isdigit, number))):
            yield unseen(
                RULE,
                passage,
                "this holds what looks like an NHS number",
                "take it out, and from the history of the repository too; tell your data protection officer if "
                "it is real",
            )


def is_nhs_number(figures: str) -> bool:
    """Whether ten figures pass the NHS check: modulus 11 over the first nine."""
    if len(set(figures)) == 1 or figures[0] == "0":
        return False
    total = sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(figures[9])


RULE = Rule(
    number="703",
    name="nhs-number",
    severity=Severity.ERROR,
    what=(
        "No text of the plan, notes and comments among them, holds a number of ten figures that passes the check of "
        "NHS numbers."
    ),
    why=(
        "An NHS number names one person who draws on care. A plan needs none, and a repository keeps what was ever "
        "written in it. The number itself is not repeated in this message, because logs are read by more people "
        "than plans."
    ),
    bad="""\
updates:
  - on: 2026-05-20
    about: timeliness
    text: The longest wait was that of 943 476 5919.  # here
priorities:
  - {id: timeliness, title: Timeliness}
""",
    good="""\
updates:
  - on: 2026-05-20
    about: timeliness
    text: The longest wait was of eleven weeks.
priorities:
  - {id: timeliness, title: Timeliness}
""",
    find=find,
)
