"""The answers of commands in the forms that they share."""

from typing import TYPE_CHECKING

from cqcplan.cli.talk import in_colour, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cqcplan.cli.audience import Audience
    from cqcplan.papers.blocks import Block


def as_json(audience: "Audience", **found: object) -> str:
    """Return what was found as JSON: the version of its form, its audience where that is not the public, the rest."""
    from cqcplan.cli.audience import Audience
    from cqcplan.problems.json_text import json_text

    mark = {} if audience is Audience.PUBLIC else {"audience": audience.value}
    return json_text({"version": 1, **mark, **found})


def as_words(blocks: "Sequence[Block]", audience: "Audience", *, markdown: bool) -> str:
    """Return blocks as Markdown, or as text for where stdout goes; the first line says whom they are for."""
    return above(_words(blocks, markdown=markdown), audience)


def above(text: str, audience: "Audience", before: str = "") -> str:
    """Put a line above a text that is not for the public.

    Args:
        text: what is shown.
        audience: whom it is for.
        before: what makes a line a comment, where the text is read by a program.
    """
    from cqcplan.cli.audience import notice

    said = notice(audience)
    return f"{before}{said}\n{'' if before else chr(10)}{text}" if said else text


def _words(blocks: "Sequence[Block]", *, markdown: bool) -> str:
    if markdown:
        from cqcplan.papers.formats.templates import render_blocks

        return render_blocks(blocks)
    from cqcplan.cli.blocks_text import as_text

    return as_text(blocks, width=width(), colour=in_colour("auto"))
