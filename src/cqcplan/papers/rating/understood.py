"""What was understood of a saved page, to be looked over before anybody relies on it."""

from collections.abc import Sequence

from cqcplan.english import counted
from cqcplan.framework.vintage import CURRENT, load_vintage
from cqcplan.model.results import OwnResult
from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Column, Heading, Paragraph, Table
from cqcplan.scoring.ratings import TOP_SCORE, percent_of, rating_of


def understood(file: str, item: OwnResult, *, is_cqcs: bool) -> list[Block]:
    """Show one result as it was understood, with what the scores make and what the page does not say."""
    vintage = load_vintage(CURRENT)
    rows = tuple(
        (statement.name, "Not known" if score is None else str(score))
        for statement, score in zip(vintage.statements, item.scores or (), strict=True)
    )
    columns = (Column("Quality statement"), Column("Score", numeric=True))
    return [
        Heading(f"{item.council} ({file})"),
        Table("Scores as the page gives them", columns, rows),
        Paragraph(_made(item.scores or ())),
        Paragraph(_printed(item)),
        *(Paragraph(said) for said in _missing(item, is_cqcs=is_cqcs)),
    ]


def _made(scores: Sequence[int | None]) -> str:
    vintage = load_vintage(CURRENT)
    points = sum(score for score in scores if score is not None)
    maximum = TOP_SCORE * len(vintage.statements)
    percent = percent_of(points, maximum)
    rating = RATING_WORDS[rating_of(percent, vintage.bands)].lower()
    return f"They make {points} of {maximum} points, {percent} per cent, {rating}."


def _printed(item: OwnResult) -> str:
    kind = "a pilot" if item.kind == "pilot" else "a formal assessment"
    day = f"published {item.published}" if item.published else "with no day of publication"
    parts = [f"{item.overall_percent} per cent" if item.overall_percent is not None else "no percentage"]
    parts.append(RATING_WORDS[item.rating].lower() if item.rating else "no rating")
    return f"The page is of {kind}, {day}, and prints {parts[0]} and {parts[1]}."


def _missing(item: OwnResult, *, is_cqcs: bool) -> list[str]:
    said = []
    if not item.addresses:
        said.append("The page does not say at which address it stands: add addresses, so that it can be opened again.")
    elif not is_cqcs:
        said.append(
            f"The page says that it stands at {item.addresses[0]}, which is not CQC's: it is not marked as CQC's own."
        )
    return said


def outcome(file: str, new: Sequence[OwnResult], known: Sequence[OwnResult]) -> str:
    """Say what was added and what stood there already."""
    parts = [f"added {counted(len(new), 'result')} to {file}"] if new else [f"nothing was added to {file}"]
    if known:
        parts.append(f"{counted(len(known), 'result')} stood there already")
    return "; ".join(parts)
