"""``cqcplan score --refresh``: CQC's report pages that somebody saved, read and added to a file of results."""

from pathlib import Path
from typing import TYPE_CHECKING

from cqcplan.cli.answer import as_json, as_words
from cqcplan.cli.audience import Audience
from cqcplan.cli.plans import stop_at
from cqcplan.cli.save import must_not_lose
from cqcplan.cli.talk import fail, say, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cqcplan.exchange.published.add import Added
    from cqcplan.model.results import OwnResult

YAML_ENDINGS = (".yaml", ".yml")


def refresh(pages: "Sequence[Path]", results: "Sequence[Path]", day: "date", *, form: str) -> None:
    """Show what saved pages say and add it to a council's own file of results; nothing is added where one is wrong.

    Args:
        pages: the pages.
        results: the file to add to; none shows only what was understood.
        day: the day on which they are added.
        form: ``table``, ``markdown`` or ``json``.
    """
    from cqcplan.exchange.published.from_page import entry_of, result_of_page
    from cqcplan.papers.rating.understood import outcome, understood

    if len(results) > 1:
        fail("--refresh adds to one file of results", "name one with --results")
    if form == "csv":
        fail("--refresh shows what it understood in words or as JSON", "leave out --format csv")
    read = [result_of_page(page) for page in pages]
    problems = [problem for one in read for problem in one.problems]
    if problems:
        say(f"nothing was added{f' to {results[0].as_posix()}' if results else ''}")
        stop_at(problems, "page" if len(read) == 1 else "set of pages", unreadable=not all(one.opened for one in read))
    found = [(one, one.item) for one in read if one.item is not None]
    made = _add([item for _, item in found], results[0], day) if results else None
    if form == "json":
        write(as_json(Audience.PUBLIC, understood=[{"file": one.file, **entry_of(item)} for one, item in found]))
    else:
        blocks = [block for one, item in found for block in understood(one.file, item, is_cqcs=one.is_cqcs)]
        write(as_words(blocks, Audience.PUBLIC, markdown=form == "markdown"))
    if made is None:
        say("nothing was added: name a file of your own results with --results to add to it")
    else:
        say(outcome(results[0].as_posix(), made.new, made.known))


def _add(items: "Sequence[OwnResult]", path: Path, day: "date") -> "Added":
    """Write the file with the results in it."""
    from cqcplan.editing.changes import CannotEditError
    from cqcplan.editing.lock import writing
    from cqcplan.exchange.published.add import added, new_file
    from cqcplan.exchange.published.read import load_results
    from cqcplan.files.write_file import write_file

    if path.suffix.casefold() not in YAML_ENDINGS:
        fail(f"{path.as_posix()} is no file that results can be added to", "name one that ends in .yaml")
    try:
        with writing(path.parent):
            if path.exists():
                file = load_results(path)
                if file.results is None:
                    stop_at(file.problems, "file", unreadable=not file.opened)
                made = added(file.file, items, day)
            else:
                must_not_lose(path)
                made = new_file(path, items, day)
            if made.new:
                write_file(path, made.content)
    except CannotEditError as error:
        fail(error.message, error.help)
    except OSError as error:
        fail(
            f"{path.as_posix()} cannot be written: {error.strerror}",
            "check that its folder is there and who may write in it",
        )
    return made
