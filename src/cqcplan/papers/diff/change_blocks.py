"""The differences as blocks, for the terminal and for Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from cqcplan.english import number_words
from cqcplan.papers.blocks import Block, Bullets, Heading, Paragraph
from cqcplan.papers.diff.change_sentences import (
    by_priority,
    entry_lines,
    governance_lines,
    measure_lines,
    record_lines,
    whole_plan_lines,
)
from cqcplan.papers.occasion import Occasion
from cqcplan.timeline.changes import Changes


@dataclass(frozen=True, slots=True)
class Difference:
    """Two states of a plan compared, the earlier first."""

    occasion: Occasion
    """The later one's names."""
    before: str
    """What the earlier one is called: ``2 March 2026``, ``HEAD~5 (1a2b3c4d5e, 2 March 2026)``."""
    after: str
    changes: Changes


def sections(difference: Difference) -> Iterator[tuple[str, list[str]]]:
    """Return every change as a sentence, under headings."""
    occasion, changes = difference.occasion, difference.changes
    yield "The plan as a whole", list(whole_plan_lines(occasion, changes))
    for priority, said in by_priority(occasion, changes):
        yield f"{priority.ref} {priority.title}" if priority.ref else priority.title, said
    yield "Measures", list(measure_lines(changes))
    yield "Risks, promises, submissions and consultations", list(governance_lines(occasion, changes))
    yield "Other entries", list(entry_lines(occasion, changes))
    yield "The record", list(record_lines(occasion.plan, changes))


def blocks(difference: Difference) -> Iterator[Block]:
    """Write the differences of one plan."""
    header = difference.occasion.plan.header
    yield Heading(f"{header.council.name}: {header.title}")
    yield Paragraph(f"What changed between {difference.before} and {difference.after}.")
    told = [(heading, said) for heading, said in sections(difference) if said]
    for heading, said in told:
        yield Heading(heading, level=4)
        yield Bullets(tuple(said))
    number = len(difference.changes.reported)
    if not told:
        yield Paragraph("No date, status, colour, figure or entry changed." if number else "Nothing changed.")
    if number:
        noun = "update was" if number == 1 else "updates were"
        yield Paragraph(f"{number_words(number).capitalize()} {noun} told in words: cqcplan report prints them.")
