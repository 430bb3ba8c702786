"""804: very long sentences."""

from collections.abc import Iterator

from cqcplan.checks.language.told_once import told_once
from cqcplan.checks.rule import Rule
from cqcplan.checks.subject import Subject
from cqcplan.checks.texts import Passage
from cqcplan.config.option import Option
from cqcplan.problems.problem import Problem, Severity

WORDS = Option("words", 35, "How many words a sentence may have.", least=10, most=200)


def find(subject: Subject) -> Iterator[Problem]:
    """Report the longest sentence, and how many others are too long."""
    texts = subject.texts
    most = subject.option(RULE.code, WORDS)
    least = 2 * most  # characters: shorter, no sentence has so many words
    found: dict[int, tuple[int, Passage]] = {}
    start = 0
    for stretch in texts.sentences:
        if len(stretch) > least:
            words = max(len(part.split()) for part in stretch.split("\n\n"))
            passage = texts.at(start) if words > most else None
            if passage and passage.prose and words > found.get(passage.start, (0,))[0]:
                found[passage.start] = (words, passage)
        start += len(stretch) + 1
    if found:
        # the longest first; of two as long, the first in the plan
        ranked = sorted(found.values(), key=lambda item: (-item[0], item[1].start))
        several = f", and {len(ranked) - 1} more are longer than {most}" if len(ranked) > 1 else ""
        yield told_once(
            RULE.number,
            [passage for _, passage in ranked],
            f"a sentence here has {ranked[0][0]} words{several}",
            f"make two sentences of one that has more than {most} words, or a list",
        )


RULE = Rule(
    number="804",
    name="long-sentence",
    severity=Severity.INFO,
    what=(
        "No sentence in the plan's texts has more than 35 words, or what the settings say. A plan is told once, at its "
        "longest sentence."
    ),
    why=(
        "Public bodies are advised to keep to 15 to 25 words. Members ask for papers that they can read out and act "
        "on, and a sentence of forty words hides who does what."
    ),
    bad="""\
principles:
  - id: listen
    text: >-  # here
      We listen to people who draw on care and to those who care for them and to the providers who
      work with them so that what we plan and what we buy and what we check is what they said they
      needed from us.
""",
    good="""\
principles:
  - id: listen
    text: >-
      We listen to people who draw on care, to those who care for them and to their providers. What
      we plan, buy and check is what they said they needed.
""",
    find=find,
    options=(WORDS,),
)
