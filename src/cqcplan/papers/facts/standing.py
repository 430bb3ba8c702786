"""The council's own standing paragraphs."""

from collections.abc import Iterable

from cqcplan.model.papers import Paragraph
from cqcplan.papers.occasion import Occasion


def of(occasion: Occasion, sections: Iterable[str]) -> list[Paragraph]:
    """Return the standing paragraphs of some sections that belong in this paper, in plan order."""
    return occasion.standing(*sections)
