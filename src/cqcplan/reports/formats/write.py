"""Write a paper in any format."""

from typing import Literal

from cqcplan.reports.blocks import Paper
from cqcplan.reports.formats.templates import render

Format = Literal["markdown", "html"]


def write_paper(paper: Paper, output_format: Format) -> bytes:
    """Return a paper as the bytes of a file."""
    return render(paper, output_format).encode("utf-8")
