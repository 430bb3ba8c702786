"""801: a short form whose meaning the plan never gives."""

import re
from collections import defaultdict
from collections.abc import Iterator

from cqcplan.checks.language.told_once import in_texts, told_once
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.checks.texts import Passage
from cqcplan.config.option import Option
from cqcplan.model.document import Plan
from cqcplan.problems.problem import Problem, Severity

EVERYBODY_KNOWS = frozenset(
    {"UK", "NHS", "GP", "IT", "TV", "ID", "PDF", "HR", "MP", "VAT", "EU", "AM", "PM", "BBC", "SMS", "COVID", "FAQ"}
    | {"PO", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII", "OK"}
)
"""Short forms that need no meaning, and numerals."""
_SHORT_FORM = r"(?<![\w&'’])[A-Z]+[a-z]?[A-Z]{1,4}(?=s?(?!\w|[&+’'-][A-Z\d]))"
_IN_CAPITALS = r"(?:\b[A-Z]{2,}\b[^\w.]+){2}[A-Z]{2,}\b"
"""A run of words in capitals is a heading as printed."""
LONGEST = 6
KNOWN: Option[tuple[str, ...]] = Option("known", (), "Further short forms that the readers of these papers know.")


def find(subject: Subject) -> Iterator[Problem]:
    """Report each short form once, with the number of texts it stands in."""
    texts = subject.texts
    known = EVERYBODY_KNOWS.union(subject.option(RULE.code, KNOWN))
    uses: dict[str, dict[int, Passage]] = defaultdict(dict)
    seen: set[int] = set()
    for start in texts.shaped(b"AA", b"AaA"):
        passage = texts.at(start)
        if passage.start in seen:
            continue
        seen.add(passage.start)
        if not passage.prose or re.compile(_IN_CAPITALS).search(passage.text):
            continue
        for form in re.compile(_SHORT_FORM).findall(passage.text):
            if len(form) <= LONGEST and form not in known:
                uses[form][passage.start] = passage
    plan = subject.loaded.plan
    if not uses or plan is None:
        return
    explained = _explained(plan)
    for form, passages in uses.items():
        in_letters = form.encode("ascii")
        if form in explained or b"(%s)" % in_letters in texts.signs or b"%s (" % in_letters in texts.signs:
            continue
        listed = list(passages.values())
        yield told_once(
            RULE.number,
            listed,
            f'the plan does not say what "{form}" stands for{in_texts(listed)}',
            f"add it to the glossary of plan:, as {{term: {form}, meaning: …}}; or write it out the first time, with "
            f"({form}) after it",
        )


def _explained(plan: Plan) -> set[str]:
    """Return the words that the glossary, or the name or short name of a body or council, explains."""
    names = [term.term for term in plan.header.glossary]
    names += [short for short in (plan.header.council.short_name, *(body.short_name for body in plan.bodies)) if short]
    # HCRG Care Group is called so, and stands for nothing
    names += [body.name for body in plan.bodies if " " in body.name]
    return {word for name in names for word in re.findall(r"[\w&]+", name)}


RULE = Rule(
    number="801",
    name="acronym-unexplained",
    severity=Severity.INFO,
    what=(
        "Every short form that the plan's texts use is explained in the glossary, by a body's short name, or once in "
        "brackets after the words it stands for. Each is told once."
    ),
    why=(
        "Members and residents read one paper, not the plan. Scrutiny committees ask again and again for papers "
        "without unexplained acronyms, and the glossary is printed with them."
    ),
    bad="""\
principles:
  - id: check
    text: The QAF shows how well practice holds up.  # here
""",
    good="""\
principles:
  - id: check
    text: The quality assurance framework (QAF) shows how well practice holds up.
""",
    find=find,
    options=(KNOWN,),
)
