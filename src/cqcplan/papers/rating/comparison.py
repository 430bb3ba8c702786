"""Where a council stands among the published results, with n, date and limits every time."""

from cqcplan.framework.vintage import Vintage
from cqcplan.framework.words import RATING_WORDS
from cqcplan.model.dates import parse_when
from cqcplan.papers.blocks import Block, Bullets, Column, Heading, Paragraph, Table
from cqcplan.scoring.compare import Comparison, Twin
from cqcplan.scoring.words import first_upper, number_words


def comparison(found: Comparison, vintage: Vintage, council: str) -> list[Block]:
    """Set rank, quartile, spread and the councils with the same points."""
    names = {item.id: item.name for item in vintage.statements}
    blocks: list[Block] = [Heading("Among other councils"), Paragraph(_place(found, council))]
    told = [f"{RATING_WORDS[rating].lower()} {number}" for rating, number in found.ratings]
    known = sum(number for _, number in found.ratings)
    blocks.append(Paragraph(f"Ratings of the {known} councils whose rating is known: {', '.join(told)}."))
    columns = ("Quality statement", "1", "2", "3", "4", "Known", council)
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
        blocks.append(Paragraph("Councils with the same overall percentage, and so the same points:"))
        blocks.append(Bullets(tuple(_twin(twin, names) for twin in found.twins)))
    blocks.append(
        Paragraph(
            f"These figures come from a collection made in {_when(found.collected)}. {found.limits} "
            "Nothing that is not known was filled in, so the places are among results known, not among all councils."
        )
    )
    return blocks


def _place(found: Comparison, council: str) -> str:
    if found.rank is None or found.quartile is None:
        return (
            f"No overall percentage is known for {council}, so it cannot be placed among the {found.n} that are known."
        )
    shared = f", shared with {number_words(found.tied)} other{'' if found.tied == 1 else 's'}" if found.tied else ""
    counted = f"counting from the highest of {found.n} overall percentages known"
    parts = [
        f"{council}'s {found.percent} per cent is number {found.rank}{shared}, {counted}.",
        f"That is in the {found.quartile} quartile, where the first holds the highest.",
    ]
    if found.n_computed:
        parts.append(
            f"Of the {found.n}, {found.n_computed} were worked out from nine published scores, as none was printed."
        )
    if found.n_pilot:
        came = "came from a pilot and is" if found.n_pilot == 1 else "came from the pilots and are"
        parts.append(f"{first_upper(number_words(found.n_pilot))} {came} indicative.")
    if not found.in_collection:
        parts.append(f"{council} is not in the collection and was added from its plan.")
    return " ".join(parts)


def _when(collected: str) -> str:
    try:
        return parse_when(collected).words
    except ValueError:
        return collected


def _twin(twin: Twin, names: dict[str, str]) -> str:
    if not twin.comparable:
        return f"{twin.council}: its nine scores are not all known, or not all of ours are."
    if not twin.higher and not twin.lower:
        return f"{twin.council}: the same score on every statement."
    higher = "; ".join(names[name] for name in twin.higher)
    lower = "; ".join(names[name] for name in twin.lower)
    parts = [f"higher on {higher}" if higher else "", f"lower on {lower}" if lower else ""]
    return f"{twin.council}: {', and '.join(part for part in parts if part)}."
