"""A paper for pages: a chart or its table, not both. On a screen the table folds under the chart."""

from dataclasses import replace
from itertools import pairwise
from typing import get_args

from cqcplan.papers.blocks import Block, Chart, Paper, Section, Table


def in_print(paper: Paper) -> Paper:
    """Put the table that follows each chart at the end of the paper."""
    moved: list[Block] = []
    sections = []
    for section in paper.sections:
        drawn = {id(after) for before, after in pairwise(section.blocks) if is_of_chart(before, after)}
        moved += [block for block in section.blocks if id(block) in drawn]
        sections.append(replace(section, blocks=tuple(block for block in section.blocks if id(block) not in drawn)))
    if moved:
        sections.append(Section("tables-of-the-figures-drawn", paper.tables_title, tuple(moved), numbered=False))
    return replace(paper, sections=tuple(sections))


def is_of_chart(before: Block | None, block: Block) -> bool:
    """Whether a block is the table with a chart's own figures."""
    return isinstance(before, get_args(Chart)) and isinstance(block, Table)
