"""803: an Act by the wrong name or year."""

import re
from collections.abc import Iterator

from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.problems.problem import Problem, Severity

ACTS = {
    "Care": (2014,),
    "Care Standards": (2000,),
    "Children": (1989, 2004),
    "Children and Families": (2014,),
    "Data Protection": (1998, 2018),
    "Domestic Abuse": (2021,),
    "Equality": (2006, 2010),
    "Freedom of Information": (2000,),
    "Health and Care": (2022,),
    "Health and Social Care": (2001, 2008, 2012, 2015),
    "Human Rights": (1998,),
    "Mental Capacity": (2005,),
    "Mental Health": (1983, 2007, 2025),
    "Modern Slavery": (2015,),
}
"""Acts that these plans cite, with the years in which there was one of that name."""
MEANT = {("Care", 2022): "Health and Care Act 2022", ("Health and Social Care", 2022): "Health and Care Act 2022"}
"""What is most likely meant."""
_ACT = r"(?<!\w)Act,? (\d{4})\b"
_NAME_BEFORE = r"(?:(?:[A-Z][\w’'-]*|\([A-Z][^()]*\)|and|of) )+$"
_LONGEST = 160
"""How far back from "Act" its name is looked for, in characters."""
_BEFORE_A_NAME = frozenset({"The", "Under", "In", "Since", "By", "And", "From", "Of", "With", "and", "of", "Our"})


def find(subject: Subject) -> Iterator[Problem]:
    """Report Acts cited with a year in which there was none of that name."""
    texts = subject.texts
    told: set[int] = set()
    for start in texts.shaped(b" Aaa 0000", b" Aaa, 0000"):
        if texts.signs[start : start + 4].lower() != b" act":
            continue
        passage = texts.at(start)
        if not passage.prose or passage.start in told:
            continue
        told.add(passage.start)
        text = " ".join(passage.text.split())
        for cited in re.compile(_ACT).finditer(text):
            before = re.compile(_NAME_BEFORE).search(text, max(0, cited.start() - _LONGEST), cited.start())
            name, year = _name(before[0]) if before else None, int(cited[1])
            if name is None or year in ACTS[name]:
                continue
            meant = MEANT.get((name, year)) or f"{name} Act {ACTS[name][-1]}"
            yield passage.file.problem(
                RULE.number,
                passage.route,
                f"there is no {name} Act {year}",
                help=f"the {meant} is probably meant; a source that prints it so is quoted in a note",
            )


def _name(words: str) -> str | None:
    """Return the name of an Act that we know, from the capital words before Act."""
    parts = words.split()
    while parts and parts[0] in _BEFORE_A_NAME:
        parts.pop(0)
    name = " ".join(parts)
    return name if name in ACTS else None


RULE = Rule(
    number="803",
    name="legislation-misnamed",
    severity=Severity.INFO,
    what="Acts that these plans often cite are cited with a year in which there was one of that name.",
    why=(
        "The duties are in the Care Act 2014 and CQC's power to assess them in the Health and Care Act 2022. A paper "
        "to members that cites a Care Act 2022 names a law that does not exist, and one such paper was published."
    ),
    bad="""\
principles:
  - id: duties
    text: CQC assesses councils under the Care Act 2022.  # here
""",
    good="""\
principles:
  - id: duties
    text: CQC assesses councils under the Health and Care Act 2022.
""",
    find=find,
)
