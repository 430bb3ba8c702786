"""What a council's own templates do wrong is told with its place, in every command that uses them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cqcplan.cli.talk import fail


@contextmanager
def mistakes_told(own: Sequence[Path]) -> Iterator[None]:
    """Make something of templates, within bounds where some are the council's own; stop at a mistake in one.

    Args:
        own: the folders of the council's own templates.
    """
    from cqcplan.papers.formats.bounds import TooMuchError, bounded
    from cqcplan.papers.template_files import TemplateProblemError

    try:
        with bounded(own):
            yield
    except (TemplateProblemError, TooMuchError) as error:
        fail(str(error), error.help)
