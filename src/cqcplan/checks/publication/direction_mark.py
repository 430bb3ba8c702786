"""710: a mark that turns round the letters after it."""

import re
from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Place, Problem, Severity
from cqcplan.problems.visible import DIRECTION

_SPELT = r"\\u(?:202[A-Ea-e]|206[6-9])"


def find(subject: Subject) -> Iterator[Problem]:
    """Report the first mark of each line, as it stands or spelt with a backslash."""
    for file in subject.loaded.files:
        text = file.text
        if text.isascii() and "\\u20" not in text:
            continue
        if "\n" not in text:
            text = text.replace("\r", "\n")
        line, counted, told = 1, 0, 0
        for found in re.compile(f"[{DIRECTION}]|{_SPELT}").finditer(text):
            line += text.count("\n", counted, found.start())
            counted = found.start()
            if line == told:
                continue
            told = line
            column = found.start() - text.rfind("\n", 0, found.start())
            code = f"{ord(found[0]):04X}" if len(found[0]) == 1 else found[0][2:].upper()
            yield file.problem_at(
                RULE.number,
                Place(line, column, line, column + len(found[0])),
                f"the character U+{code} here turns round the letters after it, so that they read otherwise",
                help="delete it: Arabic, Hebrew and Urdu are set right without it",
                severity=RULE.severity,
            )


RULE = Rule(
    number="710",
    name="direction-mark",
    severity=Severity.WARNING,
    what=(
        "No text, name or comment of a plan has a character that sets the direction of the letters after it (U+202A to "
        "U+202E, U+2066 to U+2069). Papers leave them out."
    ),
    why=(
        "Such a character does not show, and makes a reader see other words or figures than a program reads: 120 "
        "becomes 021 on the page. They come in with pasted text, and have been used to hide what a file really says."
    ),
    bad="""\
principles:
  - id: listen
    text: "We listen to \\u202ecarers"  # here
""",
    good="""\
principles:
  - id: listen
    text: We listen to carers
""",
    find=find,
)
