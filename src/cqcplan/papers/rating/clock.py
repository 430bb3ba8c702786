"""When CQC is due back, in sentences."""

from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.dates import day_words
from cqcplan.papers.blocks import Block, Paragraph
from cqcplan.scoring.clock import Clock
from cqcplan.scoring.words import number_words


def clock_blocks(found: Clock | None) -> list[Block]:
    """Say by when the next comprehensive assessment is due, and what is at stake."""
    if found is None:
        return []
    said = (
        f"CQC's usual longest gap before the next comprehensive assessment is {number_words(found.years)} years from "
        f"the report after a rating of {RATING_WORDS[found.rating].lower()}. The next is therefore due by "
        f"{day_words(found.due)} at the latest."
    )
    if found.nearness == "passed":
        said += " That date has passed."
    elif found.nearness != "far":
        months = f"{number_words(found.months_left)} month{'' if found.months_left == 1 else 's'}"
        left = "less than a month" if found.months_left < 1 else months
        said += f" That is {left} away: CQC may give notice at any time."
    blocks: list[Block] = [Paragraph(said)]
    if found.second_requires_improvement:
        blocks.append(Paragraph(found.second_requires_improvement))
    return blocks
