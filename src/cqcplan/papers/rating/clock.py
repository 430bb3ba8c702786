"""When CQC is due back, in sentences."""

from cqcplan.english import number_words
from cqcplan.model.dates import day_words
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Paragraph
from cqcplan.scoring.clock import Clock


def clock_blocks(found: Clock | None) -> list[Block]:
    """Say by when the next comprehensive assessment is due, and what is at stake."""
    if found is None:
        return []
    said = (
        f"After a rating of {RATING_WORDS[found.rating].lower()}, CQC's usual maximum before the next comprehensive "
        f"assessment is {number_words(found.years)} years from the report: until {day_words(found.due)}."
    )
    if found.moved_by:
        said += f" The date may be moved by {found.moved_by}."
    if found.nearness == "passed":
        said += " It has passed."
    elif found.nearness != "far":
        months = f"{number_words(found.months_left)} month{'' if found.months_left == 1 else 's'}"
        left = "less than a month" if found.months_left < 1 else months
        said += f" That is {left} away: CQC may give notice at any time."
    blocks: list[Block] = [Paragraph(said)]
    if found.second_requires_improvement:
        blocks.append(Paragraph(_in_a_row(found.in_a_row) + found.second_requires_improvement))
    return blocks


def _in_a_row(number: int) -> str:
    if number < 2:
        return ""
    if number == 2:
        return "This is the second rating of requires improvement in a row. "
    return f"CQC has rated the council requires improvement {number_words(number)} times in a row. "
