"""Standing paragraphs of the council's papers."""

from cqcplan.papers.blocks import Block, Heading, Paragraph, Point, points
from cqcplan.papers.setting import Setting


def standing_blocks(setting: Setting, *sections: str) -> list[Block]:
    """Return the blocks of the standing paragraphs of some sections."""
    blocks: list[Block] = []
    for item in setting.standing(*sections):
        if item.heading:
            blocks.append(Heading(item.heading))
        if item.text:
            blocks.append(Paragraph(item.text))
        if item.points:
            blocks.append(points(Point(point.text, point.title) for point in item.points))
    return blocks
