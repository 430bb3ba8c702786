"""Number the sections, paragraphs and points of a paper as its house style says."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from cqcplan.model.house_style import Numbering
from cqcplan.papers.blocks import Block, Chart, Heading, Paragraph, Points, Section, letter_of
from cqcplan.papers.emphasis import bold


def number_sections(sections: Iterable[Section], numbering: Numbering) -> tuple[Section, ...]:
    """Leave out empty sections, then number the rest with their paragraphs and points."""
    numbered: list[Section] = []
    sections_so_far = 0
    through = count(1)
    for section in sections:
        if not section.blocks:
            continue
        mark = ""
        paragraphs: Iterator[str] | None = None
        if section.numbered:
            sections_so_far += 1
            mark = {"point": f"{sections_so_far}.", "plain": str(sections_so_far), "none": ""}[numbering.sections]
            paragraphs = {
                "by-section": (f"{sections_so_far}.{place}" for place in count(1)),
                "through": (str(place) for place in through),
                "none": None,
            }[numbering.paragraphs]
        blocks = tuple(_numbered(section, paragraphs, numbering))
        numbered.append(replace(section, number=mark, blocks=blocks))
    return tuple(numbered)


def _numbered(section: Section, paragraphs: Iterator[str] | None, numbering: Numbering) -> Iterator[Block]:
    headings, charts = count(1), count(1)
    as_paragraphs = numbering.resolutions == "paragraphs" and paragraphs is not None
    blocks = section.blocks
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, Paragraph):
            leads = as_paragraphs and isinstance(following, Points) and following.resolutions
            if leads or paragraphs is None or not block.numbered:
                yield block
            else:
                yield replace(block, number=next(paragraphs))
        elif isinstance(block, Points) and block.resolutions and as_paragraphs and paragraphs is not None:
            yield from (Paragraph(item.text, number=next(paragraphs)) for item in block.items)
        elif isinstance(block, Points) and place == 0 and paragraphs is not None:
            # nothing stands over them: each is a paragraph that minutes can name
            for item in block.items:
                lead = f"{bold(f'{item.title}:')} " if item.title else ""
                yield Paragraph(lead + item.text, number=next(paragraphs))
        elif isinstance(block, Points):
            yield _marked(block, numbering)
        elif isinstance(block, Heading):
            number = next(paragraphs) if block.numbered and paragraphs is not None else ""
            yield replace(block, anchor=f"{section.id}-{next(headings)}", number=number)
        elif isinstance(block, Chart):
            yield replace(block, anchor=f"{section.id}-chart-{next(charts)}")
        else:
            yield block


def _marked(block: Points, numbering: Numbering) -> Points:
    if block.resolutions and numbering.resolutions == "numbers":
        marks = (f"({place})" for place in count(1))
    else:
        marks = (numbering.points.replace("a", letter_of(place)) for place in count())
    return replace(block, items=tuple(replace(item, mark=mark) for item, mark in zip(block.items, marks, strict=False)))
