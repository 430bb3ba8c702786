"""706: a full postcode."""

import re
from collections.abc import Iterator

from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_POSTCODE = r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d(?:\d|[A-Z])?) (?=\d[ABD-HJLNP-UW-Z]{2}\b)"
_OFFICE = (
    r"(?i)\b(?:county|town|city|shire|civic|council|guild) ?(?:hall|house|offices?|centre)\b|\bguildhall\b|\bpo box\b"
    r"|\bwrite to\b|\boffices? at\b|\bhospital\b"
)
"""Words that make the address an organisation's."""


def find(subject: Subject) -> Iterator[Problem]:
    """Report full postcodes, but for those of posts and of offices."""
    texts = subject.texts
    told: set[int] = set()
    for start in texts.shaped(b" 0AA"):
        passage = texts.at(start)
        if passage.start in told:
            continue
        at = start - passage.start
        found = re.compile(_POSTCODE).search(passage.text, max(0, at - 5), at + 5)
        if found and passage.section != "roles":
            told.add(passage.start)
            if re.compile(_OFFICE).search(passage.text):
                continue
            yield unseen(
                RULE,
                passage,
                "this holds a full postcode",
                "name the ward or town instead; the address of an office belongs to a role, or needs a word such "
                "as County Hall or Council House",
            )


RULE = Rule(
    number="706",
    name="postcode",
    severity=Severity.WARNING,
    what=(
        "No text of the plan, notes and comments among them, holds a full postcode, except under roles and in the "
        "address of a council's office or a hospital."
    ),
    why=(
        "A postcode covers some fifteen homes. Beside a service or a kind of need it can tell neighbours who is "
        "meant. The postcode is not repeated in this message."
    ),
    bad="""\
principles:
  - id: near-home
    text: Care is given near home, as for the family in LE3 8RA.  # here
""",
    good="""\
principles:
  - id: near-home
    text: Care is given near home, as for a family in Braunstone.
  - id: other-formats
    text: Write to Adult Social Care, County Hall, Glenfield, LE3 8RA.
""",
    find=find,
)
