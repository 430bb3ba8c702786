"""704: a National Insurance number."""

import re
from collections.abc import Iterator

from cqcplan.checks.publication.numbers import standing_alone
from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_FORM = r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]"
"""HMRC's form: some letters and pairs of letters are never given."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report what has the form of a National Insurance number."""
    for passage, number in standing_alone(subject.texts, b"AA000000A", b"AA 00 00 00 A", b"AA 000000 A"):
        if re.compile(_FORM).fullmatch(number.replace(" ", "")):
            yield unseen(
                RULE,
                passage,
                "this holds what looks like a National Insurance number",
                "take it out, and from the history of the repository too; tell your data protection officer if "
                "it is real",
            )


RULE = Rule(
    number="704",
    name="national-insurance-number",
    severity=Severity.ERROR,
    what=(
        "No text of the plan, notes and comments among them, holds anything in the form of a National Insurance number."
    ),
    why=(
        "It names one person, is enough to open an account in that person's name, and has no place in a plan. The "
        "number itself is not repeated in this message."
    ),
    bad="""\
principles:
  - id: fair-charging
    text: The appeal of QQ123456C was upheld, and that of AB123456C was not.  # here
""",
    good="""\
principles:
  - id: fair-charging
    text: One appeal was upheld and one was not.
""",
    find=find,
)
