"""The planned path: target scores by date, and whether the linked work supports them."""

from collections.abc import Sequence

from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Table
from cqcplan.scoring.path import Aim, Rise


def path(found: Sequence[Aim]) -> list[Block]:
    """Set each target that lies ahead, with the rises it needs."""
    blocks: list[Block] = []
    for aim in found:
        if not blocks:
            blocks.append(Heading("The planned path"))
        result = aim.result
        whole = ""
        if result.points is not None and result.rating is not None:
            whole = (
                f" They make {result.points} of {result.maximum} points, {result.percent} per cent, "
                f"{RATING_WORDS[result.rating].lower()}."
            )
        supported = (
            "The linked work supports every rise."
            if aim.supported
            else "The linked work does not support every rise yet."
        )
        if not aim.rises:
            supported = "Nothing has to rise for them."
        blocks.append(Paragraph(f"The council has set itself target scores for {aim.by}.{whole} {supported}"))
        names = {item.id: item.name for item in result.statements}
        if aim.rises:
            columns = (Column("Quality statement"), Column("Rise"), Column("Linked work"))
            rows = tuple((names[rise.statement], _rise(rise), _work(rise)) for rise in aim.rises)
            blocks.append(Table(f"What has to rise by {aim.by}", columns, rows))
    return blocks


def _rise(rise: Rise) -> str:
    return f"{'Not known' if rise.before is None else rise.before} to {rise.after}"


def _work(rise: Rise) -> str:
    if not rise.open_items + rise.done:
        return "None is linked"
    parts = [f"{rise.done} of {rise.open_items + rise.done} done"]
    if rise.late:
        parts.append(f"{rise.late} due too late")
    if rise.undated:
        parts.append(f"{rise.undated} without a date")
    return ", ".join(parts)
