"""``cqcplan score --region``: several councils together."""

from typing import TYPE_CHECKING

from cqcplan.cli.answer import as_json, as_words
from cqcplan.cli.audience import Audience
from cqcplan.cli.councils import of_councils
from cqcplan.cli.talk import fail

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

SECTIONS = (
    "councils-about", "councils-ratings", "councils-distance", "councils-low-statements", "councils-moves",
    "councils-fresh",
)  # fmt: skip


def region(plans: "Sequence[str] | None", results: "Sequence[Path]", day: "date", *, form: str) -> str:
    """Say how several councils stand, in the sections that papers have.

    Args:
        plans: words that name plans; without any, every plan under ./plans.
        results: files of published results whose councils are looked at too.
        day: the day to look from.
        form: ``table``, ``markdown`` or ``json``.
    """
    from cqcplan.papers.blocks import Heading
    from cqcplan.papers.sections import Writer

    if form == "csv":
        fail("--region has several tables", "leave out --format csv, or choose json")
    occasion = of_councils(plans, results, day)
    if form == "json" and occasion.councils:
        from cqcplan.papers.rating.councils_data import councils_data

        return as_json(Audience.PUBLIC, region=councils_data(occasion.councils))
    written = Writer(occasion).write_all(SECTIONS)
    blocks = [
        block
        for name in SECTIONS
        if written[name].blocks
        for block in (Heading(written[name].title), *written[name].blocks)
    ]
    return as_words(blocks, Audience.PUBLIC, markdown=form == "markdown")
