"""Write a paper in any format."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from cqcplan.reports.blocks import Paper
from cqcplan.reports.formats.templates import render

Format = Literal["markdown", "html"]


def write_paper(paper: Paper, output_format: str, folders: Sequence[Path]) -> bytes:
    """Return a paper as the bytes of a file.

    Args:
        paper: the paper.
        output_format: one of :data:`Format`.
        folders: where templates are looked for, a council's own folder first.
    """
    return render(paper, output_format, folders).encode("utf-8")
