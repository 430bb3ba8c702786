"""Write a paper in any format."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from cqcplan.papers.blocks import Paper
from cqcplan.papers.in_print import in_print
from cqcplan.view.made_for import marked

Format = Literal["markdown", "html", "docx", "pdf"]


def write_paper(paper: Paper, output_format: Format, own: Sequence[Path] = (), reference: Path | None = None) -> bytes:
    """Return a paper as the bytes of a file: the same paper always gives the same bytes.

    Args:
        paper: what to write.
        output_format: as what. Word and PDF need the extra of the same name.
        own: folders of a council's own templates, which win by name.
        reference: the council's own Word document, whose styles, margins, header and footer are used.

    Raises:
        CannotWriteError: the extra is not installed, or the council's document cannot be used.
        TemplateProblemError: a template has a mistake in it.
    """
    # each format's packages are imported only for it
    if output_format == "docx":
        from cqcplan.papers.formats.word.write import docx  # noqa: PLC0415

        return docx(in_print(paper), reference)
    if output_format == "pdf":
        from cqcplan.papers.formats.pdf import pdf  # noqa: PLC0415

        return pdf(in_print(paper), own)
    from cqcplan.papers.formats.templates import render  # noqa: PLC0415

    return marked(render(paper, output_format, own), paper.readers, paper.made_from).encode("utf-8")
