"""Part 2 of a paper: what is exempt, and nothing else. Part 1 says that it exists, in a section of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from cqcplan.model.base import Exemption
from cqcplan.model.house_style import Numbering
from cqcplan.papers.blocks import Paper, Section
from cqcplan.papers.marking import marking_of
from cqcplan.papers.numbering import number_sections
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import Writer
from cqcplan.view.exempt import ExemptEntry, NothingExemptError

FOLDER = "part-2"
"""The folder of its templates: what they print is given to them alone, so that no section of part 1 can ask for it."""


def part_two(
    part_one: Paper, occasion: Occasion, numbering: Numbering | None = None, own: Sequence[Path] = ()
) -> Paper:
    """Make part 2 of a paper: its head, and the exempt material alone.

    Args:
        part_one: the public paper, of any kind.
        occasion: its circumstances, with what is exempt (:func:`cqcplan.view.exempt.exempt_entries`).
        numbering: how the house style numbers.
        own: folders of a council's own templates.

    Raises:
        NothingExemptError: where nothing is.
        TemplateProblemError: a template has a mistake in it.
    """
    if not occasion.exempt:
        raise NothingExemptError
    return replace(
        part_one,
        readers="exempt",
        marking=marking_of("exempt", {number for entry in occasion.exempt for number in entry.grounds.paragraphs}),
        below=("Part 2: exempt information", *part_one.below),
        sections=number_sections(tuple(_sections(Writer(occasion, own), occasion.exempt)), numbering or Numbering()),
        footer=f"{part_one.footer} Part 2.",
    )


def _sections(writer: Writer, entries: Sequence[ExemptEntry]) -> Iterator[Section]:
    """Write the opening, then a section for each of the grounds."""
    by_grounds: dict[Exemption, list[ExemptEntry]] = {}
    for entry in entries:
        by_grounds.setdefault(entry.grounds, []).append(entry)
    every = list(dict.fromkeys(grounds.paragraphs for grounds in by_grounds))
    yield replace(writer.write("about", FOLDER, every_paragraphs=every), id="part-2")
    for place, (grounds, together) in enumerate(by_grounds.items(), 1):
        yield replace(writer.write("exempt", FOLDER, grounds=grounds, entries=together), id=f"exempt-{place}")
