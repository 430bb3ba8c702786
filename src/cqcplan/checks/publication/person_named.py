"""709: what may be the name of somebody who draws on care."""

import re
from collections.abc import Iterator

from cqcplan.checks.publication.unseen import unseen
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

_TITLED = r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z](?:[a-z'’]+|\b)"
_AGED = r"\b[A-Z][a-z]+,? (?:who is |is |\()?(?:aged )?\d{2,3}(?: years old|-year-old|\))"


def find(subject: Subject) -> Iterator[Problem]:
    """Report titles with surnames, and names with an age."""
    for passage in subject.texts.passages:
        if passage.section != "roles" and (
            re.compile(_TITLED).search(passage.text) or re.compile(_AGED).search(passage.text)
        ):
            yield unseen(
                RULE,
                passage,
                "this may name a person",
                "say what the person's part was (a carer, a resident) instead; name staff under roles",
            )


RULE = Rule(
    number="709",
    name="person-named",
    severity=Severity.WARNING,
    on_by_default=False,
    what=(
        "No text outside roles has a title with a surname (Mrs B), or a name with an age. Off by default: it guesses, "
        "and councillors, authors and firms are named in the same way."
    ),
    why=(
        "A case study in an update is easily written with the name left in. The council owes people who draw on care "
        "their privacy, with or without consent to a story. The name is not repeated in this message."
    ),
    bad="""\
principles:
  - id: listen
    text: We listened to Mrs Atkins, and her care now starts at seven.  # here
""",
    good="""\
principles:
  - id: listen
    text: We listened to one resident, and her care now starts at seven.
""",
    find=find,
)
