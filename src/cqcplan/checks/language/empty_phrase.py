"""805: phrases that say nothing."""

from collections.abc import Iterator

from cqcplan.checks.language.told_once import in_texts, told_once
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.checks.texts import Passage
from cqcplan.config.option import Option
from cqcplan.problems.problem import Problem, Severity

PHRASES = {
    "key stakeholders": "say who they are",
    "going forward": "leave it out, or say from when",
    "moving forward": "leave it out, or say from when",
    "being progressed": "say who does what, by when",
    "work is ongoing": "say what is left to do, and when it ends",
    "in due course": "give the date, or say that there is none",
    "at this moment in time": "write now",
    "at pace": "say how fast",
    "deep dive": "write close look",
    "improvement journey": "say what has improved",
    "direction of travel": "say what is rising or falling",
    "leveraging": "write using",
}
"""What is written, and what to do instead."""
FURTHER: Option[tuple[str, ...]] = Option(
    "further", (), "Phrases of your own that papers are to do without, in any case."
)


def find(subject: Subject) -> Iterator[Problem]:
    """Report each phrase once, with the number of texts it stands in."""
    texts = subject.texts
    own = dict.fromkeys(subject.option(RULE.code, FURTHER), "write what is meant, or leave it out")
    for phrase, instead in (PHRASES | own).items():
        found: dict[int, Passage] = {}
        for start in texts.said(phrase.lower()):
            passage = texts.at(start)
            if passage.prose:
                found.setdefault(passage.start, passage)
        if found:
            passages = list(found.values())
            yield told_once(
                RULE.number,
                passages,
                f'"{phrase}" tells the reader nothing{in_texts(passages)}',
                instead,
            )


RULE = Rule(
    number="805",
    name="empty-phrase",
    severity=Severity.INFO,
    what=(
        "The plan's texts do without phrases such as key stakeholders, going forward and is being progressed. Each is "
        "told once."
    ),
    why=(
        "Councillors have complained in public of papers full of them. Each stands where a name, a date or a fact "
        "should: who was asked, from when, and who does what."
    ),
    bad="""\
principles:
  - id: together
    text: We will work with key stakeholders.  # here
  - id: reviews
    text: The backlog of reviews is being progressed.  # here
""",
    good="""\
principles:
  - id: together
    text: We will work with carers' groups and the care association.
  - id: reviews
    text: The review team clears the backlog by December 2026.
""",
    find=find,
    options=(FURTHER,),
)
