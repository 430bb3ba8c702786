"""Put a paper together: the parts its house style names, under its titles and numbers, with head and footer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cqcplan.model.dates import day_words
from cqcplan.model.entries import examples_in
from cqcplan.model.house_style import Head, HouseStyle, Numbering, PaperForm, StyledSection
from cqcplan.papers.blocks import Block, Heading, Paper, Paragraph, Section
from cqcplan.papers.captions import without_repeats
from cqcplan.papers.head import fill, fill_all, line_facts, table_of
from cqcplan.papers.marking import marking_of
from cqcplan.papers.numbering import number_sections
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import Writer
from cqcplan.view.exempt import paragraphs_in
from cqcplan.view.levels import may_read

TO_WRITE = "to-write"
"""The folder of what stands for a part that is asked for and missing."""
EXAMPLES_IN_IT = "DRAFT. Part of what it says is made up, as an example. It is not for use."
"""What stands at the top of a paper of a plan that has examples in it."""


def make_paper(occasion: Occasion, style: HouseStyle, kind: str, own: Sequence[Path] = ()) -> Paper:
    """Write one kind of paper in a house style.

    Args:
        occasion: the plan as its audience may see it, and the paper's circumstances.
        style: a style with everything filled in from what it is like.
        kind: a kind of paper the style has.
        own: folders of a council's own templates, whose sections win by name.

    Raises:
        TemplateProblemError: a section's template has a mistake in it.
    """
    if style.money == "short":
        occasion = replace(occasion, short_money=True)
    form = style.papers[kind]
    head = form.head or style.head or Head()
    facts = line_facts(occasion)
    title, below = _title(occasion, form, head, facts)
    names = [name for item in form.sections for name in ([item] if isinstance(item, str) else item.parts)]
    writer = Writer(occasion, own)
    written = writer.write_all(names)
    missing = {parts[0] for parts in form.needed if not any(written[part].blocks for part in parts)}
    if missing:
        blocks = writer.write("part", TO_WRITE).blocks
        written |= {part: replace(written[part], blocks=blocks) for part in missing}
    sections = [_section(written, item) for item in form.sections]
    made_up = next(examples_in(occasion.plan), None) is not None
    title = f"DRAFT: {title}" if made_up else title
    above = fill_all(head.above, facts, capitals=head.capitals)
    return Paper(
        council=occasion.plan.header.council.name,
        title=title.upper() if head.capitals else title,
        subtitle=below,
        facts=table_of(head, facts),
        sections=number_sections(_with_own_ids(sections), form.numbering or style.numbering or Numbering()),
        footer=_footer(occasion, title),
        above=(EXAMPLES_IN_IT, *above) if made_up else above,
        below=fill_all(head.below, facts, capitals=head.capitals),
        contents=form.contents,
        landscape=form.landscape,
        compact=form.compact,
        readers=occasion.readers,
        marking=_marking(occasion),
        made_from=occasion.made_from or "",
        to_write=tuple(
            section.title
            for section, item in zip(sections, form.sections, strict=True)
            if missing & set([item] if isinstance(item, str) else item.parts)
        ),
    )


def _title(occasion: Occasion, form: PaperForm, head: Head, facts: dict[str, str]) -> tuple[str, str | None]:
    """Return the title and the line under it: the meeting's own title, or the plan's with the kind of paper."""
    own = fill(head.title, facts) if head.title else None
    if own:
        return own, None
    if occasion.meeting and occasion.meeting.title:
        return occasion.meeting.title, None
    return occasion.plan.header.title, fill(form.title, facts) if form.title else None


def _section(made: dict[str, Section], item: StyledSection | str) -> Section:
    if isinstance(item, str):
        section = made[item]
        return replace(section, blocks=tuple(without_repeats(section.title, section.blocks)))
    written = [section for part in item.parts if (section := made[part]).blocks]
    title = item.title or (written[0].title if written else "")
    blocks: list[Block] = []
    for section in written:
        own_heading = item.headings and len(written) > 1 and section.title.casefold() != title.casefold()
        if own_heading:
            blocks.append(Heading(section.title))
            blocks += (_lower(block) for block in section.blocks)
        else:
            blocks += section.blocks
    if not blocks and item.if_empty:
        blocks.append(Paragraph(item.if_empty))
    return Section(item.parts[0], title, tuple(without_repeats(title, blocks)), numbered=item.numbered)


def _lower(block: Block) -> Block:
    """Set a part's own headings one level below the heading of the part."""
    return replace(block, level=block.level + 1) if isinstance(block, Heading) else block


def _with_own_ids(sections: list[Section]) -> list[Section]:
    """Give each section an id of its own, from its title, for links within the paper."""
    taken: set[str] = set()
    out = []
    for section in sections:
        slug = re.sub(r"[^a-z0-9]+", "-", section.title.lower()).strip("-") or section.id
        while slug in taken:
            slug += "-more"
        taken.add(slug)
        out.append(replace(section, id=slug))
    return out


def _marking(occasion: Occasion) -> str:
    numbers = paragraphs_in(occasion.plan) if may_read(occasion.readers, "exempt") else ()
    return marking_of(occasion.readers, numbers)


def _footer(occasion: Occasion, title: str) -> str:
    """Say whose paper it is and what it was made from."""
    parts = [occasion.plan.header.council.name, title]
    parts += [f"Period: {occasion.period.in_words}"] if occasion.period.in_words else []
    if occasion.period.data_cutoff:
        parts.append(f"Figures up to {occasion.period.data_cutoff}")
    parts.append(f"As at {day_words(occasion.as_of)}")
    parts += [occasion.revision] if occasion.revision else []
    return ". ".join(parts) + "."
