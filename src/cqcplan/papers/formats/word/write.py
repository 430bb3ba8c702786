"""Write a paper as Word, where what that needs is installed."""

from pathlib import Path

from cqcplan.papers.blocks import Paper
from cqcplan.papers.formats.fonts import font_folder
from cqcplan.papers.formats.unavailable import extra_missing


def docx(paper: Paper, reference: Path | None = None) -> bytes:
    """Return a paper as a Word document.

    Args:
        paper: what to write.
        reference: the council's own document, whose styles, page, header and footer are used; its text is not.

    Raises:
        CannotWriteError: the extra ``docx`` is not installed, or the council's document cannot be used.
    """
    missing = extra_missing("Word", "docx")
    try:
        from cqcplan.papers.formats.word.document import word_document  # noqa: PLC0415 - needs the extra
    except ImportError as error:
        raise missing from error
    if font_folder() is None:
        raise missing
    return word_document(paper, reference)
