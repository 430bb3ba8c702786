"""Two states of a plan compared, and what ``templates/answers/diff.md.j2`` says of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cqcplan.papers.blocks import Block, Bullets, Heading, Section
from cqcplan.papers.emphasis import unmarked
from cqcplan.papers.occasion import Occasion
from cqcplan.papers.sections import ANSWERS, Writer
from cqcplan.timeline.changes import Changes


@dataclass(frozen=True)
class Difference:
    """Two states of a plan compared, the earlier first."""

    occasion: Occasion
    """The later one's names."""
    before: str
    """What the earlier one is called: ``2 March 2026``, ``HEAD~5 (1a2b3c4d5e, 2 March 2026)``."""
    after: str
    changes: Changes
    own: Sequence[Path] = ()
    """Folders of a council's own templates."""

    @cached_property
    def said(self) -> Section:
        """What is said of it.

        Raises:
            TemplateProblemError: a template has a mistake in it.
        """
        given = {"changes": self.changes, "before": self.before, "after": self.after}
        return Writer(self.occasion, self.own).write("diff", ANSWERS, **given)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is said of it, under its title, for the terminal and for Markdown."""
        return (Heading(self.said.title), *self.said.blocks)

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Every change as a sentence, each with the heading it stands under."""
        found, under = [], ""
        for block in self.said.blocks:
            if isinstance(block, Heading):
                under = block.text
            elif isinstance(block, Bullets):
                found += [(under, unmarked(str(item))) for item in block.items]
        return found
