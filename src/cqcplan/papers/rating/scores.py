"""The nine scores: table, themes, charts and the sentences that sum them up."""

from cqcplan.model.vocabulary import RATING_WORDS
from cqcplan.papers.blocks import Block, Column, Paragraph, Table, table
from cqcplan.scoring import result_sentences
from cqcplan.scoring.result import Result, StatementResult


def summary(result: Result) -> list[Block]:
    """Say what the scores make, what was published and how far the next rating is."""
    printed = result.printed
    has_percent = printed is not None and printed.overall_percent is not None
    said = (
        (
            result_sentences.overall_sentence(result),
            result_sentences.printed_sentence(result) if has_percent or result.points else None,
            result_sentences.scores_source_sentence(result),
        ),
        (
            result_sentences.distance_sentence(result) or result_sentences.unknown_sentence(result),
            result_sentences.margin_sentence(result),
        ),
        (result_sentences.indicative_sentence(result),),
    )
    joined = [" ".join(part for part in parts if part) for parts in said]
    return [Paragraph(sentences) for sentences in joined if sentences]


def score_tables(result: Result, *, published_names: bool = False) -> list[Block]:
    """Set the nine scores and the themes as tables, with what each score means.

    With ``published_names``, a statement that was published under another name says so.
    """
    if all(item.score is None for item in result.statements):
        return []
    scale = "; ".join(f"{score} is {result.vintage.scale[score]}" for score in sorted(result.vintage.scale))
    meaning = Paragraph(f"Scores run from 1 to 4: {scale}.")
    return [_statements(result, published_names=published_names), meaning, _themes(result)]


def _statements(result: Result, *, published_names: bool) -> Table:
    columns = (
        Column("Quality statement"),
        Column("Theme"),
        Column("Score", numeric=True),
        Column("Rating"),
        Column("Published percentage", numeric=True, filler="Not published"),
        Column("From evidence categories", filler="Not scored"),
    )
    themes = {item.theme.id: item.theme.name for item in result.themes}
    rows = [
        (
            _name(item) if published_names else item.name,
            themes[item.theme],
            "Not known" if item.score is None else str(item.score),
            score_words(item.score),
            _percent(item),
            _categories(item),
        )
        for item in result.statements
    ]
    return table("Scores by quality statement", columns, rows)


def _name(item: StatementResult) -> str:
    printed_as = item.printed.printed_as if item.printed else None
    return f"{item.name} (published as “{printed_as}”)" if printed_as and printed_as != item.name else item.name


def _percent(item: StatementResult) -> str:
    percent = item.printed.percent if item.printed else None
    return "Not published" if percent is None else f"{percent} per cent"


def _categories(item: StatementResult) -> str:
    made = item.from_categories
    if made is None:
        return "Not scored"
    return f"{made.points} of {made.maximum}: {made.percent} per cent, so a score of {made.score}"


def score_words(score: int | None) -> str:
    """Say a score as the rating it stands for."""
    return "Not known" if score is None else list(RATING_WORDS.values())[score - 1]


def _themes(result: Result) -> Table:
    return Table(
        "Points by theme (arithmetic only: CQC does not rate themes)",
        (Column("Theme"), Column("Points", numeric=True), Column("Share", numeric=True)),
        tuple(
            (
                f"Theme {item.theme.number}. {item.theme.name}",
                "Not known" if item.points is None else f"{item.points} of {item.maximum}",
                "Not known" if item.percent is None else f"{item.percent} per cent",
            )
            for item in result.themes
        ),
    )
