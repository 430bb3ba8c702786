"""The answers of commands in the forms that they share."""

from typing import TYPE_CHECKING

from cqcplan.cli.talk import in_colour, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cqcplan.papers.blocks import Block


def as_json(**found: object) -> str:
    """Return what was found as JSON, under the version of its form."""
    from cqcplan.problems.json_text import json_text

    return json_text({"version": 1, **found})


def as_words(blocks: "Sequence[Block]", *, markdown: bool) -> str:
    """Return blocks as Markdown, or as text for where stdout goes."""
    if markdown:
        from cqcplan.papers.formats.templates import render_blocks

        return render_blocks(blocks)
    from cqcplan.cli.blocks_text import as_text

    return as_text(blocks, width=width(), colour=in_colour("auto"))
