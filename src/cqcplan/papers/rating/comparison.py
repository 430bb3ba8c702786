"""Where a council stands among the published results, with n, date and limits every time."""

from cqcplan.english import first_upper, joined, number_words, with_article
from cqcplan.framework.vintage import Vintage
from cqcplan.model.dates import parse_when
from cqcplan.model.vocabulary import ASSESSMENT_WORDS, RATING_WORDS
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from cqcplan.scoring.compare import Comparison, Twin
from cqcplan.scoring.ratings import nearest_percent_of

QUARTER_WORDS = {
    "first": "the highest quarter (the first quartile)",
    "second": "the second highest quarter (the second quartile)",
    "third": "the second lowest quarter (the third quartile)",
    "fourth": "the lowest quarter (the fourth quartile)",
}


def comparison(found: Comparison, vintage: Vintage, council: str | None) -> list[Block]:
    """Set rank, quartile, spread and the councils with the same points.

    Args:
        found: the place among the others.
        vintage: the framework, for the names of its statements.
        council: the council in running text; nothing for scores that are nobody's.
    """
    names = {item.id: item.name for item in vintage.statements}
    blocks: list[Block] = [Heading("Among other councils"), Paragraph(_place(found, council)), Paragraph(_basis(found))]
    told = [f"{RATING_WORDS[rating].lower()} {number}" for rating, number in found.ratings]
    known = sum(number for _, number in found.ratings)
    blocks.append(Paragraph(f"Ratings of the {known} councils whose rating is known: {', '.join(told)}."))
    columns = ("Quality statement", "1", "2", "3", "4", "Known", council or "These scores")
    rows = [
        (
            names[spread.statement],
            *(str(count) for count in spread.counts),
            str(spread.known),
            "Not known" if spread.own is None else str(spread.own),
        )
        for spread in found.spreads
    ]
    caption = "How many other councils have each score, where it is known"
    blocks.append(Table(caption, tuple(Column(title, numeric=title != columns[0]) for title in columns), tuple(rows)))
    if found.twins:
        blocks += _same_points(found, names)
    return [*blocks, *(Paragraph(said) for said in _limits(found))]


def _place(found: Comparison, council: str | None) -> str:
    whose = f"{council}'s {found.percent} per cent" if council else f"The {found.percent} per cent of these scores"
    if found.rank is None or found.quartile is None or found.quartile_of_last is None:
        if found.taken_back:
            return f"CQC took back this report on {_when(found.taken_back)}, so it is not placed among the others."
        if found.leaves_rating:
            return "A focused assessment leaves the rating as it is, so it is not placed among the others."
        who, they = (council, "it") if council else ("these scores", "they")
        return (
            f"No overall percentage is known for {who}, so {they} cannot be placed among the {found.n} that are known."
        )
    others = f"{number_words(found.tied)} other{'' if found.tied == 1 else 's'}"
    stands = f"is number {found.rank} of the {found.n} overall percentages known, counting from the highest"
    level = f", level with {others}" if found.tied else ""
    counts = f"Of the others, {_number(found.higher)} scored higher and {_number(found.lower)} lower."
    quarter = QUARTER_WORDS[found.quartile]
    where = f"That is in {quarter}."
    if found.quartile != found.quartile_of_last:
        where = (
            f"Those level with it stand across the line between {quarter} and {QUARTER_WORDS[found.quartile_of_last]}."
        )
    return f"{whose} {stands}{level}. {counts} {where}"


def _number(number: int) -> str:
    return number_words(number) if number else "none"


def _basis(found: Comparison) -> str:
    """Say what the percentages rest on."""
    parts = []
    if found.not_cqcs and found.rank is not None:
        kind = ASSESSMENT_WORDS[found.not_cqcs]
        kind = kind if found.not_cqcs == "target" else with_article(kind)
        parts.append(f"What is placed here is {kind}, not a CQC rating.")
    others = found.n - (found.rank is not None)
    of_the = f"of the {number_words(others)} {'others' if found.rank is not None else 'percentages'}"
    if found.n_computed:
        were = "was" if found.n_computed == 1 else "were"
        none = "as none was printed"
        parts.append(
            f"{first_upper(number_words(found.n_computed))} {of_the} {were} worked out from nine scores, {none}."
        )
    if found.n_secondary:
        are = "is" if found.n_secondary == 1 else "are"
        share = f"({nearest_percent_of(found.n_secondary, others)} per cent)"
        parts.append(
            f"{first_upper(number_words(found.n_secondary))} {of_the} {share} {are} known from a public table or the "
            "press alone."
        )
    if found.n_pilot:
        came = "came from a pilot and is" if found.n_pilot == 1 else "came from the pilots and are"
        parts.append(f"{first_upper(number_words(found.n_pilot))} {came} indicative.")
    if found.n_later:
        left = "result published later is" if found.n_later == 1 else "results published later are"
        parts.append(f"{first_upper(number_words(found.n_later))} {left} left out.")
    if not found.in_collection and found.rank is not None:
        parts.append("This result is not in the collection and was added for the ranking.")
    return " ".join(["CQC publishes no league table.", *parts])


def _same_points(found: Comparison, names: dict[str, str]) -> list[Block]:
    """Set the councils with the same percentage, and where each scored otherwise as far as that is known."""
    if not any(twin.comparable for twin in found.twins):
        return [Paragraph(f"The same overall percentage have {joined([twin.council for twin in found.twins])}.")]
    return [
        Paragraph("Councils with the same overall percentage, and so the same points:"),
        Bullets(tuple(_twin(twin, names) for twin in found.twins)),
    ]


def _limits(found: Comparison) -> list[str]:
    """Say of every collection when it was made and what is missing from it."""
    said = [
        f"These figures come from a collection made {_made(one.collected)}. {one.limits}" for one in found.collections
    ]
    said[1:] = [
        f"Added were results of a file {f'made {_made(one.collected)}' if one.collected else 'that bears no date'}. "
        f"{one.limits}"
        for one in found.collections[1:]
    ]
    said.append(
        "Nothing that is not known was filled in, so the places are among results known, not among all councils."
    )
    said += [f"{council}: {note}" for council, note in found.notes]
    if found.withdrawn:
        taken = joined([f"{council} ({_when(day)})" for council, day in found.withdrawn])
        said.append(f"CQC took back its report on {taken}, which is not counted.")
    return said


def _made(collected: str) -> str:
    """Say a day with "on", anything vaguer with "in"."""
    try:
        return f"{'on' if parse_when(collected).is_day else 'in'} {_when(collected)}"
    except ValueError:
        return f"in {collected}"


def _when(collected: str) -> str:
    try:
        return parse_when(collected).words
    except ValueError:
        return collected


def _twin(twin: Twin, names: dict[str, str]) -> str:
    if not twin.comparable:
        return f"{twin.council}: its nine scores are not all known."
    if not twin.higher and not twin.lower:
        return f"{twin.council}: the same score on every statement."
    higher = "; ".join(names[name] for name in twin.higher)
    lower = "; ".join(names[name] for name in twin.lower)
    parts = [f"higher on {higher}" if higher else "", f"lower on {lower}" if lower else ""]
    return f"{twin.council}: {', and '.join(part for part in parts if part)}."
