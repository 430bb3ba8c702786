"""Every assessment of a plan, oldest first: CQC's, the council's own, its peers' and its targets."""

from collections.abc import Sequence

from cqcplan.english import first_upper
from cqcplan.model.vocabulary import ASSESSMENT_WORDS, RATING_WORDS
from cqcplan.papers.blocks import Bar, Bars, Block, Column, Heading, Mark, Table
from cqcplan.scoring.result import Result


def history(results: Sequence[Result]) -> list[Block]:
    """Set every assessment in one table, with a chart where there are percentages to draw."""
    rows, bars = [], []
    replaced = {item.assessment.supersedes for item in results if item.assessment}
    for result in results:
        made = result.assessment
        if made is None:
            continue
        percent = result.best_percent
        rating = RATING_WORDS[result.best_rating] if result.best_rating else "None given"
        what = made.title or first_upper(ASSESSMENT_WORDS[made.kind])
        standing = "Indicative, not a CQC rating" if result.indicative else "CQC rating"
        if result.leaves_rating:
            standing = "Leaves the rating as it is"
        if made.id in replaced:
            standing += "; replaced after a rating review"
        when = str(made.published) if made.published else "Not dated"
        points = "Not known" if result.points is None else f"{result.points} of {result.maximum}"
        rows.append((when, what, points, "Not known" if percent is None else f"{percent} per cent", rating, standing))
        if percent is not None:
            words = f"{percent} per cent, {rating}{', indicative' if result.indicative else ''}"
            if result.leaves_rating:
                words = f"{percent} per cent, which leaves the rating as it is"
            bars.append(Bar(f"{when[0].upper()}{when[1:]}, {what}", percent, words))
    if len(rows) < 2:
        return []
    titles = ("Date", "Assessment", "Points", "Overall", "Rating", "Standing")
    blocks: list[Block] = [Heading("Over time")]
    if len(bars) > 1:
        bands = results[-1].vintage.bands[1:]
        told = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
        marks = tuple(Mark(band.first, f"{band.first} {RATING_WORDS[band.rating]}") for band in bands)
        blocks.append(Bars("Overall percentage at each assessment", f"{told}.", tuple(bars), 100, marks))
    blocks.append(Table("Every assessment, oldest first", tuple(Column(title) for title in titles), tuple(rows)))
    return blocks
